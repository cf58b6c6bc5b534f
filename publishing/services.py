"""What changes the addresses of pages."""

from django.db import transaction

from publishing.models import Redirect


@transaction.atomic
def record_move(old_path: str, new_path: str) -> None:
    """Leaves a permanent redirect from a page's old address to its new one, for what stands below it too.

    Earlier redirects to the old address lead straight to the new one afterwards; one that started at the new
    address is dropped, because a page lives there now.
    """
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path).delete()
    Redirect.objects.filter(new_path=old_path).update(new_path=new_path)
    Redirect.objects.update_or_create(old_path=old_path, defaults={"new_path": new_path})
