"""The quiz in plain lines, for the patient to print or to send along with a request."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quiz.scoring import Outcome
from quiz.walking import Walk

LONGEST = 4000  # what a request can carry


def summary_of(way: Walk, outcome: Outcome) -> str:
    """Every question with its answers, then what was suggested; cut at a whole line where it would be too long."""
    lines = [_("Pain quiz, %(day)s") % {"day": date_format(timezone.localdate())}]
    suggested = [option.treatment.title for option in outcome.options]
    lines.append(_("To ask about: %(names)s") % {"names": ", ".join(suggested) or _("nothing in particular")})
    for step in way.steps:
        lines += ["", step.asked.text, *(f"– {choice.text}" for choice in step.choices)]
    return _cut(lines)


def _cut(lines: list[str]) -> str:
    whole = "\n".join(lines)
    if len(whole) <= LONGEST:
        return whole
    end = _("(There was more than fits here.)")
    kept = whole[: LONGEST - len(end) - 1]
    return f"{kept[: kept.rindex(chr(10))]}\n{end}"
