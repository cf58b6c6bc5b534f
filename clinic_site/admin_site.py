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
from clinic_site.todo import waiting_for

APPS_FIRST = ["appointments", "treatments", "quiz", "providers", "locations", "practice", "publishing"]


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
        waiting = {"inbox": summary_for(request.user), "todo": waiting_for(self, request)}
        return super().index(request, {**waiting, **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """What staff change most comes first; accounts come last."""
        order = {label: place for place, label in enumerate(APPS_FIRST)}
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: order.get(app["app_label"], len(order)))

    def address_of(self, item) -> str:
        """Where this row is changed."""
        opts = item._meta
        return reverse(f"{self.name}:{opts.app_label}_{opts.model_name}_change", args=[item.pk])
