"""Your rights: which notices are in force, in short, and help in other languages."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from pages.guide.building import chapter, invitation, linked, paragraph
from pages.guide.font_coverage import characters_in
from pages.guide.material import Material
from pages.guide.scope import Scope
from pages.guide.typesetting import FONTS
from practice.models import Notice


def notices(material: Material, scope: Scope) -> list[dict]:
    if not material.notices:
        return []
    words = _("The whole text of each notice is on our website. Ask at any office for a copy on paper. It is free.")
    items = [notice_lines(notice) for notice in material.notices]
    blocks = [
        paragraph(words),
        {"kind": "list", "items": items},
        invitation(_("Read the notices"), reverse("practice:notice_list")),
    ]
    return chapter(_("Your rights and our notices"), blocks, anchor="notices")


def notice_lines(notice: Notice) -> list[dict]:
    since = _("In force since %(date)s.") % {"date": formats.date_format(notice.effective_on, "F j, Y")}
    return [paragraph(linked(notice.title, notice.get_absolute_url()), f". {notice.summary} {since}")]


def language_help(material: Material, scope: Scope) -> list[dict]:
    """That help is free, with each language's own name; those whose letters our fonts lack are on the page only."""
    spoken = [one for one in material.languages if has_letters(one.own_name) and one.code != "en"]
    if not spoken:
        return []
    words = _("We help you in your language, free of charge. Tell us when you call, or show us the name below.")
    names = [[paragraph({"text": one.own_name, "language": one.code})] for one in spoken]
    more = _("Other languages are on this page: %(title)s") % {"title": _("language help")}
    blocks = [paragraph(words), {"kind": "list", "items": names}, invitation(more, page_of(spoken[0].address))]
    return chapter(_("Help in your language"), blocks, anchor="languages")


def has_letters(words: str) -> bool:
    """Whether our fonts can print every one of them."""
    return all(ord(letter) in characters_in(FONTS) for letter in words)


def page_of(address: str) -> str:
    return address.partition("#")[0]
