"""Staff write notices in drafts; words that held stay as they were."""

import pytest
from django.contrib import admin
from django.urls import reverse
from reversion.models import Version

from practice.models import Notice, NoticeText, NoticeVersion
from practice.notices.required_languages import LANGUAGE_HELP
from tests.factories import make_practice, make_staff
from tests.practice.notices import day, make_notice, make_text, make_version
from tests.publishing.admin_pages import add_row, errors_of, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADD = "admin:practice_noticeversion_add"
CHANGE = "admin:practice_noticeversion_change"
LIST = "admin:practice_noticeversion_changelist"


@pytest.fixture(autouse=True)
def signed_in(client):
    make_practice()
    client.force_login(make_staff())


def form(client, version):
    path = reverse(CHANGE, args=[version.pk])
    return path, form_of(client.get(path), "noticeversion_form")


def english(**changes):
    return {
        **{"language": "en", "direction": "ltr", "state": "", "own_name": "English", "english_name": "English"},
        **{"body": "<p>New.</p>", **changes},
    }


def test_staff_begin_a_notice_and_its_first_version(client):
    notice = Notice.objects.create(slug="s", title="S", short_title="S", summary="s", kind="rights", position=1)
    fields = form_of(client.get(reverse(ADD)), "noticeversion_form")
    fields |= {"notice": str(notice.pk), "in_force_from": str(day(0))}

    client.post(reverse(ADD), add_row(fields, "texts", **english()))

    version = notice.versions.in_force().get()
    assert (version.number, version.texts.get().body) == (1, "<p>New.</p>")


def test_a_version_without_its_languages_gets_no_day_and_staff_are_told_which_are_missing(client):
    version = make_notice(slug=LANGUAGE_HELP, begins=None).versions.get()
    version.texts.filter(language__in=["ko", "te"]).delete()
    path, fields = form(client, version)

    response = client.post(path, {**fields, "in_force_from": str(day(5))})

    version.refresh_from_db()
    assert "Korean, Telugu" in errors_of(response)
    assert version.in_force_from is None


def test_a_draft_may_be_incomplete(client):
    version = make_notice(slug=LANGUAGE_HELP, begins=None).versions.get()
    path, fields = form(client, version)

    client.post(path, {**fields, "texts-3-DELETE": "on", "review_by": str(day(9))})

    version.refresh_from_db()
    assert version.review_by == day(9)
    assert len(version.missing_to_publish()) == 1


@pytest.mark.parametrize(("offset", "words"), [(-1, "today or a later day"), (4, "Another version")])
def test_a_version_cannot_begin_in_the_past_or_on_the_day_of_another(client, offset, words):
    notice = make_notice(begins=-10)
    make_version(notice, begins=4)
    draft = make_version(notice, begins=None)
    path, fields = form(client, draft)

    response = client.post(path, {**fields, "in_force_from": str(day(offset))})

    draft.refresh_from_db()
    assert words in errors_of(response)
    assert draft.in_force_from is None


def test_words_that_hold_cannot_be_changed_whatever_is_sent(client):
    version = make_notice(body="<p>Said.</p>").versions.get()
    path, fields = form(client, version)
    assert not [name for name in fields if name.endswith(("-body", "-language", "-own_name"))]
    assert "in_force_from" not in fields

    text = version.texts.get()
    forged = {"texts-0-body": "<p>Never said.</p>", "texts-0-language": "es", "in_force_from": str(day(7))}
    client.post(path, {**fields, **forged, "texts-0-DELETE": "on"})
    client.post(path, add_row(dict(fields), "texts", **english(language="de", own_name="Deutsch")))

    text.refresh_from_db()
    version.refresh_from_db()
    assert (text.body, text.language, version.in_force_from) == ("<p>Said.</p>", "en", day(-1))
    assert version.texts.count() == 1


@pytest.mark.parametrize("forged", ["", "abc", "999999"])
def test_a_row_that_nobody_was_shown_is_refused_with_a_sentence(client, forged):
    version = make_notice(body="<p>Said.</p>").versions.get()
    path, fields = form(client, version)

    response = client.post(path, {**fields, "texts-0-id": forged, "texts-0-needs_certified_review": "on"})

    assert response.status_code == 200
    assert "Enter the words of the notice." in errors_of(response)
    assert version.texts.get().body == "<p>Said.</p>"


def test_a_notice_that_holds_can_be_ended_checked_again_and_certified(client):
    version = make_notice().versions.get()
    make_text(version, language="es")
    path, fields = form(client, version)
    assert fields["texts-1-needs_certified_review"]
    del fields["texts-1-needs_certified_review"]

    client.post(path, {**fields, "in_force_until": str(day(9)), "review_by": str(day(8))})

    version.refresh_from_db()
    assert (version.in_force_until, version.review_by) == (day(9), day(8))
    assert not NoticeVersion.objects.awaiting_certification()


def test_a_version_cannot_end_before_it_began(client):
    version = make_notice().versions.get()
    path, fields = form(client, version)

    response = client.post(path, {**fields, "in_force_until": str(day(-5))})

    assert "cannot be before" in errors_of(response)


@pytest.mark.parametrize(("begins", "status", "left"), [(-1, 403, 1), (3, 302, 0), (None, 302, 0)])
def test_only_what_never_held_can_be_deleted(client, begins, status, left):
    version = make_notice(begins=begins).versions.get()

    response = client.post(reverse("admin:practice_noticeversion_delete", args=[version.pk]), {"post": "yes"})

    assert (response.status_code, NoticeVersion.objects.count()) == (status, left)


@pytest.mark.parametrize("name", ["notice", "noticeversion"])
def test_nothing_is_deleted_from_the_list(client, name):
    notice = make_notice()
    chosen = {"action": "delete_selected", "_selected_action": [notice.pk, notice.versions.get().pk], "post": "yes"}

    client.post(reverse(f"admin:practice_{name}_changelist"), chosen)

    assert (Notice.objects.count(), NoticeVersion.objects.count(), NoticeText.objects.count()) == (1, 1, 1)


def test_a_notice_with_versions_is_not_deleted_and_keeps_its_address(client):
    notice = make_notice(slug="sample")
    path = reverse("admin:practice_notice_change", args=[notice.pk])
    fields = form_of(client.get(path), "notice_form")

    client.post(path, {**fields, "slug": "other", "title": "Renamed"})

    notice.refresh_from_db()
    assert (notice.slug, notice.title) == ("sample", "Renamed")
    assert client.post(reverse("admin:practice_notice_delete", args=[notice.pk]), {"post": "yes"}).status_code == 403


def test_undo_brings_back_a_draft_but_never_words_that_held(client):
    version = make_notice(begins=None, body="<p>First.</p>").versions.get()
    for body in ("<p>Second.</p>", "<p>Third.</p>"):
        path, fields = form(client, version)
        client.post(path, {**fields, "texts-0-body": body})
    older = Version.objects.get_for_object(version).last()
    undo = reverse("admin:practice_noticeversion_revision", args=[version.pk, older.pk])

    client.post(undo, form_of(client.get(undo), "noticeversion_form"))
    assert version.texts.get().body == "<p>Second.</p>"

    path, fields = form(client, version)
    client.post(path, {**fields, "texts-0-body": "<p>Held.</p>", "in_force_from": str(day(0))})
    response = client.get(undo, follow=True)
    client.post(undo, {**fields, "texts-0-body": "<p>Second.</p>"})

    assert "its words stay as they are" in response.content.decode()
    assert version.texts.get().body == "<p>Held.</p>"


def test_a_new_version_is_begun_from_the_list(client):
    version = make_notice(body="<p>Said.</p>").versions.get()

    client.post(reverse(LIST), {"action": "make_new_version", "_selected_action": [version.pk]})

    draft = NoticeVersion.objects.get(number=2)
    assert (draft.in_force_from, draft.texts.get().body) == (None, "<p>Said.</p>")
    assert Version.objects.get_for_object(draft).count() == 1


def test_the_list_says_what_holds(client):
    notice = make_notice(begins=-10)
    for begins in (-5, 5, None):
        make_version(notice, begins=begins)

    shown = client.get(reverse(LIST)).context["cl"].result_list

    desk = admin.site.get_model_admin(NoticeVersion)
    said = [str(desk.condition(version)).split(" for ")[0] for version in shown]
    assert said == ["Draft", "Planned", "In force", "Held before"]


def test_staff_preview_a_draft_that_nobody_else_sees(client):
    version = make_notice(begins=None, body="<p>Not yet.</p>").versions.get()
    preview = reverse("admin:practice_noticeversion_preview", args=[version.pk])

    shown = client.get(preview)
    client.logout()

    assert "Not yet." in shown.content.decode()
    assert "Preview: not public." in shown.content.decode()
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert client.get(preview).status_code == 302


def test_the_first_page_lists_what_needs_staff(client):
    make_notice(title="Unread", begins=None)
    ending = make_notice(title="Ending")
    ending.versions.update(in_force_until=day(9))
    make_text(ending.versions.get(), language="es")

    lists = {each["key"]: [item["name"] for item in each["items"]] for each in client.get("/admin/").context["todo"]}

    assert lists["notices-missing"] == ["Unread"]
    assert lists["notices-running-out"] == lists["notices-uncertified"] == ["Ending, version 1"]
