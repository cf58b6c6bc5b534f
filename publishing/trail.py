"""Where every trail of breadcrumbs begins."""

from django.utils.translation import gettext as _


def home() -> tuple[str, str]:
    """The home page as the first step of a trail, as (name, path)."""
    return _("Home"), "/"
