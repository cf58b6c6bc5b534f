"""A treatment, offices and providers as Wagtail's tutorial would have them: pages, the text in a body of blocks."""

from django.db import models
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

MOST_SHOWN = 6


class OfficePage(Page):
    address = models.TextField()
    phone = models.CharField(max_length=40)


class ProviderPage(Page):
    role = models.CharField(max_length=100)


class TreatmentPage(Page):
    summary = models.TextField()
    body = StreamField(
        [
            ("heading", CharBlock()),
            ("text", RichTextBlock()),
            ("list", ListBlock(CharBlock())),
            ("rows", ListBlock(StructBlock([("title", CharBlock()), ("text", RichTextBlock())]))),
        ]
    )

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "menu": self.get_site().root_page.get_children().live().in_menu(),
            "offices": OfficePage.objects.live()[:MOST_SHOWN],
            "providers": ProviderPage.objects.live()[:MOST_SHOWN],
        }
