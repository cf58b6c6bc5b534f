"""Questions about notices: what is in force, what was, what needs staff.

A version holds until the next one of its notice begins, so no two can be in force on one day. One that lacks a
required text is not in force whatever its days say: the version before it goes on.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from practice.notices.required_languages import ENGLISH, LANGUAGE_HELP, required_for
from publishing.querysets import InForceQuerySet

WARNED_AHEAD = timedelta(days=30)


class NoticeQuerySet(models.QuerySet):
    """Chainable questions about notices."""

    def in_force(self, on: date | None = None):
        """Those that hold on that day (today, when none is given); `effective_on` is the first day of their words."""
        holding = self._versions().in_force(on).filter(notice=OuterRef("pk"))
        return self.annotate(effective_on=Subquery(holding.values("in_force_from"))).filter(effective_on__isnull=False)

    def without_words_in_force(self, on: date | None = None):
        """Those whose address leads nowhere now."""
        return self.exclude(pk__in=self._versions().in_force(on).values("notice"))

    def _versions(self):
        return self.model._meta.get_field("versions").related_model._default_manager.all()


class NoticeVersionQuerySet(InForceQuerySet):
    """Chainable questions about versions of notices."""

    def complete(self):
        """What has every text that its notice must have."""
        general = self._texts().filter(version=OuterRef("pk"), state="")
        required = required_for(LANGUAGE_HELP)
        there = general.filter(language__in=required).values("version").annotate(count=Count("pk")).values("count")
        return self.alias(required_there=Subquery(there)).filter(
            ~Q(notice__slug=LANGUAGE_HELP) | Q(required_there=len(required)),
            Exists(general.filter(language=ENGLISH)),
        )

    def begun(self, on: date | None = None):
        """What holds on that day (today, when none is given) or held before, latest first."""
        return self.complete().filter(in_force_from__lte=on or timezone.localdate()).order_by("-in_force_from")

    def in_force(self, on: date | None = None):
        on = on or timezone.localdate()
        later = (
            self.model._default_manager.begun(on)
            .order_by()
            .filter(notice=OuterRef("notice"), in_force_from__gt=OuterRef("in_force_from"))
        )
        return super().in_force(on).complete().exclude(Exists(later))

    def beginning_on(self, day: date | None):
        """What begins on that day; nothing, when none is given."""
        return self.filter(in_force_from=day) if day else self.none()

    def review_by(self, last: date, today: date | None = None):
        """What holds now and has to be looked at again on that day or before."""
        return self.in_force(today).filter(review_by__lte=last)

    def running_out(self, today: date | None = None):
        """What holds now and, within 30 days, ends or has to be looked at again."""
        soon = (today or timezone.localdate()) + WARNED_AHEAD
        return (
            self.in_force(today).filter(Q(review_by__lte=soon) | Q(in_force_until__lte=soon)).select_related("notice")
        )

    def awaiting_certification(self, today: date | None = None):
        """What holds now in a translation that nobody has certified."""
        waiting = self._texts().filter(version=OuterRef("pk"), needs_certified_review=True)
        return self.in_force(today).filter(Exists(waiting)).select_related("notice")

    def with_texts(self):
        """With their notice and texts, for a page."""
        return self.select_related("notice").prefetch_related("texts")

    def _texts(self):
        return self.model._meta.get_field("texts").related_model._default_manager.all()


class NoticeTextQuerySet(models.QuerySet):
    """Chainable questions about the texts of notices."""

    def at_the_foot(self, on: date | None = None):
        """What every page links to on that day: each notice in force, and each language of the one about languages."""
        versions = self.model._meta.get_field("version").related_model._default_manager.in_force(on)
        return (
            self.filter(Q(language=ENGLISH) | Q(version__notice__slug=LANGUAGE_HELP), state="", version__in=versions)
            .order_by("version__notice__position", "version__notice__pk", "pk")
            .values("language", "direction", "own_name", slug=F("version__notice__slug"),
                    short_title=F("version__notice__short_title"))
        )  # fmt: skip
