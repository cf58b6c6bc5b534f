"""The staff's desk for published pages: order by drag, preview, publishing, clinical review, redirects."""

from adminsortable2.admin import SortableStackedInline, SortableTabularInline
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from publishing.admin_filters import ReviewFilter, StateFilter
from publishing.admin_forms import OrderedRowsFormSet
from publishing.admin_history import HistoryAdmin
from publishing.models import Redirect
from publishing.services import record_move

PUBLISHING_FIELDSET = (
    _("Publishing"),
    {
        "fields": ["slug", ("publish_from", "publish_until")],
        "description": _("A page without a “publish from” date is a draft. Only staff can see it, with “Preview”."),
    },
)
REVIEW_FIELDSET = (_("Clinical review"), {"fields": ["reviewed_by", ("reviewed_on", "review_due_on")]})
SEARCH_FIELDSET = (
    _("Search engines"),
    {"fields": ["search_title", "search_description"], "classes": ["collapse"]},
)
PICTURE_FIELDSET = (
    _("Picture"),
    {"fields": ["picture", "picture_alt", "picture_is_decorative"], "classes": ["collapse"]},
)
NOT_WORDS = {"publish_from", "publish_until", "reviewed_by", "reviewed_on", "review_due_on"}
REVIEW_FIELDS = ("reviewed_by", "reviewed_on", "review_due_on")
SIGNED_FIELDS = (*REVIEW_FIELDS, "reviewed_at")


class TabularRows(SortableTabularInline):
    """Short rows, put in order by drag or by number."""

    formset = OrderedRowsFormSet
    extra = 0
    classes = ["collapse"]


class StackedRows(SortableStackedInline):
    """Rows with longer texts, put in order by drag or by number."""

    formset = OrderedRowsFormSet
    extra = 0
    classes = ["collapse"]


class WindowedAdmin(HistoryAdmin):
    """Something that appears at one moment and disappears at another."""

    list_filter = [StateFilter]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), AdminSplitDateTime):
            day, clock = field.widget.widgets
            day.attrs["aria-label"] = _("%(field)s: date") % {"field": field.label}
            clock.attrs["aria-label"] = _("%(field)s: time") % {"field": field.label}
        return field

    @admin.display(description=_("state"), ordering="publish_from")
    def state(self, page):
        now = timezone.now()
        if page.publish_from is None:
            return _("Draft")
        if page.publish_from > now:
            return _("Planned for %(date)s") % {"date": date_format(timezone.localtime(page.publish_from))}
        return _("Public") if page.is_published else _("Ended")


class PublishedAdmin(WindowedAdmin):
    """A page with a publish window, a clinical review, a preview and an address that may change."""

    list_display = ["title", "state", "review", "updated_at", "preview_link"]
    list_filter = [StateFilter, ReviewFilter]
    search_fields = ["title", "other_names", "slug"]
    prepopulated_fields = {"slug": ["short_title"]}
    actions = ["publish_now", "back_to_draft"]
    ordering = ["title"]
    list_per_page = 50

    @admin.display(description=_("clinical review"), ordering="reviewed_on")
    def review(self, page):
        if page.reviewed_on is None:
            return _("Never")
        if page.review_due_on and page.review_due_on <= timezone.localdate():
            return _("Due again")
        return _("Changed since") if page.changed_since_review else page.reviewed_on

    @admin.display(description=_("preview"))
    def preview_link(self, page):
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> {}</span></a>',
            self._url("preview", page.pk),
            _("Preview"),
            page,
        )

    def view_on_site(self, page):
        return page.get_absolute_url() if page.is_published and not page.missing_to_publish() else None

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        signed = [name for name in REVIEW_FIELDS if name not in (self.exclude or ())]
        return own if self._may_review(request) else (*own, *signed)

    def _may_review(self, request) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.review_{self.opts.model_name}")

    # --- Preview ------------------------------------------------------------------------------------------------------

    def get_urls(self):
        preview = path(
            "<path:object_id>/preview/", self.admin_site.admin_view(self.preview), name=self._url_name("preview")
        )
        return [preview, *super().get_urls()]

    def preview(self, request, object_id):
        """The page as the public would see it, for staff only, whatever its publish window."""
        page = self.get_object(request, unquote(object_id))
        if page is None:
            raise Http404
        if not self.has_view_or_change_permission(request, page):
            raise PermissionDenied
        complete = self.model.objects.with_sections().get(pk=page.pk)
        return self.render_page(request, complete, is_preview=True)

    def render_page(self, request, page, *, is_preview):
        """Renders the public page; each app's admin names the view that does it."""
        raise NotImplementedError

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {"preview_url": self._url("preview", unquote(object_id)), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def _url_name(self, view):
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"

    def _url(self, view, *args):
        return reverse(f"{self.admin_site.name}:{self._url_name(view)}", args=args)

    # --- Redirects ----------------------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        before = self._stored(obj.pk) if change else None
        if not self._may_review(request):
            self._keep_review(request, obj)
        if change and not set(form.changed_data) - NOT_WORDS:
            self._save_without_touching(obj)
        else:
            super().save_model(request, obj, form, change)
        if before:
            record_move(before.get_absolute_url(), obj.get_absolute_url())

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        page = form.instance
        if any(formset.has_changed() for formset in formsets):
            page.save(update_fields=["updated_at"])
        if {"reviewed_by", "reviewed_on"} & set(form.changed_data):
            page.reviewed_at = timezone.now() if page.reviewed_on else None
            page.save(update_fields=["reviewed_at"])

    @staticmethod
    def _save_without_touching(page):
        """Stores everything but “updated”: no word of the page has changed."""
        fields = [field.attname for field in page._meta.concrete_fields if not field.primary_key]
        page.save(update_fields=[name for name in fields if name != "updated_at"])

    def revision_view(self, request, object_id, version_id, extra_context=None):
        before = self.get_object(request, unquote(object_id))
        request.page_before_undo = before
        response = super().revision_view(request, object_id, version_id, extra_context)
        after = before and self._stored(before.pk)
        if request.method == "POST" and response.status_code == 302 and after:
            record_move(before.get_absolute_url(), after.get_absolute_url())
        return response

    def _stored(self, pk):
        return self.model._base_manager.filter(pk=pk).first()

    def _keep_review(self, request, obj):
        """Undo brings back every field. Who may not review must not bring back a review either."""
        before = getattr(request, "page_before_undo", None)
        for name in SIGNED_FIELDS if before else ():
            setattr(obj, name, getattr(before, name))

    # --- Many at once -------------------------------------------------------------------------------------------------

    @admin.action(description=_("Publish now"), permissions=["change"])
    def publish_now(self, request, queryset):
        published = 0
        for page in queryset:
            if page.is_published:
                continue
            missing = page.missing_to_publish()
            if missing:
                self.message_user(request, f"{page}: {' '.join(map(str, missing))}", messages.ERROR)
                continue
            self._set_window(request, page, timezone.now(), _("Published."))
            published += 1
        if published:
            text = ngettext("%(count)d page is public now.", "%(count)d pages are public now.", published)
            self.message_user(request, text % {"count": published}, messages.SUCCESS)

    @admin.action(description=_("Take back to draft"), permissions=["change"])
    def back_to_draft(self, request, queryset):
        for page in queryset:
            self._set_window(request, page, None, _("Taken back to draft."))
        text = ngettext("%(count)d page is a draft now.", "%(count)d pages are drafts now.", len(queryset))
        self.message_user(request, text % {"count": len(queryset)}, messages.SUCCESS)

    def _set_window(self, request, page, publish_from, comment):
        with self.own_revision(request, str(comment)):
            page.publish_from, page.publish_until = publish_from, None
            page.save(update_fields=["publish_from", "publish_until"])  # no word of the page has changed
            self.log_change(request, page, str(comment))


@admin.register(Redirect)
class RedirectAdmin(HistoryAdmin):
    list_display = ["old_path", "new_path", "created_at"]
    search_fields = ["old_path", "new_path"]
