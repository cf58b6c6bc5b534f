"""One treatment in full, as a patient takes it home: the sections of its page, in the order of its page."""

from django.utils import formats
from django.utils.translation import gettext as _

from pages.guide.blocks import blocks_of
from pages.guide.building import bullets, chapter, heading, linked, note, paragraph, rich, section, strong
from pages.guide.chapters.conditions import review_line
from pages.guide.chapters.figures import drawings
from pages.guide.chapters.treatments import candidacy, quick_facts, risks
from pages.guide.material import Material
from pages.guide.scope import Scope
from treatments.emergency import emergency_card
from treatments.models import Treatment, TreatmentAdvice, Urgency


def urgent_for(material: Material, scope: Scope) -> list[dict]:
    """The treatment's own emergency note, with the signs that hold at any time."""
    card = emergency_card(material.treatment(scope).urgency_cards.all(), material.red_flags)
    if not card:
        return []
    signs = [*card.signs, *(flag.sign for flag in card.at_any_time)]
    return [note(card.heading, bullets(signs), "emergency")]


def treatment_in_full(material: Material, scope: Scope) -> list[dict]:
    treatment = material.treatment(scope)
    return [section for part in PARTS for section in part(treatment)]


def at_a_glance(treatment: Treatment) -> list[dict]:
    return chapter(_("At a glance"), quick_facts(treatment), anchor="at-a-glance")


def what_it_is(treatment: Treatment) -> list[dict]:
    pictures = drawings(treatment.drawing, treatment.get_drawing_display())
    return chapter(_("What it is"), [*blocks_of(treatment.what_it_is), *pictures], anchor="what-it-is")


def who_it_may_help(treatment: Treatment) -> list[dict]:
    blocks = [*blocks_of(treatment.candidacy), *candidacy(treatment)]
    return chapter(_("Who it may help, and who it may not"), blocks, anchor="who-it-may-help")


def how_to_prepare(treatment: Treatment) -> list[dict]:
    blocks = [*blocks_of(treatment.preparation), *advice(treatment, TreatmentAdvice.When.BEFORE)]
    return chapter(_("How to prepare"), blocks, anchor="how-to-prepare")


def what_happens(treatment: Treatment) -> list[dict]:
    items = [
        [paragraph(strong(step.title)), paragraph(step.text), *drawings(step.drawing)] for step in treatment.steps.all()
    ]
    blocks = [{"kind": "numbered", "items": items}] if items else []
    return chapter(_("What happens, step by step"), blocks, anchor="what-happens")


def afterwards(treatment: Treatment) -> list[dict]:
    blocks = [
        *blocks_of(treatment.afterwards),
        *rich(_("Back to everyday life"), treatment.recovery),
        *advice(treatment, TreatmentAdvice.When.AFTER),
    ]
    return chapter(_("Afterwards and recovery"), blocks, anchor="afterwards")


def advice(treatment: Treatment, when: str) -> list[dict]:
    """What to do and not to do at that time."""
    blocks = []
    for kind in TreatmentAdvice.Kind:
        lines = [row.text for row in treatment.advice.all() if (row.when, row.kind) == (when, kind)]
        blocks += [heading(str(kind.label)), *bullets(lines)] if lines else []
    return blocks


def results(treatment: Treatment) -> list[dict]:
    blocks = [
        *blocks_of(treatment.benefits),
        *rich(_("What results to expect"), treatment.realistic_results),
    ]
    return chapter(_("Benefits and realistic results"), blocks, anchor="results")


def all_risks(treatment: Treatment) -> list[dict]:
    return chapter(_("Risks"), [*blocks_of(treatment.risks_text), *risks(treatment)], anchor="risks")


def when_to_call(treatment: Treatment) -> list[dict]:
    """The cards that are no emergency; that one stands above everything."""
    cards = [card for card in treatment.urgency_cards.all() if card.urgency != Urgency.EMERGENCY]
    notes = [note(card.heading, bullets(card.sign_list), card.urgency) for card in cards]
    return chapter(_("When to call"), notes, anchor="when-to-call")


def cost(treatment: Treatment) -> list[dict]:
    return chapter(_("Cost and insurance"), blocks_of(treatment.cost), anchor="cost")


def questions(treatment: Treatment) -> list[dict]:
    lines = bullets(question.text for question in treatment.questions.all())
    return chapter(_("Questions to ask"), lines, anchor="questions")


def common_questions(treatment: Treatment) -> list[dict]:
    blocks = [block for faq in treatment.faqs.all() for block in (heading(faq.question), *blocks_of(faq.answer))]
    return chapter(_("Common questions"), blocks, anchor="faqs")


def conditions_treated(treatment: Treatment) -> list[dict]:
    items = [
        [paragraph(strong(f"{link.condition.title}. "), link.condition.summary)]
        for link in treatment.condition_links.all()
    ]
    return chapter(_("Conditions it treats"), [{"kind": "list", "items": items}] if items else [], anchor="conditions")


def review(treatment: Treatment) -> list[dict]:
    """Who checked it and what it rests on."""
    items = [
        [paragraph(f"{source.publisher}: ", linked(source.title, source.url), read_on(source))]
        for source in treatment.sources.all()
    ]
    sources = {"kind": "numbered", "items": items} if items else paragraph(_("Sources are added at clinical review."))
    return [section(_("Review and sources"), [review_line(treatment), sources], anchor="review")]


def read_on(source) -> str:
    return ". " + _("Read on %(date)s.") % {"date": formats.date_format(source.read_on, "F j, Y")}


PARTS = (
    at_a_glance,
    what_it_is,
    who_it_may_help,
    how_to_prepare,
    what_happens,
    afterwards,
    results,
    all_risks,
    when_to_call,
    cost,
    questions,
    common_questions,
    conditions_treated,
    review,
)
