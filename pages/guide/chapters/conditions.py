"""What may cause the pain: each condition in short, with what we offer for it."""

from django.utils import formats
from django.utils.translation import gettext as _

from pages.guide.blocks import blocks_of
from pages.guide.building import bullets, definitions, invitation, paragraph, section, strong, titled
from pages.guide.chapters.figures import drawings
from pages.guide.material import Material
from pages.guide.scope import Scope
from treatments.models import Condition


def conditions(material: Material, scope: Scope) -> list[dict]:
    if not material.conditions:
        return []
    words = _("A name for your pain helps you to ask. Only an exam can tell what is behind it.")
    first = section(_("What may cause your pain"), [paragraph(words)], anchor="conditions")
    return [first, *(condition_section(condition) for condition in material.conditions)]


def condition_section(condition: Condition) -> dict:
    signs = [symptom.text for symptom in condition.symptoms.all() if not symptom.is_red_flag]
    red_flags = [symptom.text for symptom in condition.symptoms.all() if symptom.is_red_flag]
    blocks = [
        paragraph(strong(condition.summary)),
        *also_called(condition),
        *blocks_of(condition.what_it_is),
        *drawings(condition.drawing, condition.get_drawing_display()),
        *titled(_("Signs you may notice"), bullets(signs)),
        *titled(_("Signs that need care at once"), bullets(red_flags)),
        *titled(_("What we offer for it"), bullets(link.treatment.title for link in condition.treatment_links.all())),
        review_line(condition),
        invitation(_("More on our website: %(title)s") % {"title": condition.title}, condition.get_absolute_url()),
    ]
    return section(condition.title, blocks, level=2, anchor=f"condition-{condition.slug}")


def also_called(page) -> list[dict]:
    """The names that patients use."""
    return definitions([(_("Also called"), ", ".join(page.other_name_list))])


def review_line(page) -> dict:
    """Who reviewed the words, or that nobody has yet."""
    if not page.reviewed_on:
        return paragraph(_("Not yet clinically reviewed. Ask us before you rely on it."))
    words = {"name": page.reviewed_by, "date": formats.date_format(page.reviewed_on, "F j, Y")}
    line = _("Clinically reviewed by %(name)s on %(date)s.") % words
    return paragraph(f"{line} {_('Changed since then.')}" if page.changed_since_review else line)
