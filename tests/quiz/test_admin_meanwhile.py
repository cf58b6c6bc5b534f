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
from tests.factories import make_staff
from tests.publishing.admin_pages import form_of
from tests.quiz.desk import LIST, address, form_for, save, told
from tests.quiz.factories import make_quiz

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


@pytest.mark.django_db
class TestOneAfterTheOther:
    @pytest.fixture(autouse=True)
    def draft(self, client):
        client.force_login(make_staff(role="editor"))
        return make_quiz()

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
        fields = form_for(client, row)
        Answer.objects.filter(pk=row.pk).delete()
        monkeypatch.setattr(ModelAdmin, "get_object", lambda *args, **kwargs: row)

        response = client.post(address("change", row), fields)

        assert told(client, response) == [REFUSED]
        assert not Answer.objects.filter(pk=row.pk).exists()

    def test_nobody_writes_the_status_by_the_form(self, client, draft):
        save(client, draft, status="published", published_at="2026-01-01", title="New")

        draft.refresh_from_db()
        assert (draft.title, draft.status, draft.published_at) == ("New", "draft", None)


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

        assert told(client, came[0]) == [REFUSED]
        quiz = Quiz.objects.published().get()
        assert (quiz.title, quiz.questions.filter(text="New").exists()) == ("Pain quiz", False)

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
