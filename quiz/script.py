"""The quiz as the machine walks it: one edition's questions, answers and reasons, apart from any database."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from quiz.models import Answer, Question, Quiz
from treatments.models import CandidacyRow, RedFlag, Treatment


@dataclass(frozen=True)
class Reason:
    """A line of a treatment's own list, for or against it."""

    pk: int
    treatment: int
    text: str
    is_for: bool
    rules_out: bool = False


@dataclass(frozen=True)
class Choice:
    """An answer that can be given."""

    key: str
    text: str
    hint: str = ""
    advice: str = ""
    meaning: str = Answer.Meaning.SOMETHING
    region: str = ""
    leads_to: str = ""
    red_flag: RedFlag | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def stands_alone(self) -> bool:
        """“None of these” and “I’m not sure” go with no other answer."""
        return self.meaning != Answer.Meaning.SOMETHING

    @property
    def is_not_sure(self) -> bool:
        return self.meaning == Answer.Meaning.NOT_SURE


def signs_of(choices: Iterable[Choice]) -> list[RedFlag]:
    """The signs of an emergency that these answers are, each once, in order."""
    return list({choice.red_flag.pk: choice.red_flag for choice in choices if choice.red_flag}.values())


@dataclass(frozen=True)
class Asked:
    """A question with its answers by key. `follows` is the next question in order, empty after the last."""

    key: str
    text: str
    kind: Question.Kind
    choices: dict[str, Choice]
    hint: str = ""
    follows: str = ""

    def next_after(self, picked: tuple[str, ...]) -> str:
        """The key of the question after these answers, empty when the result comes; the first that leads away does."""
        leading = (self.choices[key].leads_to for key in picked)
        return next(filter(None, leading), self.follows)

    def allows(self, picked: tuple[str, ...]) -> bool:
        """Whether these keys can be what somebody answered."""
        return (len(picked) == 1 or (len(picked) > 1 and self.kind.takes_several)) and set(
            picked
        ) <= self.choices.keys()

    @cached_property
    def not_sure(self) -> Choice | None:
        return next((choice for choice in self.choices.values() if choice.is_not_sure), None)


@dataclass(frozen=True)
class Named:
    """A treatment that can be suggested. `rank` is its place in the list of treatments, which begins with injections.

    `lines_against` are the lines of its “usually not if”, with their ids, and `ruling_out` the ids of those that do.
    """

    pk: int
    slug: str
    title: str
    rank: int
    summary: str = ""
    questions: tuple[str, ...] = ()
    lines_against: tuple[tuple[int, str], ...] = ()
    ruling_out: tuple[int, ...] = ()


@dataclass(frozen=True)
class Script:
    """One edition: what is asked in which order, and the public treatments that answers speak for or against."""

    edition: int
    title: str
    lead: str
    not_a_diagnosis: str
    questions: dict[str, Asked]
    treatments: dict[int, Named]
    red_flags: tuple[RedFlag, ...] = field(default=())

    @property
    def first(self) -> str:
        """The key of the question that comes first, empty when there is none."""
        return next(iter(self.questions), "")

    @property
    def fingerprint(self) -> str:
        """Equal for two readings of an edition only if nothing in it changed between them."""
        flags = [(flag.pk, flag.text, flag.detail) for flag in self.red_flags]
        return hashlib.sha256(repr((self, flags)).encode()).hexdigest()

    def flags_among(self, keys: Collection[str]) -> list[RedFlag]:
        """Signs of an emergency among answers of which nobody can tell the question any more."""
        choices = (choice for asked in self.questions.values() for choice in asked.choices.values())
        return signs_of(choice for choice in choices if choice.key in keys)

    @property
    def most_questions(self) -> int:
        return self.longest_from[self.first]

    @cached_property
    def longest_from(self) -> dict[str, int]:
        """How many questions can still come, counted from each question, itself included; a loop counts once."""
        counts = {"": 0}
        for start in self.questions:
            waiting = [start]
            while waiting:
                key = waiting[-1]
                nexts = self.branches[key]
                missing = [to for to in nexts if to not in counts and to not in waiting]
                if missing:
                    waiting.extend(missing[:1])
                else:
                    counts[key] = 1 + max((counts.get(to, 0) for to in nexts), default=0)
                    waiting.pop()
        return counts

    @cached_property
    def branches(self) -> dict[str, list[str]]:
        """Where each question can lead without an emergency."""
        return {key: _branches(asked) for key, asked in self.questions.items()}


def _branches(asked: Asked) -> list[str]:
    safe = (choice.key for choice in asked.choices.values() if choice.red_flag is None)
    return list(dict.fromkeys(asked.next_after((key,)) for key in safe))


def script_of(quiz: Quiz) -> Script:
    """The script of an edition read with `with_content()`; four more queries, for treatments and red flags."""
    public = Treatment.objects.published().by_group().prefetch_related("questions", "candidacy_rows")
    treatments = {treatment.pk: _named(treatment, rank) for rank, treatment in enumerate(public)}
    rows = list(quiz.questions.all())
    keys = {row.pk: row.key for row in rows}
    following = [*(row.key for row in rows[1:]), ""][: len(rows)]
    questions = {
        row.key: Asked(
            key=row.key,
            text=row.text,
            hint=row.hint,
            kind=Question.Kind(row.kind),
            follows=follows,
            choices={answer.key: _choice(answer, keys, treatments) for answer in row.answers.all()},
        )
        for row, follows in zip(rows, following, strict=True)
    }
    flags = tuple(RedFlag.objects.all())
    return Script(quiz.pk, quiz.title, quiz.lead, quiz.not_a_diagnosis, questions, treatments, flags)


def _named(treatment: Treatment, rank: int) -> Named:
    questions = tuple(question.text for question in treatment.questions.all())
    against = [row for row in treatment.candidacy_rows.all() if row.kind == CandidacyRow.Kind.USUALLY_NOT_IF]
    lines = tuple((row.pk, row.text) for row in against)
    ruling_out = tuple(row.pk for row in against if row.rules_out)
    return Named(treatment.pk, treatment.slug, treatment.title, rank, treatment.summary, questions, lines, ruling_out)


def _choice(answer: Answer, keys: dict[int, str], treatments: dict[int, Named]) -> Choice:
    public = [row for row in answer.reasons.all() if row.treatment_id in treatments]
    return Choice(
        key=answer.key,
        text=answer.text,
        hint=answer.hint,
        advice=answer.advice,
        meaning=answer.meaning,
        region=answer.region,
        leads_to=keys.get(answer.next_question_id, ""),
        red_flag=answer.red_flag,
        reasons=tuple(_reason(row) for row in public),
    )


def _reason(row: CandidacyRow) -> Reason:
    is_for = row.kind == CandidacyRow.Kind.COULD_BE_RIGHT_IF
    return Reason(row.pk, row.treatment_id, row.text, is_for, row.rules_out)
