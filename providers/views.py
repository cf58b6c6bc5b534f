"""Who treats you, as pages."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from providers.choosing import active_filters
from providers.forms import FILTERS, ProviderFilterForm
from providers.models import Provider
from providers.structured_data import provider_data
from publishing.offered_values import asks_only_for_what_we_offer
from publishing.page_cache import public_page
from publishing.trail import home


def providers_step() -> tuple[str, str]:
    return _("Providers"), reverse("providers:provider_list")


@public_page(parameters=FILTERS)
def provider_list(request):
    """All providers, or those who pass the filters in the address."""
    everybody = Provider.objects.published()
    form = ProviderFilterForm(request.GET, everybody)
    filters = form.chosen()
    found = list(everybody.passing(filters).with_card().by_name())
    response = render(
        request,
        "providers/provider_list.html",
        {
            "trail": [home(), providers_step()],
            "form": form,
            "providers": found,
            "active": active_filters(request.GET, filters, None if found else everybody),
        },
    )
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response


@public_page()
def provider_detail(request, slug):
    """One provider."""
    provider = get_object_or_404(Provider.objects.published().with_sections(), slug=slug)
    return render_provider(request, provider)


def render_provider(request, provider, *, is_preview=False):
    """The provider's page; the staff's preview uses it too."""
    return render(
        request,
        "providers/provider_detail.html",
        {
            "trail": [home(), providers_step(), (provider.title, provider.get_absolute_url())],
            "provider": provider,
            "is_preview": is_preview,
            "structured_data": [provider_data(provider)],
        },
    )
