"""What waits for somebody of the staff: each list is one question that a model's queryset answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from practice.models import Announcement, Claim, InsurancePlan, Notice, NoticeVersion, PatientForm
from providers.models import Provider
from publishing.models import EmptySearch, Illustrated, Published, Windowed
from quiz.bench.standing import asking_too_little, failing
from quiz.models import Quiz

MOST_SHOWN = 8


@dataclass(frozen=True)
class Question:
    """Asked of every model that is `of` this kind: the queryset's method `ask`, or a function of the queryset."""

    key: str
    title: Any
    what: Any
    of: type
    ask: str | Callable

    def asked_of(self, queryset: QuerySet) -> QuerySet:
        return self.ask(queryset) if callable(self.ask) else getattr(queryset, self.ask)()


QUESTIONS = [
    Question(
        "drafts",
        _("Drafts"),
        _("Not public yet. Finish them, or give them a date to publish from."),
        Windowed,
        "drafts",
    ),
    Question(
        "reviews-due", _("Clinical reviews due"), _("The date for the next review has come."), Published, "review_due"
    ),
    Question(
        "changed",
        _("Changed since their review"),
        _("Edited after a clinician approved them."),
        Published,
        "changed_since_review",
    ),
    Question(
        "unreviewed",
        _("Never reviewed"),
        _("Patients are told that no clinician has reviewed them yet."),
        Published,
        "unreviewed",
    ),
    Question(
        "no-alternative",
        _("Pictures without words"),
        _("Say what the picture shows, or mark it as decoration."),
        Illustrated,
        "without_words",
    ),
    Question(
        "forms-aloud",
        _("Forms that screen readers cannot read"),
        _("Their files lack tags, a title or a language. Make the file again with them."),
        PatientForm,
        "hard_to_read_aloud",
    ),
    Question(
        "forms-ending",
        _("Forms about to disappear"),
        _("Within 30 days patients cannot download them any more. Upload the next version."),
        PatientForm,
        "ending_soon",
    ),
    Question(
        "credentials-ending",
        _("Credentials about to end, or ended"),
        _("A certificate is not shown after its last day. Ask for the new one."),
        Provider,
        "with_credentials_ending",
    ),
    Question(
        "credentials-unverified",
        _("Credentials to check with the board"),
        _("Nobody sees these certificates until somebody looked them up and entered the day."),
        Provider,
        "with_credentials_unverified",
    ),
    Question(
        "new-patients",
        _("Ask whether they take new patients"),
        _("The last answer is too old to be shown, or there is none."),
        Provider,
        "answer_due",
    ),
    Question(
        "plans-old",
        _("Insurance plans to check"),
        _("Nobody has checked them with the plan for half a year. Patients see the day."),
        InsurancePlan,
        "check_due",
    ),
    Question(
        "claims-ending",
        _("Claims about to expire"),
        _("Within 30 days these badges disappear. Check the evidence again, and give them a new last day."),
        Claim,
        "ending_soon",
    ),
    Question(
        "claims-unproven",
        _("Claims without evidence"),
        _("Nobody sees these badges until somebody adds what shows that they are true."),
        Claim,
        "unproven",
    ),
    Question(
        "claims-ended",
        _("Claims that expired"),
        _("These badges are not shown any more. Check them again, or delete them."),
        Claim,
        "ended",
    ),
    Question(
        "notices-running-out",
        _("Notices to look at again"),
        _("Within 30 days they end or are due to be checked against the law."),
        NoticeVersion,
        "running_out",
    ),
    Question(
        "notices-missing",
        _("Notices that nobody can read"),
        _("No version of them is in force. Begin a complete one."),
        Notice,
        "without_words_in_force",
    ),
    Question(
        "notices-uncertified",
        _("Translations to certify"),
        _("Readers are told that no certified translator has checked them."),
        NoticeVersion,
        "awaiting_certification",
    ),
    Question(
        "announcements",
        _("Announcements without an end"),
        _("They stand on every page until somebody takes them away."),
        Announcement,
        "without_end",
    ),
    Question(
        "quiz-failing",
        _("The pain quiz does not pass its checks any more"),
        _("A treatment or its reasons changed. See its test bench, copy it as a draft, mend that and publish it."),
        Quiz,
        failing,
    ),
    Question(
        "quiz-asks-too-little",
        _("The pain quiz does not ask about all that rules a treatment out"),
        _("It may suggest that treatment all the same. Its test bench names the line: tie it to an answer of a draft."),
        Quiz,
        asking_too_little,
    ),
    Question("quiz-drafts", _("Drafts of the pain quiz"), _("Patients still take the published one."), Quiz, "drafts"),
    Question(
        "searches",
        _("Words that found nothing"),
        _("Visitors typed them into the search on several days. Add them to a page's other names, or as a synonym."),
        EmptySearch,
        "told",
    ),
]


@dataclass
class Waiting:
    """How many rows one question found, and the first of them. Only these are read from the database."""

    count: int = 0
    first: list = field(default_factory=list)

    def add(self, rows: QuerySet):
        found = list(rows[: MOST_SHOWN + 1])
        self.count += rows.count() if len(found) > MOST_SHOWN else len(found)
        self.first += found[: MOST_SHOWN - len(self.first)]


def waiting_for(admin_site, request) -> list[dict]:
    """The lists of what this user may see, those with something to do first.

    Each has `key`, `title`, `what`, `count`, the first `items` and how many `more`. A list about what only others may
    change is not there.
    """
    found: dict[str, Waiting] = {}
    for model, model_admin in admin_site._registry.items():
        if not model_admin.has_view_or_change_permission(request):
            continue
        for question in QUESTIONS:
            if issubclass(model, question.of):
                found.setdefault(question.key, Waiting()).add(question.asked_of(model._default_manager.all()))
    lists = [_list(admin_site, question, found[question.key]) for question in QUESTIONS if question.key in found]
    return sorted(lists, key=lambda each: not each["count"])


def _list(admin_site, question: Question, waiting: Waiting) -> dict:
    return {
        "key": question.key,
        "title": question.title,
        "what": question.what,
        "count": waiting.count,
        "items": [{"name": str(item), **_place(admin_site, item)} for item in waiting.first],
        "more": waiting.count - len(waiting.first),
    }


def _place(admin_site, item) -> dict:
    """What it is called, and where it is changed."""
    opts = item._meta
    return {"kind": opts.verbose_name, "url": admin_site.address_of(item)}
