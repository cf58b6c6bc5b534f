"""Before the visit: the pain quiz, what to bring, and what patients often ask."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.guide.blocks import blocks_of
from pages.guide.building import bullets, chapter, heading, invitation, linked, paragraph, section
from pages.guide.material import Material
from pages.guide.scope import Scope
from practice.models import FaqTopic


def quiz(material: Material, scope: Scope) -> list[dict]:
    """Where the pain quiz is, when patients can take one."""
    if not material.has_quiz:
        return []
    words = _("A few short questions can help you to prepare. Nothing you answer is stored, and it is not a diagnosis.")
    invited = invitation(_("Take the pain quiz"), reverse("quiz:start"))
    return chapter(_("The pain quiz"), [paragraph(words), invited], anchor="quiz")


def what_to_bring(material: Material, scope: Scope) -> list[dict]:
    things = bullets(thing.text for thing in material.insurance.things_to_bring.all()) if material.insurance else []
    forms = [
        [paragraph(linked(form.title, form.get_absolute_url()), f". {form.description}")] for form in english(material)
    ]
    papers = [heading(_("Forms you can fill in at home")), {"kind": "list", "items": forms}] if forms else []
    return chapter(_("What to bring"), [*things, *papers], anchor="what-to-bring")


def english(material: Material) -> list:
    """Forms in the language of the guide; the page has the others."""
    return [form for form in material.patient_forms if form.language == "en"]


def faqs(material: Material, scope: Scope) -> list[dict]:
    if not material.faq_topics:
        return []
    return [section(_("Common questions"), [], anchor="faqs"), *(topic_section(topic) for topic in material.faq_topics)]


def topic_section(topic: FaqTopic) -> dict:
    blocks = [block for faq in topic.faqs.all() for block in (heading(faq.question), *blocks_of(faq.answer))]
    return section(topic.title, blocks, level=2, anchor=f"faqs-{topic.slug}")
