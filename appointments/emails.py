"""The words of every mail. None carries a name, a health detail, or anything else a patient typed."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from appointments.manage_links import token_of


def new_request(request) -> tuple[str, str]:
    """Subject and text for the office."""
    return _for_staff(_("New request %(reference)s"), request)


def taken_back(request) -> tuple[str, str]:
    """Subject and text for the office: the patient withdrew."""
    return _for_staff(_("Request %(reference)s was taken back"), request)


def new_message(message) -> tuple[str, str]:
    """Subject and text for the desk."""
    return _for_staff(_("New message %(reference)s"), message)


def private_link(request, link) -> tuple[str, str]:
    """Subject and text for the patient, who asked for this mail."""
    subject = _("Your request %(reference)s") % {"reference": request.spoken_reference}
    return subject, _text("private_link", link=link_address(link))


def link_address(link) -> str:
    """The whole address of a private link."""
    return _address(reverse("appointments:manage_request", args=[token_of(link.public_id)]))


def _for_staff(subject: str, sending) -> tuple[str, str]:
    link = _address(sending.get_absolute_url())
    return subject % {"reference": sending.spoken_reference}, _text("new_for_staff", link=link)


def _text(name: str, **context) -> str:
    return render_to_string(f"emails/{name}.txt", context)


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
