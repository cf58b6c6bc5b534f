"""Who may do what: each role of the staff with its permissions, kept as groups in the database."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

from publishing.models import Content

CONTENT = ("treatments", "practice", "locations", "providers", "quiz")
EDIT = ("add", "change", "delete", "view")

CONTENT_EDITOR = "Content editor"
CLINICAL_REVIEWER = "Clinical reviewer"
FRONT_DESK = "Front desk"
MANAGER = "Manager"

ANSWERING = {("appointments", "answer_requests")}
ARRANGED = ("desk", "deskmembership", "topic", "reception", "officemembership", "consentwording")
WATCHED = ("view_outgoingmail", "change_outgoingmail", "view_accessrecord", "view_dailycount", "view_measuredwait")


def codenames(role: str) -> set[tuple[str, str]]:
    """(app label, codename) of every permission that belongs to that role."""
    return {
        CONTENT_EDITOR: _editing,
        CLINICAL_REVIEWER: _reviewing,
        FRONT_DESK: lambda: ANSWERING,
        MANAGER: _managing,
    }[role]()


def _editing() -> set[tuple[str, str]]:
    ground = {("publishing", f"{action}_{name}") for name in ("redirect", "synonym") for action in EDIT}
    ground.add(("publishing", "view_emptysearch"))
    return ground.union(*(_on_content(label, EDIT) for label in CONTENT))


def _reviewing() -> set[tuple[str, str]]:
    return _on_content("treatments", (*EDIT, "review")) | _on_content("quiz", EDIT) | {("quiz", "publish_quiz")}


def _on_content(label: str, actions: tuple[str, ...]) -> set[tuple[str, str]]:
    """For every kind of content of one app; the gazetteer is loaded, not edited."""
    content = [model for model in apps.get_app_config(label).get_models() if issubclass(model, Content)]
    return {(label, f"{action}_{model._meta.model_name}") for model in content for action in actions}


def _managing() -> set[tuple[str, str]]:
    arranging = {("appointments", f"{action}_{name}") for name in ARRANGED for action in EDIT}
    watching = {("appointments", codename) for codename in WATCHED}
    return ANSWERING | {("appointments", "manage_requests")} | arranging | watching


def sync_roles(using, **kwargs):
    """Makes the groups and gives each exactly its permissions. Runs after every migrate."""
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for label in (*CONTENT, "publishing", "appointments"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    for role in (CONTENT_EDITOR, CLINICAL_REVIEWER, FRONT_DESK, MANAGER):
        wanted = codenames(role)
        permissions = [
            permission
            for permission in Permission.objects.using(using).select_related("content_type")
            if (permission.content_type.app_label, permission.codename) in wanted
        ]
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set(permissions)
