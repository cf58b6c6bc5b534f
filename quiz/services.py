"""What changes quizzes: publishing a draft that passes its checks, and copying an edition to work on it."""

from django.db import transaction
from django.utils import timezone

from quiz.bench.comparing import fingerprint
from quiz.bench.proof import Proof, prove
from quiz.models import Answer, Question, Quiz
from quiz.script import script_of


class NotReady(Exception):
    """The edition may not be published; `proof` says why, or is None when it is no draft or not the one seen."""

    def __init__(self, proof: Proof | None):
        super().__init__("; ".join(map(str, proof.faults)) if proof else "not a draft, or changed since")
        self.proof = proof


@transaction.atomic
def publish(quiz: Quiz, seen: str | None = None) -> Proof:
    """Makes the draft the quiz that patients take, and retires the one they took. Raises NotReady.

    `seen` is the fingerprint of the draft beside the published edition, as somebody looked at them: what was changed
    in either since then is not published unseen.
    """
    locked = Quiz.objects.select_for_update().with_content()
    draft, published = locked.drafts().filter(pk=quiz.pk).first(), locked.published().first()
    if draft is None:
        raise NotReady(None)
    script, before = script_of(draft), script_of(published) if published else None
    if seen is not None and seen != fingerprint(before, script):
        raise NotReady(None)
    proof = prove(script)
    if not proof.is_passed:
        raise NotReady(proof)
    if published:
        published.status = Quiz.Status.RETIRED
        published.save(update_fields=["status", "updated_at"])
    draft.status, draft.published_at = Quiz.Status.PUBLISHED, timezone.now()
    draft.save(update_fields=["status", "published_at", "updated_at"])
    return proof


@transaction.atomic
def copy_as_draft(quiz: Quiz) -> Quiz:
    """A draft with the same questions, answers and reasons, to be changed in peace."""
    words = {name: getattr(quiz, name) for name in ("title", "lead", "not_a_diagnosis")}
    copy = Quiz.objects.create(**words, copied_from=quiz)
    originals = list(Question.objects.filter(quiz=quiz))
    copies = {original.pk: _copied(original, quiz=copy) for original in originals}
    for answer in Answer.objects.filter(question__quiz=quiz).prefetch_related("reasons"):
        leads_to = copies.get(answer.next_question_id)
        copied = _copied(answer, question=copies[answer.question_id], next_question=leads_to)
        copied.reasons.set(answer.reasons.all())
    return copy


def _copied(row, **changes):
    """A new row with the same values but these."""
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row).objects.create(**{**values, **changes})
