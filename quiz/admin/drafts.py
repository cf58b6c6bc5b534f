"""What only a draft allows: an edition that patients take, or took, is looked at and never changed."""

from collections.abc import Iterable
from contextlib import contextmanager
from functools import wraps
from http.client import CONFLICT

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from reversion.revisions import add_to_revision

from publishing.admin import HistoryAdmin
from quiz.admin.meanwhile import RefusableForm, is_stale, mark_of, why_refused
from quiz.admin.places import LIST, edition_of
from quiz.models import Quiz

DRAFT, RETIRED = Quiz.Status.DRAFT, Quiz.Status.RETIRED


class NotADraftAnyMore(Exception):
    """The edition was published, or what was worked on changed or deleted, while somebody worked on it."""


def hold(editions: Iterable[Quiz], statuses: Iterable[str] = (DRAFT,)) -> None:
    """Keeps these editions from being published until the transaction ends. Raises NotADraftAnyMore.

    What was read of them before says nothing: somebody may have published one since.
    """
    wanted = {edition.pk for edition in editions}
    held = Quiz.objects.filter(pk__in=wanted, status__in=statuses).update(updated_at=timezone.now())
    if held != len(wanted):
        raise NotADraftAnyMore


def keep_whole(edition: Quiz) -> None:
    """Stores all of the edition, as it is now, in the revision that is being made: its history then has this state."""
    stored = Quiz.objects.with_content().get(pk=edition.pk)
    questions = stored.questions.all()
    answers = [answer for question in questions for answer in question.answers.all()]
    for row in (*answers, *questions, stored):  # from below, because the library adds what is missing below a row
        add_to_revision(row)


def refused_kindly(view):
    """A view of the admin that says so when an edition was published meanwhile. Nothing of what it did stays."""

    @wraps(view)
    def shown(self, request, *args, **kwargs):
        try:
            return view(self, request, *args, **kwargs)
        except NotADraftAnyMore:
            self.forget_what_was_told(request)
            text = _(
                "Nothing was stored: while you worked on it, somebody published or deleted it. What is published stays "
                "as it is. To change it, copy it as a new draft."
            )
            self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect(reverse(LIST))

    return shown


def may_be_typed_in(request, row) -> bool:
    """Whether the form of this row is shown: for a draft, or once more with what was typed and why it is refused."""
    return row is None or edition_of(row).is_draft or bool(getattr(request, "refusal", ""))


class ChangedInDrafts:
    """For an admin page or the rows on it: what belongs to a published or retired edition stays as it is."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_be_typed_in(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or edition_of(obj).is_draft)


class RowsOfDrafts(ChangedInDrafts):
    """The same for rows on the page of what they belong to: none may come either."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and may_be_typed_in(request, obj)


class DraftDesk(ChangedInDrafts, HistoryAdmin):
    """A page of a draft. Before anything is written, the draft is held: what is published then cannot be hit by it."""

    form = RefusableForm
    change_form_template = "admin/quiz/draft_form.html"
    statuses_to_delete = (DRAFT,)

    delete_view = refused_kindly(HistoryAdmin.delete_view)
    changelist_view = refused_kindly(HistoryAdmin.changelist_view)
    revision_view = refused_kindly(HistoryAdmin.revision_view)

    @refused_kindly
    def change_view(self, request, object_id, form_url="", extra_context=None):
        try:
            return self._page(request, object_id, form_url, extra_context)
        except NotADraftAnyMore:  # since this request looked: now it sees, and says so beside what was typed
            self.forget_what_was_told(request)
            return self._page(request, object_id, form_url, extra_context)

    def _page(self, request, object_id, form_url, extra_context):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST" and super(ChangedInDrafts, self).has_change_permission(request, row):
            request.refusal = why_refused(request, row, self)
        seen = request.POST.get("seen") or mark_of(row, self)
        response = super().change_view(request, object_id, form_url, {**(extra_context or {}), "seen": seen})
        response.status_code = CONFLICT if getattr(request, "refusal", "") else response.status_code
        return response

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")  # the class is made anew for each request
        return form

    def save_model(self, request, obj, form, change):
        """Writes what the form asks for and nothing else: what an edition is to patients changes by publishing only."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        hold([edition_of(obj)])
        if not self.model.objects.filter(pk=obj.pk).exists() or is_stale(request, obj, self):
            raise NotADraftAnyMore
        asked = {*form.fields, "updated_at"}
        obj.save(update_fields=[field.name for field in obj._meta.concrete_fields if field.name in asked])

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        keep_whole(edition_of(form.instance))

    def delete_model(self, request, obj):
        hold([edition_of(obj)], self.statuses_to_delete)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        hold({edition_of(row) for row in queryset}, self.statuses_to_delete)
        super().delete_queryset(request, queryset)

    def response_action(self, request, queryset):
        """All or nothing."""
        with transaction.atomic():
            return super().response_action(request, queryset)

    @contextmanager
    def around_undo(self, request, object_id):
        hold([edition_of(self.get_object(request, unquote(object_id)))])
        with super().around_undo(request, object_id):
            yield
