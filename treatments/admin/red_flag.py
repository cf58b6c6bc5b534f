"""The staff's desk for the shared list of red flags. None is deleted under the pain quiz."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin
from django.utils.translation import gettext as _

from publishing.admin import HistoryAdmin
from treatments.admin.quiz_answers import named
from treatments.models import RedFlag


@admin.register(RedFlag)
class RedFlagAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["text", "detail"]
    search_fields = ["text", "detail"]

    def get_deleted_objects(self, objs, request):
        found, counts, needed, protected = super().get_deleted_objects(objs, request)
        refusals = why_not_deleted(objs)
        if not refusals:
            return found, counts, needed, protected
        return found, counts, needed & {self.opts.verbose_name}, refusals


def why_not_deleted(red_flags) -> list[str]:
    """For each of these that an answer is a sign of, in whichever edition: where, and what to do."""
    sentence = _(
        "“%(sign)s” cannot be deleted, because answers of the pain quiz are a sign of it: %(answers)s. Change its "
        "words, or first take it off these answers, in a draft of the quiz, and have that published. Editions that "
        "are retired can be deleted whole."
    )
    used = [(flag, named(flag.quiz_answers)) for flag in red_flags]
    return [sentence % {"sign": flag.text, "answers": answers} for flag, answers in used if answers]
