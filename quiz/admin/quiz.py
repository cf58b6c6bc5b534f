"""The staff's desk for editions of the quiz: drafts, their test bench, trying them out, publishing."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from reversion.models import Version
from reversion.revisions import create_revision, set_comment, set_user

from publishing.admin import TabularRows
from quiz.admin.drafts import DRAFT, RETIRED, ChangedInDrafts, DraftDesk, RowsOfDrafts
from quiz.admin.places import bench_of, where_to_mend
from quiz.admin.rows import KeyedRowsFormSet
from quiz.bench.report import report_on
from quiz.models import Answer, Question, Quiz
from quiz.script import script_of
from quiz.services import NotReady, copy_as_draft, publish
from quiz.views import pages
from quiz.views.start import personal_step
from quiz.views.steps import next_page

MAY_PUBLISH = "quiz.publish_quiz"
ALREADY = _("Patients take this edition already.")  # somebody pressed twice, or two people did
NOT_PUBLISHED = _("Not published: it was changed since you looked, or does not pass. See what the test bench says.")


class QuestionRows(RowsOfDrafts, TabularRows):
    model = Question
    formset = KeyedRowsFormSet
    fk_name = "quiz"
    fields = ["key", "text", "kind", "position"]
    classes = []
    show_change_link = True


@admin.register(Quiz)
class QuizAdmin(DraftDesk):
    list_display = ["title", "edition", "status", "published_at", "updated_at", "bench_link"]
    list_filter = ["status"]
    fields = ["title", "lead", "not_a_diagnosis"]
    inlines = [QuestionRows]
    actions = ["copy_as_drafts"]
    statuses_to_delete = (DRAFT, RETIRED)

    @admin.display(description=_("edition"), ordering="pk")
    def edition(self, quiz):
        return quiz.pk

    @admin.display(description=_("test bench"))
    def bench_link(self, quiz):
        words = _("Test bench"), quiz
        return format_html('<a href="{}">{}<span class="visually-hidden"> {}</span></a>', bench_of(quiz), *words)

    def get_urls(self):
        own = [
            path("<path:object_id>/bench/", self.admin_site.admin_view(self.bench), name="quiz_quiz_bench"),
            path("<path:object_id>/publish/", self.admin_site.admin_view(self.publish), name="quiz_quiz_publish"),
            path("<path:object_id>/preview/", self.admin_site.admin_view(self.preview), name="quiz_quiz_preview"),
        ]
        return [*own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        addresses = {
            "preview_url": reverse("admin:quiz_quiz_preview", args=[unquote(object_id)]),
            "bench_url": reverse("admin:quiz_quiz_bench", args=[unquote(object_id)]),
        }
        return super().change_view(request, object_id, form_url, {**addresses, **(extra_context or {})})

    def has_delete_permission(self, request, obj=None):
        """A retired edition may go as a whole, or its red flags could never be deleted."""
        may_delete = super(ChangedInDrafts, self).has_delete_permission(request, obj)
        return may_delete and (obj is None or not obj.is_published)

    def get_deleted_objects(self, objs, request):
        """With an edition go its questions and answers, which cannot be deleted by themselves once it is no draft."""
        found, counts, needed, protected = super().get_deleted_objects(objs, request)
        return found, counts, needed - {Question._meta.verbose_name, Answer._meta.verbose_name}, protected

    def recover_view(self, request, version_id, extra_context=None):
        """Only a draft comes back from the deleted: no edition gets to patients without its checks."""
        version = get_object_or_404(Version.objects.get_deleted(self.model), pk=version_id)
        if version.field_dict["status"] != Quiz.Status.DRAFT:
            raise PermissionDenied
        return super().recover_view(request, version_id, extra_context)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """An older state comes back into a draft only."""
        if not self._found(request, object_id).is_draft:
            raise PermissionDenied
        return super().revision_view(request, object_id, version_id, extra_context)

    def bench(self, request, object_id):
        """What the test bench finds of one edition, and what would change for patients."""
        quiz = self._found(request, object_id)
        report = report_on(quiz)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Test bench"),
            "opts": self.opts,
            "quiz": quiz,
            "report": report,
            "faults": where_to_mend(quiz, report.proof.faults),
            "may_publish": quiz.is_draft and request.user.has_perm(MAY_PUBLISH),
        }
        return TemplateResponse(request, "admin/quiz/quiz/bench.html", context)

    def publish(self, request, object_id):
        """Makes a draft the quiz that patients take, when it passes its checks."""
        quiz = self._found(request, object_id)
        if request.method != "POST" or not request.user.has_perm(MAY_PUBLISH):
            raise PermissionDenied
        try:
            with create_revision():
                set_user(request.user)
                set_comment(str(_("Published.")))
                publish(quiz, seen=request.POST.get("seen", ""))
        except (NotReady, IntegrityError):
            self.message_user(request, *_refused(quiz))
        else:
            self.log_change(request, quiz, str(_("Published.")))
            self.message_user(request, _("Patients take this edition now."), messages.SUCCESS)
        return HttpResponseRedirect(bench_of(quiz))

    @csrf_exempt  # like the public quiz, it stores nothing
    def preview(self, request, object_id):
        """The quiz as a patient would take it, for staff, whatever its status."""
        script = script_of(self._found(request, object_id))
        if request.method == "POST":
            return personal_step(lambda step: next_page(step, script))(request)
        return pages.first(request, script)

    @admin.action(description=_("Copy as a new draft"), permissions=["add"])
    def copy_as_drafts(self, request, queryset):
        for quiz in queryset:
            with self.own_revision(request, str(_("Copied from edition %d.") % quiz.pk)):
                copy = copy_as_draft(quiz)
            self.message_user(request, _("Edition %d is a new draft.") % copy.pk, messages.SUCCESS)

    def _found(self, request, object_id) -> Quiz:
        """With all its content. 404 and 403 as everywhere in the admin."""
        quiz = self.get_object(request, unquote(object_id))
        if quiz is None:
            raise Http404
        if not self.has_view_or_change_permission(request, quiz):
            raise PermissionDenied
        return Quiz.objects.with_content().get(pk=quiz.pk)


def _refused(quiz: Quiz) -> tuple[str, int]:
    """What to tell where publishing changed nothing, with its level."""
    is_published = Quiz.objects.published().filter(pk=quiz.pk).exists()
    return (ALREADY, messages.INFO) if is_published else (NOT_PUBLISHED, messages.ERROR)
