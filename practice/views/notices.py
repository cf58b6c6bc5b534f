"""Notices: the list, each one as it holds today, each version that held before."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from practice.models import Notice, Practice
from practice.notices.forms import NoticeChoiceForm
from practice.notices.history import history_of
from practice.notices.reading import reading_of
from publishing.offered_values import asks_only_for_what_we_offer
from publishing.page_cache import public_page
from publishing.trail import home

LARGEST_NUMBER = 32767  # what the database can count


def notices_step() -> tuple[str, str]:
    return _("Notices"), reverse("practice:notice_list")


@public_page()
def notice_list(request):
    """Every notice that is in force."""
    kinds = Notice.Kind.values
    notices = sorted(Notice.objects.in_force(), key=lambda notice: kinds.index(notice.kind))
    context = {"trail": [home(), notices_step()], "notices": notices}
    return render(request, "practice/notice_list.html", context)


@public_page(parameters=("state", "lang"))
def notice_detail(request, slug):
    """The words that hold today. `?state=MD` and `?lang=es` choose among them."""
    notice = get_object_or_404(Notice, slug=slug)
    version = notice.versions.in_force().with_texts().first()
    if version is None:
        raise Http404
    form = NoticeChoiceForm(request.GET)
    response = render_version(request, version, choice=form.choice())
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response


@public_page()
def notice_version(request, slug, number):
    """The words of one version, for those to whom it was given."""
    notice = get_object_or_404(Notice, slug=slug)
    known = notice.versions.begun().with_texts()
    version = get_object_or_404(known, number=min(number, LARGEST_NUMBER))
    response = render_version(request, version, is_dated=True)
    response.is_kept = request.path == version.get_absolute_url()  # a number can be written with any zeros before it
    return response


def render_version(request, version, *, choice=("", ""), is_dated=False, is_preview=False):
    """The page of one version; the staff's preview uses it too. `is_dated` is for one by its number."""
    notice = version.notice
    practice = Practice.objects.current()
    lines = list(practice.phone_lines.all()) if practice else []
    trail = [home(), notices_step(), (notice.short_title, notice.get_absolute_url())]
    if is_dated:
        trail.append((_("Version %(number)s") % {"number": version.number}, version.get_absolute_url()))
    history = history_of(notice)
    context = {
        "practice": practice,
        "trail": trail,
        "notice": notice,
        "version": version,
        "reading": reading_of(version, lines, *choice),
        "history": history,
        "held_until": next((held.until for held in history if held.version == version), None),
        "is_dated": is_dated,
        "is_preview": is_preview,
    }
    return render(request, "practice/notice_detail.html", context)
