"""The languages our papers may be written in, each by its own name, and which of them run from right to left."""

OWN_NAMES = {
    "en": "English",
    "es": "Español",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ko": "한국어",
    "vi": "Tiếng Việt",
    "tl": "Tagalog",
    "fr": "Français",
    "ar": "العربية",
    "am": "አማርኛ",
    "ur": "اردو",
    "fa": "فارسی",
    "ru": "Русский",
    "uk": "Українська",
    "hi": "हिन्दी",
    "bn": "বাংলা",
    "de": "Deutsch",
    "it": "Italiano",
    "pt": "Português",
    "pl": "Polski",
    "gu": "ગુજરાતી",
    "ne": "नेपाली",
    "ht": "Kreyòl ayisyen",
    "yo": "Yorùbá",
    "ig": "Igbo",
    "km": "ភាសាខ្មែរ",
    "te": "తెలుగు",
}
RIGHT_TO_LEFT = {"ar", "fa", "ur"}
PLACES = {code: place for place, code in enumerate(OWN_NAMES)}


def direction_of(code: str) -> str:
    """ "rtl" or "ltr", as HTML's `dir` wants it."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"
