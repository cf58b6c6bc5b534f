"""Everything that guides are composed from, read once in a fixed number of queries for any number of guides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from locations.models import Location
from pages.guide.scope import Scope
from practice.models import (
    CompensationRule,
    FaqTopic,
    InsuranceGuide,
    InsurancePlan,
    Notice,
    PatientForm,
    PhoneLine,
    Practice,
    State,
)
from practice.notices.in_force import Language, notices_in_force
from providers.models import Provider
from quiz.models import Quiz
from treatments.models import Condition, RedFlag, Treatment

MOST_OFFICES = 60  # of each state: a guide is a booklet; the website has them all
MOST_PROVIDERS = 60


@dataclass(frozen=True)
class Material:
    """What is public at one moment. `today` is the practice's own day: closures that are over are not told."""

    practice: Practice | None
    red_flags: Sequence[RedFlag]
    treatments: Sequence[Treatment]
    conditions: Sequence[Condition]
    providers: Sequence[Provider]
    offices: Sequence[Location]
    insurance: InsuranceGuide | None
    plans: Sequence[InsurancePlan]
    compensation_rules: Sequence[CompensationRule]
    faq_topics: Sequence[FaqTopic]
    patient_forms: Sequence[PatientForm]
    notices: Sequence[Notice]
    languages: Sequence[Language]
    has_quiz: bool
    today: date

    def treatment(self, scope: Scope) -> Treatment | None:
        """The treatment of a handout."""
        return next((treatment for treatment in self.treatments if treatment.slug == scope.treatment), None)

    def offices_in(self, scope: Scope) -> list[Location]:
        """Offices of the guide's state; for a handout, those that offer the treatment."""
        found = [office for office in self.offices if scope.state in ("", office.state)]
        return [office for office in found if does(office, scope.treatment)]

    def providers_in(self, scope: Scope) -> list[Provider]:
        """Those who see patients in the guide's state; for a handout, who do the treatment."""
        found = [
            provider
            for provider in self.providers
            if not scope.state or any(office.state == scope.state for office in provider.locations.all())
        ]
        return [provider for provider in found if does(provider, scope.treatment)]

    def phone_lines(self, scope: Scope) -> list[PhoneLine]:
        lines = self.practice.phone_lines.all() if self.practice else []
        return [line for line in lines if scope.state in ("", line.state)]


def does(somebody: Location | Provider, treatment: str) -> bool:
    """Whether an office or a provider does that treatment, by its slug; empty: any."""
    return not treatment or any(done.slug == treatment for done in somebody.treatments.all())


def gathered(*, in_full: bool = True) -> Material:
    """All that is public now; of the treatments in full, what handouts say."""
    treatments = Treatment.objects.published().by_group()
    return Material(
        practice=Practice.objects.current(),
        red_flags=list(RedFlag.objects.all()),
        treatments=list(treatments.with_sections() if in_full else treatments.in_short()),
        conditions=list(Condition.objects.published().in_short()),
        providers=list(Provider.objects.published().for_guide().by_name()[:MOST_PROVIDERS]),
        offices=Location.objects.published().for_guide().in_order_of(first_offices()),
        insurance=InsuranceGuide.objects.current(),
        plans=list(InsurancePlan.objects.with_coverage()),
        compensation_rules=list(CompensationRule.objects.all()),
        faq_topics=list(FaqTopic.objects.with_faqs()),
        patient_forms=list(PatientForm.objects.listed()),
        notices=list(Notice.objects.in_force()),
        languages=notices_in_force().languages,
        has_quiz=Quiz.objects.published().exists(),
        today=timezone.localdate(),
    )


def first_offices() -> list[int]:
    """The primary keys of the offices that a guide has room for, state by state."""
    states = (Location.objects.published().in_state(state).by_state() for state in State)
    return [key for offices in states for key in offices.values_list("pk", flat=True)[:MOST_OFFICES]]
