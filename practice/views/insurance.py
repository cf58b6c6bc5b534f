"""Which plans we take, and who pays after an injury."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from practice.forms import InsuranceForm
from practice.injury_rules import rules_by_state
from practice.models import InsuranceGuide, InsurancePlan
from practice.plans import by_kind
from publishing.offered_values import asks_only_for_what_we_offer
from publishing.page_cache import public_page
from publishing.trail import home


def insurance_step() -> tuple[str, str]:
    return _("Insurance"), reverse("practice:insurance")


@public_page(parameters=("state", "q"))
def insurance(request):
    """Plan by plan and state by state: accepted, or call first. `?state=MD` and `?q=` narrow it."""
    form = InsuranceForm(request.GET)
    chosen = form.chosen()
    plans = InsurancePlan.objects.with_coverage(chosen.state).named(chosen.words)
    response = render(
        request,
        "practice/insurance.html",
        {
            "trail": [home(), insurance_step()],
            "guide": InsuranceGuide.objects.current(),
            "form": form,
            "chosen": chosen,
            "groups": by_kind(plans, chosen.state),
        },
    )
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response


@public_page()
def compensation_and_injury(request):
    """Who chooses the doctor after an injury at work, and who pays after a crash: the rules of each state."""
    guide = InsuranceGuide.objects.current()
    return render(
        request,
        "practice/compensation_and_injury.html",
        {
            "trail": [home(), insurance_step(), (_("Workers’ compensation and personal injury"), request.path)],
            "guide": guide,
            "rules": rules_by_state(guide),
        },
    )
