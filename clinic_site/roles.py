"""Who may do what: each role of the staff with its permissions, kept as groups in the database."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

from publishing.models import Content

CONTENT = ("treatments", "practice", "locations")
EDIT = ("add", "change", "delete", "view")

CONTENT_EDITOR = "Content editor"
CLINICAL_REVIEWER = "Clinical reviewer"


def codenames(role: str) -> set[tuple[str, str]]:
    """(app label, codename) of every permission that belongs to that role."""
    wanted = set()
    for label in CONTENT:
        for model in apps.get_app_config(label).get_models():
            if not issubclass(model, Content):
                continue  # the gazetteer is loaded, not edited
            name = model._meta.model_name
            if role == CONTENT_EDITOR:
                wanted |= {(label, f"{action}_{name}") for action in EDIT}
            elif label == "treatments":
                wanted |= {(label, f"{action}_{name}") for action in (*EDIT, "review")}
    if role == CONTENT_EDITOR:
        wanted |= {("publishing", f"{action}_redirect") for action in EDIT}
    return wanted


def sync_roles(using, **kwargs):
    """Makes the groups and gives each exactly its permissions. Runs after every migrate."""
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for label in (*CONTENT, "publishing"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    for role in (CONTENT_EDITOR, CLINICAL_REVIEWER):
        wanted = codenames(role)
        permissions = [
            permission
            for permission in Permission.objects.using(using).select_related("content_type")
            if (permission.content_type.app_label, permission.codename) in wanted
        ]
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set(permissions)
