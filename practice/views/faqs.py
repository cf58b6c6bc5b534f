"""What patients often ask, by topic."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from practice.models import FaqTopic
from publishing.page_cache import public_page
from publishing.trail import home


@public_page()
def faqs(request):
    """Every question with its answer."""
    trail = [home(), (_("Common questions"), reverse("practice:faqs"))]
    return render(request, "practice/faqs.html", {"trail": trail, "topics": FaqTopic.objects.with_faqs()})
