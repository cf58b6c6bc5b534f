"""Questions about treatments and conditions."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch

from publishing.querysets import PublishedQuerySet


class BodyAreaQuerySet(models.QuerySet):
    """Where it hurts."""

    def with_published_conditions(self):
        """Each place with its public conditions as `published_conditions`; places without any are left out."""
        conditions = self.model._meta.get_field("conditions").related_model
        public = conditions.objects.published()
        return (
            self.filter(conditions__in=public)
            .distinct()
            .prefetch_related(Prefetch("conditions", public, to_attr="published_conditions"))
        )


class SectionsQuerySet(PublishedQuerySet):
    """What treatments and conditions share."""

    def _urgency_cards(self):
        cards = self.model._meta.get_field("urgency_cards").related_model
        return Prefetch("urgency_cards", cards.objects.most_urgent_first())


class ConditionQuerySet(SectionsQuerySet):
    """What we treat."""

    def hurting_in(self, area):
        """Conditions felt in that place of the body."""
        return self.filter(areas=area)

    def with_sections(self):
        """Everything the condition's page shows, in a fixed number of queries."""
        return self.prefetch_related(
            "symptoms",
            "advice",
            self._urgency_cards(),
            "questions",
            "faqs",
            "sources",
            Prefetch("treatment_links", self._offered().select_related("treatment__group")),
        )

    def in_short(self):
        """What a guide says of each, in a fixed number of queries: of the treatments no more than the title."""
        offered = self._offered().select_related("treatment").only("condition", "treatment__title")
        return self.prefetch_related("symptoms", Prefetch("treatment_links", offered))

    def _offered(self):
        """Links to public treatments, in the order of the treatments list."""
        treatments = self.model._meta.get_field("treatments").related_model
        links = self.model._meta.get_field("treatment_links").related_model.objects
        in_order = ("treatment__group__position", "treatment__group_id", "treatment__title")
        return links.filter(treatment__in=treatments.objects.published()).order_by(*in_order)


class TreatmentQuerySet(SectionsQuerySet):
    """How we treat."""

    def published(self, at=None):
        """Public treatments. One without risks or without when-to-call signs is never public, however it was stored."""
        required = [self.model._meta.get_field(name).related_model for name in ("risks", "urgency_cards")]
        return (
            super().published(at).filter(*(Exists(rows.objects.filter(treatment=OuterRef("pk"))) for rows in required))
        )

    def easing(self, area):
        """Treatments for conditions that hurt in that place of the body."""
        conditions = self.model._meta.get_field("conditions").related_model
        hurting = conditions.objects.published().hurting_in(area)
        return self.filter(conditions__in=hurting).distinct()

    def by_group(self):
        """In the order of the treatments list: group by group, then by name."""
        return self.select_related("group").order_by("group__position", "group_id", "title")

    def with_sections(self):
        """Everything the treatment's page shows, in a fixed number of queries."""
        conditions = self.model._meta.get_field("conditions").related_model
        links = self.model._meta.get_field("condition_links").related_model
        treated = links.objects.filter(condition__in=conditions.objects.published())
        return self.select_related("group").prefetch_related(
            "quick_facts",
            "candidacy_rows",
            "advice",
            "steps",
            "risks",
            self._urgency_cards(),
            "questions",
            "faqs",
            "sources",
            Prefetch("condition_links", treated.select_related("condition")),
        )

    def in_short(self):
        """What a guide says of each, in a fixed number of queries."""
        return self.with_comparison().prefetch_related(self._urgency_cards())

    def names(self):
        """In the order of the treatments list, each without the texts of its page."""
        return self.by_group().select_related(None).only("slug", "title", "short_title")

    def with_comparison(self):
        """What a comparison shows, in a fixed number of queries."""
        return self.select_related("group").prefetch_related("quick_facts", "candidacy_rows", "risks")


class CandidacyRowQuerySet(models.QuerySet):
    """Reasons for and against treatments."""

    def used_by_quiz(self):
        """Those that an answer of the pain quiz brings up, in the edition that patients take or in a draft."""
        return self.filter(quiz_answers__question__quiz__status__in=("draft", "published")).distinct()
