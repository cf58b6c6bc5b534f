"""A treatment and a condition with every section filled, each in words that occur nowhere else."""

from datetime import date

from tests.factories import make_condition, make_treatment
from treatments.models import Urgency

RICH = (
    "what_it_is",
    "candidacy",
    "preparation",
    "afterwards",
    "recovery",
    "benefits",
    "realistic_results",
    "risks_text",
    "cost",
)
CONDITION_RICH = ("what_it_is", "symptoms_text", "causes", "diagnosis", "treatment_approach", "living_with")


def words_of(field: str) -> str:
    """The words that stand in that field of a complete page."""
    return f"Words about {field.replace('_', ' ')}."


def make_complete_treatment(**changes):
    """A public treatment with at least two rows of every kind. A rich field changed to "" is an empty section."""
    texts = {field: f"<p>{words_of(field)}</p>" for field in RICH}
    treatment = make_treatment(
        with_required_rows=False, **{"other_names": "back shot\nspine cleaning", **texts, **changes}
    )
    for number, (kind, value) in enumerate([("time", "About an hour"), ("driver", "Bring a driver")], start=1):
        treatment.quick_facts.create(kind=kind, value=value, position=number)
    for number, (kind, text) in enumerate(
        [("could", "you lean on carts"), ("usually_not", "you are pregnant")], start=1
    ):
        treatment.candidacy_rows.create(kind=kind, text=text, position=number)
    for number, (when, kind, text) in enumerate(
        [
            ("before", "do", "Eat lightly"),
            ("before", "do_not", "Do not drive yourself"),
            ("after", "do", "Walk slowly"),
            ("after", "do_not", "Do not lift boxes"),
        ],
        start=1,
    ):
        treatment.advice.create(when=when, kind=kind, text=text, position=number)
    for number, title in enumerate(["We greet you", "We treat you"], start=1):
        treatment.steps.create(title=title, text=f"Then {title.lower()}.", position=number)
    for number, (frequency, text) in enumerate([("common", "Soreness"), ("rare", "Infection")], start=1):
        treatment.risks.create(frequency=frequency, text=text, position=number)
    _add_shared_rows(treatment)
    return treatment


def make_complete_condition(**changes):
    """A public condition with rows of every kind."""
    texts = {field: f"<p>{words_of(field)}</p>" for field in CONDITION_RICH}
    condition = make_condition(**{"other_names": "pinched nerve\ntrapped nerve", **texts, **changes})
    condition.symptoms.all().delete()
    condition.urgency_cards.all().delete()
    condition.symptoms.create(text="Cramps in the calves", position=1)
    condition.symptoms.create(text="Numb saddle area", is_red_flag=True, position=2)
    condition.advice.create(kind="do", text="Keep moving", position=1)
    condition.advice.create(kind="do_not", text="Do not stay in bed", position=2)
    _add_shared_rows(condition)
    return condition


def _add_shared_rows(page):
    for number, urgency in enumerate(Urgency, start=1):
        page.urgency_cards.create(
            urgency=urgency, signs=f"you see a {urgency} sign\nyou feel {urgency}", position=number
        )
    page.questions.create(text="May I swim?", position=1)
    page.faqs.create(question="Does it hurt?", answer="<p>Not much.</p>", position=1)
    page.sources.create(
        publisher="Example Institute",
        title="A paper we read",
        url="https://example.org/paper",
        read_on=date(2025, 2, 3),
        position=1,
    )
