"""An edition that is published while somebody works on its draft stays as it was published, and patients keep it."""

from threading import Event, Thread

import pytest
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.db import connection, connections
from reversion.models import Version

from quiz.admin.drafts import edition_of
from quiz.models import Answer, Question, Quiz
from quiz.services import NotReady, publish
from tests.factories import make_staff, make_treatment
from tests.publishing.admin_pages import add_row, errors_of, form_of
from tests.quiz.desk import LIST, address, form_for, save, told
from tests.quiz.factories import make_line, make_quiz

pytestmark = pytest.mark.database

REFUSED = (
    "Nothing was stored: while you worked on it, somebody published or deleted it. What is published stays as it is. "
    "To change it, copy it as a new draft."
)


def nothing_forbidden(*args):
    """What the admin finds when it looked before."""
    return [], {}, set(), []


def row_of(draft, name):
    question = draft.questions.get(key="q1")
    return {"quiz": draft, "question": question, "answer": question.answers.get(key="yes")}[name]


def stored():
    rows = [list(model.objects.order_by("pk").values()) for model in (Question, Answer)]
    return [*rows, list(Quiz.objects.order_by("pk").values("pk", "title", "status", "published_at"))]


every_row = pytest.mark.parametrize("name", ["quiz", "question", "answer"])


class EditorWithDraft:
    @pytest.fixture(autouse=True)
    def draft(self, client):
        client.force_login(make_staff(role="editor"))
        return make_quiz()


@pytest.mark.django_db
class TestOneAfterTheOther(EditorWithDraft):
    @pytest.fixture
    def published_since(self, draft, monkeypatch):
        """Publishes the draft behind a request that has read the row before; returns what is stored then."""

        def since(row):
            edition_of(row)  # read as well
            publish(draft)
            monkeypatch.setattr(ModelAdmin, "get_object", lambda *args, **kwargs: row)
            return stored()

        return since

    def is_refused(self, client, response, before):
        assert told(client, response) == [REFUSED]
        assert stored() == before
        assert Quiz.objects.published().exists()

    @every_row
    def test_saving_is_refused(self, client, draft, published_since, name):
        row = row_of(draft, name)
        fields = {
            **form_for(client, row),
            "title": "New",
            "text": "New",
            "questions-0-text": "N",
            "answers-0-text": "N",
        }
        before = published_since(row)

        self.is_refused(client, client.post(address("change", row), fields), before)

    @every_row
    def test_deleting_is_refused(self, client, draft, published_since, monkeypatch, name):
        row = row_of(draft, name)
        before = published_since(row)
        monkeypatch.setattr(ModelAdmin, "get_deleted_objects", nothing_forbidden)

        self.is_refused(client, client.post(address("delete", row), {"post": "yes"}), before)

    def test_deleting_from_the_list_is_refused(self, client, draft, monkeypatch):
        chosen = [draft.pk, make_quiz(title="Another draft").pk]
        publish(draft)
        before = stored()
        monkeypatch.setattr(ModelAdmin, "get_deleted_objects", nothing_forbidden)

        response = client.post(LIST, {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})

        self.is_refused(client, response, before)
        assert not LogEntry.objects.exists()

    @every_row
    def test_undoing_is_refused(self, client, draft, monkeypatch, name):
        row = row_of(draft, name)
        save(client, row)
        save(client, row, **{"title": "New", "text": "New"})
        path = address("revision", row, Version.objects.get_for_object(row).last().pk)
        fields = form_of(client.get(path), f"{name}_form")
        publish(draft)
        before = stored()
        monkeypatch.setattr(Quiz, "is_draft", True)

        self.is_refused(client, client.post(path, fields), before)

    def test_an_answer_deleted_meanwhile_is_not_made_again_by_saving_it(self, client, draft, monkeypatch):
        row = row_of(draft, "answer")
        fields = {**form_for(client, row), "seen": ""}
        Answer.objects.filter(pk=row.pk).delete()
        monkeypatch.setattr(ModelAdmin, "get_object", lambda *args, **kwargs: row)

        response = client.post(address("change", row), fields)

        assert told(client, response) == [REFUSED]
        assert not Answer.objects.filter(pk=row.pk).exists()

    def test_nobody_writes_the_status_by_the_form(self, client, draft):
        save(client, draft, status="published", published_at="2026-01-01", title="New")

        draft.refresh_from_db()
        assert (draft.title, draft.status, draft.published_at) == ("New", "draft", None)


TYPED = {"quiz": "title", "question": "hint", "answer": "advice"}


@pytest.mark.django_db
class TestWhatWasTypedIsKept(EditorWithDraft):
    def typed(self, client, row):
        """What the row's page sends, with new words in it."""
        return {**form_for(client, row), TYPED[row._meta.model_name]: "My words"}

    def is_refused(self, client, row, fields, because):
        response = client.post(address("change", row), fields)
        assert response.status_code == 409
        assert errors_of(response).startswith(f"Nothing was stored: {because} while you were editing.")
        shown = form_of(response, f"{row._meta.model_name}_form")
        assert {**shown, "csrfmiddlewaretoken": ""} == {**fields, "csrfmiddlewaretoken": ""}
        return response

    @every_row
    def test_when_the_edition_was_published(self, client, draft, name):
        row = row_of(draft, name)
        fields = self.typed(client, row)
        publish(draft)
        before = stored()

        self.is_refused(client, row, fields, "this edition was published")

        assert stored() == before

    def test_in_the_rows_below_too_when_the_edition_was_published(self, client, draft):
        fields = {**form_for(client, draft), "questions-0-text": "My words?"}
        add_row(fields, "questions", quiz="", key="sleep", text="How do you sleep?", kind=["one"])
        publish(draft)

        shown = form_of(self.is_refused(client, draft, fields, "this edition was published"), "quiz_form")

        assert (shown["questions-0-text"], shown["questions-2-text"]) == ("My words?", "How do you sleep?")
        assert not Question.objects.filter(key="sleep").exists()

    def test_pressing_save_once_more_stores_nothing_either(self, client, draft):
        fields = self.typed(client, draft)
        publish(draft)
        before = stored()

        again = form_of(self.is_refused(client, draft, fields, "this edition was published"), "quiz_form")
        self.is_refused(client, draft, again, "this edition was published")

        assert stored() == before

    def test_who_may_not_change_drafts_is_refused_as_ever(self, client, draft):
        fields = self.typed(client, draft)
        publish(draft)
        client.force_login(make_staff(role=None))

        assert client.post(address("change", draft), fields).status_code == 403

    @every_row
    def test_when_somebody_else_changed_the_row(self, client, draft, name):
        row = row_of(draft, name)
        fields = self.typed(client, row)
        save(client, row, **{TYPED[name]: "Their words"})
        before = stored()

        response = self.is_refused(client, row, fields, "somebody else changed this")

        assert stored() == before
        assert f'<a href="{address("change", row)}" target="_blank" rel="noopener">' in response.content.decode()

    def test_when_somebody_else_changed_the_rows_below_on_a_page_of_their_own(self, client, draft):
        question, answer = row_of(draft, "question"), row_of(draft, "answer")
        of_quiz, of_question = self.typed(client, draft), self.typed(client, question)
        save(client, question, text="Their words?")
        save(client, answer, text="Their answer")
        before = stored()

        self.is_refused(client, draft, of_quiz, "somebody else changed this")
        self.is_refused(client, question, of_question, "somebody else changed this")

        assert stored() == before

    def test_when_somebody_else_tied_a_reason(self, client, draft):
        answer = row_of(draft, "answer")
        fields = self.typed(client, answer)
        answer.reasons.add(make_line(make_treatment()))

        self.is_refused(client, answer, fields, "somebody else changed this")

        assert answer.reasons.count() == 1

    def test_not_when_somebody_else_changed_what_the_page_does_not_show(self, client, draft):
        fields = self.typed(client, draft)
        save(client, row_of(draft, "answer"), text="Their answer")
        save(client, row_of(draft, "question"), hint="Their hint.")

        assert client.post(address("change", draft), fields).status_code == 302
        draft.refresh_from_db()
        assert draft.title == "My words"

    def test_a_mistake_mended_later_does_not_make_one_forget_what_was_seen(self, client, draft):
        fields = {**self.typed(client, draft), "lead": ""}
        save(client, draft, title="Their words")

        again = form_of(client.post(address("change", draft), fields), "quiz_form")

        self.is_refused(client, draft, {**again, "lead": "First words."}, "somebody else changed this")


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    """Two people, each with a connection of their own."""

    @pytest.fixture(autouse=True)
    def draft(self, client):
        if connection.vendor == "sqlite":
            pytest.skip("the tests' SQLite database lives in memory, for one connection")
        client.force_login(make_staff(role="editor"))
        return make_quiz()

    @pytest.fixture
    def paused(self, monkeypatch):
        """Lets a request wait before a step; (it has come there, it may go on)."""

        def at(step):
            arrived, may_go = Event(), Event()
            own = getattr(ModelAdmin, step)

            def slow(*args, **kwargs):
                arrived.set()
                assert may_go.wait(20)
                return own(*args, **kwargs)

            monkeypatch.setattr(ModelAdmin, step, slow)
            return arrived, may_go

        return at

    def started(self, work):
        """The work in a thread of its own, and a list that will have what came of it."""
        came = []

        def whole():
            try:
                came.append(work())
            except NotReady as refusal:
                came.append(refusal)
            finally:
                connections.close_all()

        thread = Thread(target=whole)
        thread.start()
        return thread, came

    def test_what_is_published_while_a_form_is_on_its_way_stays_published(self, client, draft, paused):
        fields = {**form_for(client, draft), "title": "New", "questions-0-text": "New"}
        arrived, may_go = paused("save_form")
        saving, came = self.started(lambda: client.post(address("change", draft), fields))
        assert arrived.wait(20)

        publish(draft)
        may_go.set()
        saving.join()

        assert came[0].status_code == 409
        assert form_of(came[0], "quiz_form")["title"] == "New"
        quiz = Quiz.objects.published().get()
        assert (quiz.title, quiz.questions.filter(text="New").exists()) == ("Pain quiz", False)

    def test_what_somebody_else_changes_while_a_form_is_on_its_way_is_not_overwritten(self, client, draft, paused):
        fields = {**form_for(client, draft), "title": "Mine"}
        arrived, may_go = paused("save_form")
        saving, came = self.started(lambda: client.post(address("change", draft), fields))
        assert arrived.wait(20)

        Quiz.objects.filter(pk=draft.pk).update(lead="Theirs")
        may_go.set()
        saving.join()

        assert errors_of(came[0]).startswith("Nothing was stored: somebody else changed this")
        draft.refresh_from_db()
        assert (draft.title, draft.lead) == ("Pain quiz", "Theirs")

    def test_what_is_being_saved_is_not_published_before_it_is_stored(self, client, draft, paused):
        fields = {**form_for(client, draft), "questions-0-DELETE": "on", "questions-1-DELETE": "on"}
        arrived, may_go = paused("save_related")
        saving, _came = self.started(lambda: client.post(address("change", draft), fields))
        assert arrived.wait(20)
        publishing, outcome = self.started(lambda: publish(draft))
        publishing.join(0.5)
        is_waiting = publishing.is_alive()

        may_go.set()
        saving.join()
        publishing.join()

        assert is_waiting
        assert isinstance(outcome[0], NotReady)
        assert Quiz.objects.get().is_draft
