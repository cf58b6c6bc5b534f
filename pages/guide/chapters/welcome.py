"""The first words: who we are, whom to call, how we work."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.guide.blocks import runs_of
from pages.guide.building import bullets, chapter, invitation, note, paragraph, strong
from pages.guide.material import Material
from pages.guide.scope import Scope
from treatments.models import Urgency


def urgent(material: Material, scope: Scope) -> list[dict]:
    """The emergency note for the cover: signs that always mean an emergency."""
    signs = [flag.sign for flag in material.red_flags]
    return [note(Urgency.EMERGENCY.heading, bullets(signs), "emergency")] if signs else []


def welcome(material: Material, scope: Scope) -> list[dict]:
    practice = material.practice
    if not practice:
        return []
    blocks = [
        paragraph(strong(practice.home_title)),
        paragraph(practice.home_lead),
        paragraph(
            _("This guide is general information. It does not replace your clinician. Keep it, share it, and bring it.")
        ),
    ]
    return chapter(_("Welcome"), blocks, anchor="welcome")


def how_we_work(material: Material, scope: Scope) -> list[dict]:
    steps = material.practice.care_steps.all() if material.practice else []
    if not steps:
        return []
    items = [[paragraph(strong(step.title)), paragraph(step.text)] for step in steps]
    blocks = [
        {"kind": "numbered", "items": items},
        invitation(_("Request an appointment"), reverse("appointments:request_appointment")),
    ]
    return chapter(material.practice.how_it_works_title or _("How it works"), blocks, anchor="how-we-work")


def calling(material: Material, scope: Scope) -> list[dict]:
    """Each phone line with when it is answered."""
    items = [
        {"term": runs_of(line.get_state_display()), "blocks": [paragraph(number_of(line), *hours_of(line))]}
        for line in material.phone_lines(scope)
    ]
    return chapter(_("Call us"), [{"kind": "definitions", "items": items}] if items else [], anchor="call-us")


def number_of(line) -> dict:
    return {"text": line.number.as_national, "href": line.number.as_rfc3966, "strong": True}


def hours_of(line) -> list[str]:
    return [f"\n{line.hours}"] if line.hours else []
