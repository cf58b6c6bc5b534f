"""Treatments and conditions as pages."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.offered_values import asks_only_for_what_we_offer
from publishing.page_cache import public_page
from publishing.remembered import read_once
from publishing.trail import home
from treatments.emergency import emergency_card, shared_red_flags
from treatments.forms import TreatmentComparisonForm, TreatmentFilterForm
from treatments.index import by_letter, grouped
from treatments.models import BodyArea, Condition, Treatment
from treatments.structured_data import condition_data, treatment_data

MOST_OFFICES = 6
MOST_COUNTED = 1000
MOST_PROVIDERS = 6


def treatments_step() -> tuple[str, str]:
    return _("Treatments"), reverse("treatments:treatment_list")


def conditions_step() -> tuple[str, str]:
    return _("Conditions"), reverse("treatments:condition_list")


@public_page(parameters=("area",))
def treatment_list(request):
    """All treatments by kind, or those for what hurts."""
    form = TreatmentFilterForm(request.GET)
    treatments = Treatment.objects.published().by_group()
    area = form.cleaned_data["area"] if form.is_valid() else None
    if area:
        treatments = treatments.easing(area)
    response = render(
        request,
        "treatments/treatment_list.html",
        {
            "trail": [home(), treatments_step()],
            "form": form,
            "area": area,
            "areas": BodyArea.objects.all(),
            "groups": grouped(treatments),
        },
    )
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response


@public_page()
def treatment_detail(request, slug):
    """One treatment."""
    treatment = get_object_or_404(Treatment.objects.published().with_sections(), slug=slug)
    return render_treatment(request, treatment)


def render_treatment(request, treatment, *, is_preview=False):
    """The treatment's page; the staff's preview uses it too."""
    offices = treatment.locations.published()
    shown = list(offices.by_state()[: MOST_OFFICES + 1])
    office_count = offices.count_up_to(MOST_COUNTED + 1) if len(shown) > MOST_OFFICES else len(shown)
    providers = treatment.providers.published()
    known = list(providers.with_offices().by_name()[: MOST_PROVIDERS + 1])
    return render(
        request,
        "treatments/treatment_detail.html",
        {
            "trail": [home(), treatments_step(), (treatment.short_title, treatment.get_absolute_url())],
            "treatment": treatment,
            "emergency": emergency_card(treatment.urgency_cards.all(), read_once(shared_red_flags)),
            "offices": shown[:MOST_OFFICES],
            "office_count": min(office_count, MOST_COUNTED),
            "is_count_exact": office_count <= MOST_COUNTED,
            "providers": known[:MOST_PROVIDERS],
            "provider_count": providers.count() if len(known) > MOST_PROVIDERS else len(known),
            "is_preview": is_preview,
            "structured_data": [treatment_data(treatment)],
        },
    )


@public_page(parameters=("t",))
def treatment_compare(request):
    """Two to four treatments side by side, or the form to choose them."""
    form = TreatmentComparisonForm(request.GET)
    compared = form.cleaned_data["t"] if form.is_valid() else []
    offered = Treatment.objects.published().by_group()
    response = render(
        request,
        "treatments/treatment_compare.html",
        {
            "trail": [home(), treatments_step(), (_("Compare"), reverse("treatments:treatment_compare"))],
            "form": form,
            "compared": compared,
            "is_chosen": "t" in request.GET,
            "groups": grouped(offered),
        },
    )
    response.is_kept = asks_only_for_what_we_offer(request.GET, form) or form.is_begun_with(offered)
    return response


@public_page()
def condition_list(request):
    """Conditions and their lay names from A to Z."""
    conditions = Condition.objects.published()
    return render(
        request,
        "treatments/condition_list.html",
        {"trail": [home(), conditions_step()], "letters": by_letter(conditions)},
    )


@public_page()
def condition_detail(request, slug):
    """One condition."""
    condition = get_object_or_404(Condition.objects.published().with_sections(), slug=slug)
    return render_condition(request, condition)


def render_condition(request, condition, *, is_preview=False):
    """The condition's page; the staff's preview uses it too."""
    return render(
        request,
        "treatments/condition_detail.html",
        {
            "trail": [home(), conditions_step(), (condition.short_title, condition.get_absolute_url())],
            "condition": condition,
            "emergency": emergency_card(condition.urgency_cards.all(), read_once(shared_red_flags)),
            "groups": grouped(link.treatment for link in condition.treatment_links.all()),
            "is_preview": is_preview,
            "structured_data": [condition_data(condition)],
        },
    )
