"""What differs between two editions part by part, in sentences for staff, without walking them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quiz.bench.words import shortened
from quiz.models import Answer
from quiz.regions import BodyRegion
from quiz.script import Asked, Choice, Reason, Script

NO_QUESTION = Asked("", "", "", {})
NO_ANSWER = Choice("", "")


@dataclass(frozen=True)
class Part:
    """The edition itself, a question or an answer, by its name, and what changes about it."""

    name: str
    changes: list[str]


def changed_parts(before: Script, after: Script) -> list[Part]:
    """All parts of the one and the other edition that are not the same in both, those that are gone among the last."""
    parts = [Part(_("The quiz as a whole"), _of_edition(before, after))]
    for key in _all(after.questions, before.questions):
        old, new = (script.questions.get(key, NO_QUESTION) for script in (before, after))
        parts.append(Part(f"{key}: {new.text or old.text}", _place_of_new(before, after, key) + _of_question(old, new)))
        for picked in _all(new.choices, old.choices):
            one, other = (asked.choices.get(picked, NO_ANSWER) for asked in (old, new))
            lines = _of_answer(one, other) + _of_reasons(before, after, one, other)
            parts.append(Part(f"{key}/{picked}: {other.text or one.text}", lines))
    return [part for part in parts if part.changes]


def changed_answers(before: Script, after: Script) -> list[tuple[str, str]]:
    """(question, answer) of all answers that are not the same in both editions, or only in one of them."""
    old, new = _answers(before), _answers(after)
    return [place for place in _all(new, old) if old.get(place) != new.get(place)]


def _answers(script: Script) -> dict[tuple[str, str], Choice]:
    return {
        (key, picked): choice for key, asked in script.questions.items() for picked, choice in asked.choices.items()
    }


def _all(new: Iterable, old: Iterable) -> list:
    return list(dict.fromkeys([*new, *old]))


def _of_edition(before: Script, after: Script) -> list[str]:
    lines = _told(_("Title"), before.title, after.title)
    lines += _told(_("First words"), before.lead, after.lead)
    lines += _told(_("What the quiz cannot know"), before.not_a_diagnosis, after.not_a_diagnosis)
    return lines + _order(_("Order of the questions"), before.questions, after.questions)


def _place_of_new(before: Script, after: Script, key: str) -> list[str]:
    """Where a question that came stands in the order."""
    if key in before.questions:
        return []
    asked_before = next((asked for asked in after.questions.values() if asked.follows == key), None)
    if asked_before is None:
        return [_("This question is new. It is the first.")]
    return [_("This question is new. It stands after “%s”.") % shortened(asked_before.text)]


def _of_question(old: Asked, new: Asked) -> list[str]:
    lines = [] if new.key else [_("This question is gone.")]
    lines += _told(_("Words"), old.text, new.text) if old.key and new.key else []
    lines += _told(_("Hint"), old.hint, new.hint)
    lines += _told(_("Kind"), getattr(old.kind, "label", ""), getattr(new.kind, "label", ""))
    return lines + _order(_("Order of the answers"), old.choices, new.choices)


def _of_answer(old: Choice, new: Choice) -> list[str]:
    lines = _came_or_went(old, new, _("This answer is new."), _("This answer is gone."))
    lines += _told(_("Words"), old.text, new.text) if old.key and new.key else []
    lines += _told(_("Hint"), old.hint, new.hint)
    lines += _told(_("Advice"), old.advice, new.advice)
    lines += _told(_("Stands alone"), _meaning(old), _meaning(new))
    lines += _told(_("Place on the drawing"), _place(old), _place(new))
    lines += _told(_("Sign of an emergency"), _sign(old), _sign(new))
    return lines + _told(_("Goes on with"), old.leads_to, new.leads_to)


def _of_reasons(before: Script, after: Script, old: Choice, new: Choice) -> list[str]:
    """The lines of treatments that the answer speaks for in one of the editions only."""
    came = [_("Now %s") % _spoken(after, reason) for reason in new.reasons if reason not in old.reasons]
    went = [_("No longer %s") % _spoken(before, reason) for reason in old.reasons if reason not in new.reasons]
    return came + went


def _spoken(script: Script, reason: Reason) -> str:
    told = {"treatment": script.treatments[reason.treatment].title, "line": reason.text}
    if reason.is_for:
        return _("a reason for %(treatment)s: “%(line)s”") % told
    if reason.rules_out:
        return _("rules out %(treatment)s: “%(line)s”") % told
    return _("a reason against %(treatment)s: “%(line)s”") % told


def _came_or_went(old, new, came: str, went: str) -> list[str]:
    if old.key and new.key:
        return []
    return [came] if new.key else [went]


def _told(what: str, old: str, new: str) -> list[str]:
    """One sentence where the two differ."""
    told = {"what": what, "old": old, "new": new}
    if old == new:
        return []
    if not old:
        return [_("%(what)s, new: “%(new)s”") % told]
    if not new:
        return [_("%(what)s, gone: “%(old)s”") % told]
    return [_("%(what)s: “%(old)s” → “%(new)s”") % told]


def _order(what: str, old: Iterable[str], new: Iterable[str]) -> list[str]:
    """Of those that both have."""
    kept = [key for key in old if key in new], [key for key in new if key in old]
    return _told(what, *(", ".join(keys) for keys in kept))


def _meaning(choice: Choice) -> str:
    return str(Answer.Meaning(choice.meaning).label) if choice.stands_alone else ""


def _place(choice: Choice) -> str:
    return str(BodyRegion(choice.region).label) if choice.region in BodyRegion.values else choice.region


def _sign(choice: Choice) -> str:
    return choice.red_flag.text if choice.red_flag else ""
