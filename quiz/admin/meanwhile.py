"""What others did while somebody had a page of a draft open, and the sentence that refuses to store over it."""

from hashlib import sha256

from django import forms
from django.contrib.admin.utils import flatten
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _

from quiz.admin.places import edition_of, page_of


class RefusableForm(forms.ModelForm):
    """A form that is shown again with what was typed, and stores nothing, when there is a reason to refuse it."""

    refusal = ""

    def clean(self):
        super().clean()
        if self.refusal:
            raise ValidationError(self.refusal, code="meanwhile")


def mark_of(row, page) -> str:
    """What the row's page shows now, as a short text: another one tells that somebody changed it."""
    shown = [page.model.objects.filter(pk=row.pk).order_by().values_list(*flatten(page.fields))]
    for inline in page.inlines:
        below = inline.model.objects.filter(**{inline.fk_name: row.pk})
        shown.append(below.order_by("pk").values_list("pk", *flatten(inline.fields)))
    return sha256(repr([sorted(map(repr, values)) for values in shown]).encode()).hexdigest()


def is_stale(request, row, page) -> bool:
    """Whether the form that was sent shows something else than what is stored. One without a mark is not."""
    return request.POST.get("seen", "") not in ("", mark_of(row, page))


def why_refused(request, row, page) -> str:
    """The sentence for whoever pressed Save on this page; empty when nobody did anything meanwhile."""
    if not edition_of(row).is_draft:
        return _(
            "Nothing was stored: this edition was published while you were editing. What you typed still stands "
            "below. Copy it, then copy the edition as a new draft and change that one."
        )
    if is_stale(request, row, page):
        text = _(
            "Nothing was stored: somebody else changed this while you were editing. What you typed still stands below. "
            '<a href="{}" target="_blank" rel="noopener">See in a new tab what is stored now</a>, and change that.'
        )
        return format_html(text, page_of(row))
    return ""
