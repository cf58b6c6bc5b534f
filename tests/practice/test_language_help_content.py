"""The notice about help in other languages: enough languages, each in its own script, direction and words."""

import re
import unicodedata

import pytest

from tests.practice.content import load

VARIANTS = load("notices/language-assistance.toml")["variants"]
OTHERS = [variant for variant in VARIANTS if variant["language"] != "en"]
REQUIRED = {
    *("es", "zh-Hans", "ko", "vi", "tl", "fr", "ar", "am", "ur", "fa", "ru", "hi", "bn", "de", "pdc", "it", "pt", "pl"),
    *("gu", "ne", "ht", "yo", "ig", "km", "te"),
}
SCRIPTS = {
    **dict.fromkeys(("ar", "ur", "fa"), "ARABIC"),
    **dict.fromkeys(("zh-Hans", "zh-Hant"), "CJK UNIFIED"),
    **dict.fromkeys(("ru", "uk"), "CYRILLIC"),
    **dict.fromkeys(("hi", "ne"), "DEVANAGARI"),
    **{"ko": "HANGUL", "am": "ETHIOPIC", "bn": "BENGALI", "gu": "GUJARATI", "km": "KHMER", "te": "TELUGU"},
}
# Words that no other language of these uses, for those that share a script.
MARKS = {
    **{
        "es": "puede recibir",
        "vi": "quý vị",
        "tl": "kayong",
        "fr": "vous pouvez",
        "de": "sie können",
        "pdc": "kannscht",
    },
    **{"it": "può ricevere", "pt": "você pode", "pl": "mogą państwo", "ht": "ou ka", "yo": "ẹ lè", "ig": "ị nwere"},
    **{"ar": "موظفينا", "ur": "ہمارے", "fa": "شما", "ru": "вы можете", "uk": "ви можете", "hi": "आपको", "ne": "तपाईं"},
    **{"zh-Hans": "务", "zh-Hant": "務"},
}
ENDINGS = {
    **dict.fromkeys(("zh-Hans", "zh-Hant"), "。"),
    **dict.fromkeys(("hi", "ne", "bn"), "।"),
    **{"ur": "\u06d4", "am": "።", "km": "។"},
}
FREE = {
    **{
        "es": "gratuit",
        "zh-Hans": "免费",
        "zh-Hant": "免費",
        "ko": "무료",
        "vi": "miễn phí",
        "tl": "libre",
        "fr": "gratuit",
    },
    **{"ar": "مجان", "am": "ነፃ", "ur": "مفت", "fa": "رایگان", "ru": "бесплатно", "uk": "безкоштовн", "hi": "मुफ़्त"},
    **{"bn": "বিনামূল্যে", "de": "kostenlos", "pdc": "umsunscht", "it": "gratuit", "pt": "gratuit", "pl": "bezpłatn"},
    **{"gu": "મફત", "ne": "निःशुल्क", "ht": "gratis", "yo": "ọ̀fẹ́", "ig": "n’efu", "km": "ឥតគិតថ្លៃ", "te": "ఉచితం"},
}

each_language = pytest.mark.parametrize("variant", OTHERS, ids=lambda variant: variant["language"])


def same_form(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def test_the_languages_of_all_three_states_are_there():
    languages = {variant["language"] for variant in OTHERS}

    assert languages >= REQUIRED
    assert len(languages) == len(OTHERS) >= 16


def test_every_language_has_a_name_of_its_own():
    for names in ([variant["own_name"] for variant in VARIANTS], [variant["english_name"] for variant in VARIANTS]):
        assert len(set(names)) == len(VARIANTS)
        assert all(names)


@each_language
def test_letters_are_of_the_languages_own_script(variant):
    script = SCRIPTS.get(variant["language"], "LATIN")
    words = variant["own_name"] + variant["body"].replace("{phone}", "")

    strange = [letter for letter in words if letter.isalpha() and not unicodedata.name(letter).startswith(script)]
    assert strange == []


@pytest.mark.parametrize(("language", "mark"), MARKS.items())
def test_text_is_told_from_that_of_a_language_in_the_same_script(language, mark):
    having = {variant["language"] for variant in VARIANTS if same_form(mark) in same_form(variant["body"])}

    assert having == {language}


def test_every_language_that_shares_its_script_has_such_a_mark():
    scripts = [SCRIPTS.get(variant["language"], "LATIN") for variant in OTHERS]
    shared = {variant["language"] for variant, script in zip(OTHERS, scripts, strict=True) if scripts.count(script) > 1}

    assert set(MARKS) == shared


@each_language
def test_only_right_to_left_scripts_run_from_right_to_left(variant):
    letters = [unicodedata.bidirectional(letter) for letter in variant["own_name"] if letter.isalpha()]

    assert variant["direction"] == ("rtl" if set(letters) & {"R", "AL"} else "ltr")


@each_language
def test_the_telephone_is_asked_for_once_and_keeps_its_order(variant):
    body = variant["body"]
    phone = "\u2066{phone}\u2069" if variant["direction"] == "rtl" else "{phone}"

    assert re.findall(r"\{[^}]*\}", body) == ["{phone}"]
    assert phone in body
    assert body.count("\u2066") == body.count("\u2069") == (variant["direction"] == "rtl")


@each_language
def test_both_kinds_of_help_are_called_free_in_three_sentences(variant):
    body = same_form(variant["body"].strip())
    ending = ENDINGS.get(variant["language"], ".")

    assert body.endswith(ending)
    assert body.count(ending) == 3
    assert body.count(same_form(FREE[variant["language"]])) >= 2


@each_language
def test_no_translation_passes_for_a_checked_one(variant):
    assert variant["needs_certified_review"] is True


@each_language
def test_characters_are_stored_in_one_form(variant):
    assert unicodedata.is_normalized("NFC", variant["own_name"] + variant["body"])
