"""What can be done: each treatment in short. Its whole page is its handout (handout.py)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pages.guide.blocks import blocks_of
from pages.guide.building import bullets, definitions, invitation, paragraph, section, strong, titled
from pages.guide.chapters.conditions import review_line
from pages.guide.chapters.figures import drawings
from pages.guide.material import Material
from pages.guide.scope import Scope
from treatments.emergency import repeats
from treatments.index import grouped
from treatments.models import CandidacyRow, RedFlag, Risk, Treatment, Urgency


def treatments(material: Material, scope: Scope) -> list[dict]:
    if not material.treatments:
        return []
    words = _("Each treatment in short: what it is, whom it may help, what can go wrong, and when to call.")
    kinds = definitions((group.name, group.description) for group, _members in grouped(material.treatments))
    first = section(_("What can be done"), [paragraph(words), *kinds], anchor="treatments")
    return [first, *(treatment_section(treatment, material.red_flags, scope) for treatment in material.treatments)]


def treatment_section(treatment: Treatment, red_flags: Sequence[RedFlag], scope: Scope) -> dict:
    blocks = [
        paragraph(strong(treatment.summary)),
        *quick_facts(treatment),
        *blocks_of(treatment.what_it_is),
        *drawings(treatment.drawing, treatment.get_drawing_display()),
        *candidacy(treatment),
        *risks(treatment),
        *when_to_call(treatment, red_flags),
        review_line(treatment),
        invitation(
            _("A handout of its own: %(title)s") % {"title": treatment.title},
            Scope(scope.state, treatment.slug).page_path,
        ),
    ]
    return section(treatment.title, blocks, level=2, anchor=f"treatment-{treatment.slug}")


def quick_facts(treatment: Treatment) -> list[dict]:
    return definitions((fact.get_kind_display(), fact.value) for fact in treatment.quick_facts.all())


def candidacy(treatment: Treatment) -> list[dict]:
    """Whom it may help and whom usually not, as lists."""
    rows = treatment.candidacy_rows.all()
    return [
        *titled(_("It could be right if …"), bullets(texts(rows, "kind", CandidacyRow.Kind.COULD_BE_RIGHT_IF))),
        *titled(_("Usually not if …"), bullets(texts(rows, "kind", CandidacyRow.Kind.USUALLY_NOT_IF))),
    ]


def risks(treatment: Treatment) -> list[dict]:
    rows = treatment.risks.all()
    return [
        *titled(_("Common risks"), bullets(texts(rows, "frequency", Risk.Frequency.COMMON))),
        *titled(
            _("Risks that are rare but serious"), bullets(texts(rows, "frequency", Risk.Frequency.RARE_BUT_SERIOUS))
        ),
    ]


def texts(rows, field: str, value: str) -> list[str]:
    """The texts of the rows of one kind."""
    return [row.text for row in rows if getattr(row, field) == value]


def when_to_call(treatment: Treatment, red_flags: Sequence[RedFlag]) -> list[dict]:
    """What calls for help today, and the emergency signs that the cover does not have; plain lists, no more boxes."""
    cards = {card.urgency: card for card in treatment.urgency_cards.all()}
    blocks = []
    for urgency in (Urgency.EMERGENCY, Urgency.TODAY):
        signs = cards[urgency].sign_list if urgency in cards else []
        own = [sign for sign in signs if not any(repeats(sign, flag.text) for flag in red_flags)]
        blocks += titled(urgency.heading, bullets(own))
    return blocks
