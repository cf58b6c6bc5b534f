"""What only a draft allows: an edition that patients take, or took, is looked at and never changed."""

from quiz.models import Answer, Question, Quiz


def edition_of(row: Quiz | Question | Answer) -> Quiz:
    """The edition that a row belongs to."""
    if isinstance(row, Quiz):
        return row
    return row.quiz if isinstance(row, Question) else row.question.quiz


class ChangedInDrafts:
    """For an admin page or the rows on it: what belongs to a published or retired edition stays as it is."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or edition_of(obj).is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or edition_of(obj).is_draft)


class RowsOfDrafts(ChangedInDrafts):
    """The same for rows on the page of what they belong to: none may come either."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or edition_of(obj).is_draft)
