"""The staff's desk for common questions."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin

from practice.models import Faq, FaqTopic
from publishing.admin import HistoryAdmin, StackedRows


class FaqRows(StackedRows):
    model = Faq
    fields = ["question", "answer", "position"]
    classes = []


@admin.register(FaqTopic)
class FaqTopicAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["title", "slug"]
    search_fields = ["title", "faqs__question"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug"]
    inlines = [FaqRows]
