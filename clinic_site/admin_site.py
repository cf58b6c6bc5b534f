"""The staff's desk: Django's admin with an index page that says what needs doing."""

from functools import wraps

from allauth.account.decorators import secure_admin_login
from csp.decorators import csp_replace
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appointments.staff_summary import summary_for
from clinic_site.admin_csp import admin_csp
from clinic_site.admin_inputs import forgiving
from clinic_site.sign_in.views import sign_out
from practice.models import Claim, Notice, NoticeVersion
from publishing.models import Illustrated, Published

MOST_SHOWN = 8
# Key, title, what to do, for which models, and the question their queryset answers.
TODO = [
    (
        "drafts",
        _("Drafts"),
        _("Not public yet. Finish them, or give them a date to publish from."),
        Published,
        "drafts",
    ),
    ("reviews-due", _("Clinical reviews due"), _("The date for the next review has come."), Published, "review_due"),
    (
        "changed",
        _("Changed since their review"),
        _("Edited after a clinician approved them."),
        Published,
        "changed_since_review",
    ),
    (
        "unreviewed",
        _("Never reviewed"),
        _("Patients are told that no clinician has reviewed them yet."),
        Published,
        "unreviewed",
    ),
    (
        "no-alternative",
        _("Pictures without words"),
        _("Say what the picture shows, or mark it as decoration."),
        Illustrated,
        "without_words",
    ),
    (
        "claims-ending",
        _("Claims about to expire"),
        _("Within 30 days these badges disappear. Check the evidence again, and give them a new last day."),
        Claim,
        "ending_soon",
    ),
    (
        "claims-unproven",
        _("Claims without evidence"),
        _("Nobody sees these badges until somebody adds what shows that they are true."),
        Claim,
        "unproven",
    ),
    (
        "claims-ended",
        _("Claims that expired"),
        _("These badges are not shown any more. Check them again, or delete them."),
        Claim,
        "ended",
    ),
    (
        "notices-running-out",
        _("Notices to look at again"),
        _("Within 30 days they end or are due to be checked against the law."),
        NoticeVersion,
        "running_out",
    ),
    (
        "notices-missing",
        _("Notices that nobody can read"),
        _("No version of them is in force. Begin a complete one."),
        Notice,
        "without_words_in_force",
    ),
    (
        "notices-uncertified",
        _("Translations to certify"),
        _("Readers are told that no certified translator has checked them."),
        NoticeVersion,
        "awaiting_certification",
    ),
]
APPS_FIRST = ["appointments", "treatments", "providers", "locations", "practice", "publishing"]


class ClinicAdminSite(admin.AdminSite):
    """Every page of the admin, under the practice's name."""

    site_header = _("Pain and Spine Specialists")
    site_title = _("Staff")
    index_title = _("What needs doing")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def admin_view(self, view, cacheable=False):
        shown = super().admin_view(view, cacheable)

        @wraps(shown)
        def under_own_policy(request, *args, **kwargs):
            return csp_replace(admin_csp())(forgiving(shown))(request, *args, **kwargs)

        return under_own_policy

    def login(self, request, extra_context=None):
        """There is one sign-in for all of the staff's pages; the form of Django's own asks for no second step."""
        if request.method == "POST":
            return redirect("account_login")
        return secure_admin_login(super().login)(request, extra_context)

    def logout(self, request, extra_context=None):
        return sign_out(request)

    def index(self, request, extra_context=None):
        waiting = {"inbox": summary_for(request.user), "todo": self.todo(request)}
        return super().index(request, {**waiting, **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """What staff change most comes first; accounts come last."""
        order = {label: place for place, label in enumerate(APPS_FIRST)}
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: order.get(app["app_label"], len(order)))

    def todo(self, request) -> list[dict]:
        """Lists of pages that wait for somebody; each with its title, what to do, and the first links."""
        waiting = {}
        for model, model_admin in self._registry.items():
            if not model_admin.has_view_or_change_permission(request):
                continue
            for key, _title, _what, kind, question in TODO:
                if issubclass(model, kind):
                    waiting.setdefault(key, []).extend(getattr(model._default_manager.all(), question)())
        return [
            {
                "key": key,
                "title": title,
                "what": what,
                "count": len(waiting[key]),
                "items": [self._link(item) for item in waiting[key][:MOST_SHOWN]],
                "more": max(0, len(waiting[key]) - MOST_SHOWN),
            }
            for key, title, what, _kind, _question in TODO
            if key in waiting  # lists of what somebody else may change are not there
        ]

    def _link(self, item) -> dict:
        opts = item._meta
        return {
            "name": str(item),
            "kind": opts.verbose_name,
            "url": reverse(f"{self.name}:{opts.app_label}_{opts.model_name}_change", args=[item.pk]),
        }
