"""What staff do with notices: begin a new version."""

from django.db import transaction
from django.db.models import Max

from practice.models import Notice, NoticeText, NoticeVersion


def next_number(notice: Notice) -> int:
    """The number that the next version of this notice gets."""
    return (notice.versions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def draft_from(version: NoticeVersion) -> NoticeVersion:
    """A draft with the words of that version, to change them in. Without days, so that nobody sees it yet."""
    notice = Notice.objects.select_for_update().get(pk=version.notice_id)
    draft = NoticeVersion.objects.create(notice=notice, number=next_number(notice))
    copied = [field.attname for field in NoticeText._meta.concrete_fields if field.name not in ("id", "version")]
    for text in version.texts.all():  # one by one: their order is the order in which they were stored
        NoticeText.objects.create(version=draft, **{name: getattr(text, name) for name in copied})
    return draft
