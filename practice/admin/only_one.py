"""The staff's desk for what there is one of, such as the practice itself."""

from publishing.admin import HistoryAdmin


class OnlyOneAdmin(HistoryAdmin):
    """Its row is the first one, and nobody can add a second."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not self.model._default_manager.exists()

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)
