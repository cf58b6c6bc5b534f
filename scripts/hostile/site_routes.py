"""`python -m scripts.hostile.site_routes`: every address the site's URL resolver knows, as JSON."""

import json
import re

import django

django.setup()

from django.contrib.admindocs.utils import replace_named_groups, replace_unnamed_groups  # noqa: E402
from django.urls import get_resolver  # noqa: E402 - Django has to know its settings first
from django.urls.resolvers import RoutePattern, URLResolver  # noqa: E402

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def walked(resolver, before: str = "/", regex_before: str = "/"):
    """Each address below a resolver: as a template with <name> for its parts, and as a regular expression."""
    for entry in resolver.url_patterns:
        template = before + template_of(entry.pattern)
        regex = regex_before + entry.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from walked(entry, template, regex)
        else:
            parameters = getattr(entry.callback, "public_parameters", ())
            yield {"template": template, "regex": f"{regex}$", "parameters": list(parameters)}


def template_of(pattern) -> str:
    if isinstance(pattern, RoutePattern):
        return CONVERTER.sub(r"<\1>", str(pattern))
    return replace_unnamed_groups(replace_named_groups(str(pattern))).strip("^$")


if __name__ == "__main__":
    print(json.dumps(list(walked(get_resolver()))))
