"""What an edition says to answers, in words, so that two editions can be compared by it."""

from django.utils.translation import gettext as _

from quiz.scoring import outcome_of
from quiz.script import Script
from quiz.walking import Said, Walk, walk


def outcome_in_words(script: Script, said: Said) -> tuple[str, ...]:
    """What the result says: treatments in order, those left out, urgent advice; or the emergency with its signs."""
    way = _walked(script, said)
    if way.flagged:
        shown = way.steps[way.number_before(way.flagged)].choices
        return tuple(_("Emergency card: %s") % choice.red_flag.text for choice in shown if choice.red_flag)
    outcome = outcome_of(script, way.choices)
    suggested = [option.treatment.title for option in outcome.options] or [_("Nothing fits")]
    left_out = (_("Left out: %s") % option.treatment.title for option in outcome.left_out)
    advice = (_("Advice: %s") % text for text in dict.fromkeys(c.advice for c in way.choices if c.advice))
    return (*suggested, *left_out, *advice)


def _walked(script: Script, said: Said) -> Walk:
    """The same answers in another edition; a question that is new, or whose answers are gone, is not known."""
    known: Said = {}
    for key, asked in script.questions.items():
        picked = tuple(choice for choice in said.get(key, ()) if choice in asked.choices)
        if not asked.kind.takes_several:
            picked = picked[:1]
        known[key] = picked or (asked.not_sure.key,)
    return walk(script, known)
