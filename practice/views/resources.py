"""Places outside the practice that may help."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from practice.library import by_group
from practice.models import Resource
from publishing.page_cache import public_page
from publishing.trail import home


@public_page()
def resources(request):
    """Other sites by what a reader may need."""
    trail = [home(), (_("Helpful resources"), reverse("practice:resources"))]
    return render(request, "practice/resources.html", {"trail": trail, "groups": by_group(Resource.objects.all())})
