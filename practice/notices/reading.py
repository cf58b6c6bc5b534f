"""What a reader sees of one version: the texts for the chosen state and language, with telephone numbers in them."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practice.models import NoticeText, NoticeVersion, PhoneLine, State
from practice.notices.in_force import anchor_of
from practice.notices.required_languages import ENGLISH

PHONE = "{phone}"


@dataclass(frozen=True)
class Shown:
    """One text as it is read. `body` is HTML."""

    text: NoticeText
    body: str

    @property
    def anchor(self) -> str:
        return anchor_of(self.text.language)


@dataclass(frozen=True)
class Reading:
    """A version for one reader. `states` and `languages` are what can be chosen; empty where there is no choice."""

    version: NoticeVersion
    state: State | None
    language: str
    states: list[State]
    languages: list[NoticeText]
    shown: list[Shown]

    @property
    def is_one_text(self) -> bool:
        return len(self.shown) == 1

    @property
    def has_document(self) -> bool:
        """Whether its twin on paper can be made: one text, in letters that our fonts have."""
        return not self.version.notice.is_language_help and self.is_one_text and self.shown[0].text.is_in_latin_letters


def reading_of(version: NoticeVersion, lines: list[PhoneLine], state: str = "", language: str = "") -> Reading:
    """The version as somebody of that state, who reads that language, sees it; both empty for everybody.

    A state without words of its own reads those for all states. A language that is not there is as if none was said.
    """
    texts = sorted(version.texts.all(), key=lambda text: text.language != ENGLISH)
    by_language = {text.language: text for text in texts if not text.state}
    by_language |= {text.language: text for text in texts if state and text.state == state}
    chosen = State(state) if state in State.values else None
    phones = phone_words([line for line in lines if not chosen or line.state == chosen])
    return Reading(
        version=version,
        state=chosen,
        language=language if language in by_language else "",
        states=_states(texts),
        languages=list(by_language.values()) if len(by_language) > 1 else [],
        shown=[Shown(text, text.body.replace(PHONE, phones)) for text in _chosen(version, by_language, language)],
    )


def _states(texts: list[NoticeText]) -> list[State]:
    """Those for which the page differs."""
    if any(PHONE in text.body for text in texts):
        return list(State)
    own = {text.state for text in texts}
    return [state for state in State if state.value in own]


def _chosen(version, by_language: dict[str, NoticeText], language: str) -> list[NoticeText]:
    if language in by_language:
        return [by_language[language]]
    if version.notice.is_language_help:
        return list(by_language.values())
    return [by_language[ENGLISH]] if ENGLISH in by_language else list(by_language.values())[:1]


def phone_words(lines: list[PhoneLine]) -> SafeString:
    """The numbers to call, each with its state unless there is only one. Read from left to right in every language."""
    if not lines:
        return format_html("{}", _("the telephone number of your office"))
    if len(lines) == 1:
        return format_html('<span dir="ltr">{}</span>', _number(lines[0]))
    numbers = ((line.get_state_display(), _number(line)) for line in lines)
    return format_html('<span dir="ltr">{}</span>', format_html_join(" · ", "{} {}", numbers))


def _number(line: PhoneLine) -> SafeString:
    number = line.number
    return format_html('<a class="notice__number" href="{}">{}</a>', number.as_rfc3966, number.as_national)
