"""The library of patient forms: its list, a page for each form, and the files themselves."""

import logging

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practice.library import by_language
from practice.models import PatientForm
from practice.pdf_answers import public_file_answer
from publishing.content_version import clock
from publishing.page_cache import public_page
from publishing.trail import home

logger = logging.getLogger(__name__)


def forms_step() -> tuple[str, str]:
    return _("Patient forms"), reverse("practice:patient_form_list")


@public_page()
def patient_form_list(request):
    """Every form of today by language."""
    forms = by_language(PatientForm.objects.listed())
    return render(request, "practice/patient_form_list.html", {"trail": [home(), forms_step()], "languages": forms})


@public_page()
def patient_form(request, slug):
    """One form: what it is for, its file, its words as a web page. A replaced one leads to the newer."""
    form = get_object_or_404(PatientForm.objects.with_newer(), slug=slug)
    newest = form.newest()
    if not form.is_published:
        return _to_newer(newest, "get_absolute_url")
    return render(
        request,
        "practice/patient_form.html",
        {"trail": [home(), forms_step(), (form.title, form.get_absolute_url())], "form": form, "newest": newest},
    )


@require_safe
def patient_form_file(request, slug):
    """The file, for as long as the form is public; that of a replaced form leads to the newer one."""
    version = clock.version()
    form = get_object_or_404(PatientForm.objects.with_newer(), slug=slug)
    if form.is_replaced or not form.is_published:
        return _to_newer(form.newest(), "get_file_url")
    try:
        return public_file_answer(request, form, version)
    except FileNotFoundError:
        logger.error("The file of the patient form %s is missing.", form.slug)
        raise Http404 from None


def _to_newer(newest, address: str):
    """A redirect for now to what replaced the form; 404 where nothing did."""
    if newest is None:
        raise Http404
    return redirect(getattr(newest, address)())
