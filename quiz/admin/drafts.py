"""What only a draft allows: an edition that patients take, or took, is looked at and never changed."""

from collections.abc import Iterable
from contextlib import contextmanager
from functools import wraps

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from reversion.revisions import add_to_revision

from publishing.admin import HistoryAdmin
from quiz.admin.places import LIST, edition_of
from quiz.models import Quiz

DRAFT, RETIRED = Quiz.Status.DRAFT, Quiz.Status.RETIRED


class NotADraftAnyMore(Exception):
    """The edition was published, or what was worked on deleted, while somebody worked on it."""


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


class ChangedInDrafts:
    """For an admin page or the rows on it: what belongs to a published or retired edition stays as it is."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or edition_of(obj).is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or edition_of(obj).is_draft)


class RowsOfDrafts(ChangedInDrafts):
    """The same for rows on the page of what they belong to: none may come either."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or edition_of(obj).is_draft)


class DraftDesk(ChangedInDrafts, HistoryAdmin):
    """A page of a draft. Before anything is written, the draft is held: what is published then cannot be hit by it."""

    statuses_to_delete = (DRAFT,)

    change_view = refused_kindly(HistoryAdmin.change_view)
    delete_view = refused_kindly(HistoryAdmin.delete_view)
    changelist_view = refused_kindly(HistoryAdmin.changelist_view)
    revision_view = refused_kindly(HistoryAdmin.revision_view)

    def save_model(self, request, obj, form, change):
        """Writes what the form asks for and nothing else: what an edition is to patients changes by publishing only."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        hold([edition_of(obj)])
        if not self.model.objects.filter(pk=obj.pk).exists():
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
