"""The staff's desk for one question and for one answer; both are reached from their quiz."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from reversion.models import Version

from publishing.admin import StackedRows
from publishing.history import is_present
from quiz.admin.drafts import DraftDesk, RowsOfDrafts, keep_whole
from quiz.admin.places import LIST, above, bench_of, edition_of, page_of, preview_of
from quiz.admin.rows import AnswerRowsFormSet, QuestionForm
from quiz.models import Answer, Question
from treatments.models import CandidacyRow


class ReachedFromAbove(DraftDesk):
    """A page that stands in no list: one comes to it from what it belongs to, and goes back there after saving."""

    change_form_template = "admin/quiz/row_form.html"

    def get_model_perms(self, request):
        return {}

    def has_add_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse(LIST))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        edition = edition_of(obj)
        places = {"bench_url": bench_of(edition), "preview_url": preview_of(edition)}
        trail = [(page_of(row), row) for row in above(obj)]
        return super().render_change_form(request, {**context, **places, "trail": trail}, add, change, form_url, obj)

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(page_of(above(obj)[-1]))

    def delete_model(self, request, obj):
        """The history of its edition tells of it, with the way back."""
        edition, request.left_behind = edition_of(obj), above(obj)[-1]
        self._keep_what_is_in_no_history(request, edition)
        deleted = _("Deleted the %(kind)s “%(row)s”.") % {"kind": self.opts.verbose_name, "row": obj}
        with self.own_revision(request, deleted):
            super().delete_model(request, obj)
            keep_whole(edition)

    def _keep_what_is_in_no_history(self, request, edition):
        if not is_present(Version.objects.get_for_object(edition)):
            with self.own_revision(request, _("As it was before a deletion.")):
                keep_whole(edition)

    def response_delete(self, request, obj_display, obj_id):
        super().response_delete(request, obj_display, obj_id)  # says that it was done
        return HttpResponseRedirect(page_of(request.left_behind))

    def recover_view(self, request, version_id, extra_context=None):
        """Questions and answers come back with their quiz."""
        raise PermissionDenied

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """An older state comes back into a draft only."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not edition_of(row).is_draft:
            raise PermissionDenied
        return super().revision_view(request, object_id, version_id, extra_context)


class NothingBesideChoices:
    """No icons beside a choice that would add, change or delete what is chosen: the whole question would be gone."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class AnswerRows(NothingBesideChoices, RowsOfDrafts, StackedRows):
    model = Answer
    formset = AnswerRowsFormSet
    fk_name = "question"
    fields = [("key", "meaning"), "text", "hint", "advice", ("region", "next_question"), "red_flag", "position"]
    classes = []
    show_change_link = True
    verbose_name_plural = _("answers (their reasons for and against are on each answer's own page)")

    def get_formset(self, request, obj=None, **kwargs):
        self.quiz_id = obj.quiz_id if obj else None
        return super().get_formset(request, obj, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("next_question", "red_flag", "question__quiz")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """The choices are read once for all answers of the page."""
        if db_field.name == "next_question":
            kwargs["queryset"] = Question.objects.filter(quiz_id=self.quiz_id)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.choices = list(field.choices)
        return field


@admin.register(Question)
class QuestionAdmin(ReachedFromAbove):
    form = QuestionForm
    fields = [("key", "kind"), "text", "hint"]
    inlines = [AnswerRows]


@admin.register(Answer)
class AnswerAdmin(NothingBesideChoices, ReachedFromAbove):
    fields = ["text", "hint", "advice", "reasons"]
    filter_horizontal = ["reasons"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        rows = CandidacyRow.objects.select_related("treatment").order_by("treatment__title", "kind", "position")
        field = super().formfield_for_manytomany(db_field, request, queryset=rows, **kwargs)
        field.label_from_instance = line_with_treatment
        return field


def line_with_treatment(row: CandidacyRow) -> str:
    """“MILD, could be right if: you …”."""
    return f"{row.treatment.short_title}, {row.get_kind_display().rstrip(' …').lower()}: {row.text}"
