"""The languages in which a patient must be told that help is free, and which of them a notice lacks."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

LANGUAGE_HELP = "language-assistance"  # the address of the notice that needs them all
ENGLISH = "en"
FEWEST = 16
# English and, taken together, the languages most used by people with limited English in each of our states.
REQUIRED = {
    ENGLISH: _("English"),
    "es": _("Spanish"),
    "zh-Hans": _("Chinese (simplified)"),
    "ko": _("Korean"),
    "vi": _("Vietnamese"),
    "tl": _("Tagalog"),
    "fr": _("French"),
    "ar": _("Arabic"),
    "am": _("Amharic"),
    "ur": _("Urdu"),
    "fa": _("Persian"),
    "ru": _("Russian"),
    "hi": _("Hindi"),
    "bn": _("Bengali"),
    "de": _("German"),
    "pdc": _("Pennsylvania Dutch"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
    "pl": _("Polish"),
    "gu": _("Gujarati"),
    "ne": _("Nepali"),
    "ht": _("Haitian Creole"),
    "yo": _("Yoruba"),
    "ig": _("Igbo"),
    "km": _("Khmer"),
    "te": _("Telugu"),
}


def required_for(slug: str) -> tuple[str, ...]:
    """The codes of the languages that this notice must have for all states."""
    return tuple(REQUIRED) if slug == LANGUAGE_HELP else (ENGLISH,)


def missing_for(slug: str, texts: Iterable[tuple[str, str]]) -> list[str]:
    """Sentences that name what a notice with these (state, language) texts lacks to be in force."""
    there = {language for state, language in texts if not state}
    missing = [str(REQUIRED[language]) for language in required_for(slug) if language not in there]
    if not missing:
        return []
    return [_("Add a text for all states in: %(languages)s.") % {"languages": ", ".join(missing)}]
