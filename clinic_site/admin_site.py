"""The staff's desk: Django's admin with an index page that says what needs doing."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.models import Illustrated, Published


class ClinicAdminSite(admin.AdminSite):
    """Every page of the admin, under the practice's name."""

    site_header = _("Pain and Spine Specialists")
    site_title = _("Staff")
    index_title = _("What needs doing")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def index(self, request, extra_context=None):
        return super().index(request, {"todo": self.todo(request), **(extra_context or {})})

    def todo(self, request) -> list[dict]:
        """Lists of pages that wait for somebody; each with its title, what to do, and at most ten links."""
        drafts, reviews_due, unreviewed, changed, no_alternative = [], [], [], [], []
        for model, model_admin in self._registry.items():
            if not model_admin.has_view_or_change_permission(request):
                continue
            if issubclass(model, Published):
                for item in model._default_manager.order_by("pk"):
                    if item.publish_from is None:
                        drafts.append(item)
                    if item.review_due_on and item.review_due_on <= timezone.localdate():
                        reviews_due.append(item)
                    if item.reviewed_on is None:
                        unreviewed.append(item)
                    elif item.changed_since_review:
                        changed.append(item)
            if issubclass(model, Illustrated):
                no_alternative += model._default_manager.exclude(picture="").filter(
                    picture_alt="", picture_is_decorative=False
                )
        lists = [
            ("drafts", _("Drafts"), _("Not public yet. Finish them, or give them a date to publish from."), drafts),
            ("reviews-due", _("Clinical reviews due"), _("The date for the next review has come."), reviews_due),
            ("changed", _("Changed since their review"), _("Edited after a clinician approved them."), changed),
            ("unreviewed", _("Never reviewed"), _("Patients are told that no clinician has reviewed them yet."), unreviewed),
            ("no-alternative", _("Pictures without words"), _("Say what the picture shows, or mark it as decoration."), no_alternative),
        ]
        return [
            {"key": key, "title": title, "what": what, "count": len(items), "items": [self._link(i) for i in items[:10]]}
            for key, title, what, items in lists
        ]

    def _link(self, item) -> dict:
        opts = item._meta
        return {
            "name": str(item),
            "kind": opts.verbose_name,
            "url": reverse(f"{self.name}:{opts.app_label}_{opts.model_name}_change", args=[item.pk]),
        }
