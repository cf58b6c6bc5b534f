"""Who treats you: each provider in short."""

from django.utils import formats
from django.utils.translation import gettext as _

from pages.guide.building import bullets, definitions, invitation, paragraph, section, strong
from pages.guide.material import Material
from pages.guide.scope import Scope
from providers.models import Provider


def people(material: Material, scope: Scope) -> list[dict]:
    found = material.providers_in(scope)
    if not found:
        return []
    words = _("Physicians and nurse practitioners work together here. You may see more than one of them.")
    first = section(_("Who treats you"), [paragraph(words)], anchor="providers")
    return [first, *(provider_section(provider, scope) for provider in found)]


def provider_section(provider: Provider, scope: Scope) -> dict:
    towns = [office.title for office in provider.locations.all() if scope.state in ("", office.state)]
    spoken = [language.name for language in provider.languages.all()]
    facts = [
        (_("What they do here"), kind_of(provider)),
        (_("Certificates"), "\n".join(credential.wording for credential in provider.credentials.all())),
        (_("Specialties"), ", ".join(specialty.name for specialty in provider.specialties.all())),
        (_("Languages"), ", ".join([_("English"), *spoken])),
        (_("Offices"), ", ".join(towns)),
        (_("New patients"), new_patients(provider)),
    ]
    more = invitation(_("More about %(name)s") % {"name": provider.title}, provider.get_absolute_url())
    blocks = [paragraph(strong(provider.summary)), *definitions(facts), more]
    return section(provider.title, blocks, level=2, anchor=f"provider-{provider.slug}")


def kind_of(provider: Provider) -> str:
    return " · ".join(filter(None, [provider.get_kind_display(), provider.focus]))


def new_patients(provider: Provider) -> str:
    """Whether they are taken, with the day somebody asked; nothing when that is long ago."""
    if not provider.has_fresh_answer:
        return ""
    words = _("Taking new patients") if provider.is_accepting_new_patients else _("Not taking new patients now")
    day = formats.date_format(provider.accepting_checked_on, "F j, Y")
    return _("%(answer)s. Checked on %(day)s.") % {"answer": words, "day": day}


def doing_it(material: Material, scope: Scope) -> list[dict]:
    """For a handout: who does the treatment."""
    lines = [f"{provider.title}: {kind_of(provider)}" for provider in material.providers_in(scope)]
    return [section(_("Who does it"), bullets(lines), anchor="providers")] if lines else []
