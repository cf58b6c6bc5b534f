"""Every public page, for search engines."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from locations.models import Location
from practice.models import State
from treatments.models import Condition, Treatment


class OurSitemap(Sitemap):
    """Addresses come from the settings, not from the visitor's Host header."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class FixedPages(OurSitemap):
    """Pages that are there whatever the content."""

    def items(self):
        return [
            "pages:home",
            "treatments:treatment_list",
            "treatments:condition_list",
            "locations:location_list",
            "appointments:request_appointment",
            "appointments:contact",
        ]

    def location(self, item):
        return reverse(item)


class PublishedPages(OurSitemap):
    """All published pages of one model."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published()

    def lastmod(self, item):
        return item.updated_at


class StatePages(OurSitemap):
    """The offices of each state."""

    def items(self):
        return State.values

    def location(self, item):
        return reverse("locations:state_list", args=[item])


SITEMAPS = {
    "pages": FixedPages(),
    "states": StatePages(),
    "locations": PublishedPages(Location),
    "treatments": PublishedPages(Treatment),
    "conditions": PublishedPages(Condition),
}
