"""Every public page, for search engines."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from locations.models import Location
from practice.models import Notice, PatientForm, State
from providers.models import Provider
from quiz.models import Quiz
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
            "providers:provider_list",
            "pages:guide",
            "practice:insurance",
            "practice:compensation_and_injury",
            "practice:notice_list",
            "practice:patient_form_list",
            "practice:faqs",
            "practice:resources",
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


class PatientFormPages(PublishedPages):
    """The forms of today."""

    def items(self):
        return self.model.objects.listed()


class StatePages(OurSitemap):
    """The offices of each state."""

    def items(self):
        return State.values

    def location(self, item):
        return reverse("locations:state_list", args=[item])


class QuizPage(OurSitemap):
    """The pain quiz, when there is one."""

    def items(self):
        return Quiz.objects.published()

    def location(self, item):
        return reverse("quiz:start")

    def lastmod(self, item):
        return item.published_at


class NoticePages(OurSitemap):
    """The notices in force."""

    def items(self):
        return Notice.objects.in_force()

    def lastmod(self, item):
        return item.effective_on


SITEMAPS = {
    "pages": FixedPages(),
    "states": StatePages(),
    "locations": PublishedPages(Location),
    "providers": PublishedPages(Provider),
    "treatments": PublishedPages(Treatment),
    "conditions": PublishedPages(Condition),
    "quiz": QuizPage(),
    "notices": NoticePages(),
    "patient_forms": PatientFormPages(PatientForm),
}
