"""The history of what staff change: who, when and what differed, undoing it, bringing back what was deleted."""

from contextlib import contextmanager

from adminsortable2.admin import SortableAdminBase
from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.forms import Script
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from reversion.admin import VersionAdmin
from reversion.models import Version
from reversion.revisions import create_revision, set_comment, set_user

from publishing.history import is_present, revisions_with_differences
from publishing.stored_rows import own_versions

CANNOT_COME_BACK = (IntegrityError, ObjectDoesNotExist, ValidationError)


class UndoRefused(Exception):
    """An older state must not come back. Its words are the sentence that says why, and what to do."""


class HistoryAdmin(SortableAdminBase, VersionAdmin):
    """Every change is kept with who, when and what differed, and can be undone."""

    history_latest_first = True
    object_history_template = "admin/object_history.html"
    save_on_top = True

    class Media:
        js = [Script("js/editor_names.js", type="module")]

    @contextmanager
    def create_revision(self, request):
        """One revision for one page: not for looking, which must not lock the database, and not for whole lists."""
        is_list = request.resolver_match.url_name.endswith("_changelist")
        if request.method != "POST" or is_list:
            yield
            return
        with super().create_revision(request):
            yield

    @contextmanager
    def own_revision(self, request, comment):
        """A revision for one page changed from the list."""
        with create_revision():
            set_user(request.user)
            set_comment(comment)
            yield

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """An older state of this very page; what it was linked with may be gone, then it cannot come back."""
        get_object_or_404(Version.objects.get_for_model(self.model), pk=version_id, object_id=unquote(object_id))
        try:
            with transaction.atomic(), self.around_undo(request, object_id):
                return super().revision_view(request, object_id, version_id, extra_context)
        except CANNOT_COME_BACK:
            text = _("This older state cannot be brought back: something it was linked with has been deleted since.")
        except UndoRefused as refusal:
            text = str(refusal)
        return self._refused(request, text, reverse(admin_urlname(self.opts, "history"), args=[object_id]))

    def _reversion_revisionform_view(self, request, version, template_name, extra_context=None):
        """Brings back this object and what hangs below it. The library takes all that was stored with it."""
        own = Version.objects.filter(pk__in=own_versions(version))
        prefetch_related_objects([version.revision], Prefetch("version_set", own))
        return super()._reversion_revisionform_view(request, version, template_name, extra_context)

    @contextmanager
    def around_undo(self, request, object_id):
        """Around bringing back an older state, in one transaction with it. Raises UndoRefused."""
        yield

    def recover_view(self, request, version_id, extra_context=None):
        """Something of this kind that is really gone; the library would take any version of anything."""
        get_object_or_404(Version.objects.get_deleted(self.model), pk=version_id)
        try:
            return super().recover_view(request, version_id, extra_context)
        except CANNOT_COME_BACK:
            text = _("This cannot be brought back: something it was linked with has been deleted too.")
            return self._refused(request, text, reverse(admin_urlname(self.opts, "recoverlist")))

    def _refused(self, request, text, address):
        self.forget_what_was_told(request)
        self.message_user(request, text, messages.ERROR)
        return HttpResponseRedirect(address)

    @staticmethod
    def forget_what_was_told(request):
        """For what did not succeed after all: a message that was read is not shown again."""
        list(messages.get_messages(request))

    def history_view(self, request, object_id, extra_context=None):
        versions = Version.objects.get_for_object_reference(self.model, unquote(object_id))
        context = {"revisions": revisions_with_differences(versions), "latest_is_present": is_present(versions)}
        return super().history_view(request, object_id, {**context, **(extra_context or {})})
