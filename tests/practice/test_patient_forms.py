"""The library of patient forms: what is listed, what a file's address answers, what staff are told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from practice.models import PatientForm
from publishing.content_version import clock
from tests.factories import make_practice, make_staff
from tests.pages.reading import parse, read
from tests.practice.library import make_patient_form
from tests.practice.pdf_files import accessible_pdf, make_pdf, with_attachment
from tests.publishing.admin_pages import errors_of, form_of
from tests.publishing.conftest import hands

__all__ = ["hands"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LIST = "/patient-forms/"
DAY = timedelta(days=1)


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)  # read to its end, the client closes it


def saved_titles(client) -> list[str]:
    return [link.text for link in read(client, LIST).main.all("a") if link.attributes["href"].endswith(".pdf")]


# --- The list and the page --------------------------------------------------------------------------------------------


def test_the_list_says_what_each_link_loads(client):
    make_patient_form(title="Pain diary", content=accessible_pdf(pages=2))
    PatientForm.objects.update(byte_size=61_400)

    assert saved_titles(client) == ["Save Pain diary (PDF, 2 pages, 61 kB)"]


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (999, "1 kB"), (999_999, "1000 kB"), (1_000_000, "1.0 MB"), (9_950_000, "9.9 MB")]
)
def test_a_size_is_said_in_a_few_figures(size, words):
    assert PatientForm(byte_size=size).size == words


def test_forms_stand_under_the_own_name_of_their_language_english_first(client):
    make_patient_form(language="ar", title="يوميات الألم")
    make_patient_form(language="es", title="Diario")
    make_patient_form(language="en", title="Diary")

    page = read(client, LIST)

    heads = [head for head in page.main.all("h2") if "lang" in head.attributes]
    assert [(head.text, head.attributes["lang"], head.attributes["dir"]) for head in heads] == [
        ("English", "en", "ltr"),
        ("Español", "es", "ltr"),
        ("العربية", "ar", "rtl"),
    ]
    (title,) = [head for head in page.main.all("h3") if head.text == "يوميات الألم"]
    assert (title.attributes["lang"], title.attributes["dir"]) == ("ar", "rtl")


def test_the_page_of_a_form_shows_its_words_as_a_web_page_in_its_language(client):
    form = make_patient_form(language="es", html_twin="<p>¿Dónde le duele?</p><script>x</script>")

    page = read(client, form.get_absolute_url())

    (twin,) = [part for part in page.main.all("div", lang="es") if "¿Dónde le duele?" in part.text]
    assert twin.all("script") == []


def test_nothing_that_is_not_public_is_listed_or_answered(client):
    now = timezone.now()
    hidden = [
        make_patient_form(publish_from=None),
        make_patient_form(publish_from=now + DAY),
        make_patient_form(publish_until=now - timedelta(hours=1)),
    ]

    assert saved_titles(client) == []
    for form in hidden:
        assert client.get(form.get_absolute_url()).status_code == 404
        assert client.get(form.get_file_url()).status_code == 404


def test_an_unknown_form_is_not_there(client):
    assert client.get("/patient-forms/nothing/").status_code == 404
    assert client.get("/patient-forms/nothing.pdf").status_code == 404


# --- The file ---------------------------------------------------------------------------------------------------------


def test_the_file_is_saved_and_never_shown_inside_the_site(client):
    form = make_patient_form(slug="pain-diary")

    response = client.get(form.get_file_url())

    assert content_of(response) == form.file.read()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="pain-diary.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"].startswith("public, max-age=0")
    assert response["Content-Length"] == str(form.byte_size)
    assert not response.cookies
    form.file.close()


def test_who_has_the_file_does_not_get_it_again(client):
    form = make_patient_form()
    first = client.get(form.get_file_url())
    content_of(first)

    second = client.get(form.get_file_url(), headers={"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert second["Cache-Control"] == first["Cache-Control"]


def test_a_new_file_has_a_new_mark_and_the_old_one_is_loaded_anew(client):
    form = make_patient_form()
    first = client.get(form.get_file_url())
    content_of(first)
    form.file = SimpleUploadedFile("new.pdf", accessible_pdf(pages=3))
    form.full_clean()
    form.save()

    second = client.get(form.get_file_url(), headers={"if-none-match": first["ETag"]})

    assert second.status_code == 200
    assert content_of(second).startswith(b"%PDF-")
    assert PatientForm.objects.get().pages == 3


def test_others_keep_a_file_for_a_minute_and_hand_out_no_old_one(client):
    form = make_patient_form()

    response = client.get(form.get_file_url())
    content_of(response)

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response["CDN-Cache-Control"] == "public, max-age=60, stale-while-revalidate=0"


def test_nobody_keeps_a_file_beyond_its_planned_end(client):
    form = make_patient_form(publish_until=timezone.now() + timedelta(seconds=20))

    response = client.get(form.get_file_url())
    content_of(response)

    assert int(response["Cache-Control"].rpartition("=")[2]) <= 20


def test_nobody_keeps_a_file_whose_end_came_while_it_was_opened(client, monkeypatch, hands):
    form = make_patient_form(publish_until=hands.now() + timedelta(seconds=20))
    opened = FieldFile.open

    def opened_slowly(*args, **kwargs):
        hands.forward(30)
        clock.version()  # as another visitor's request asks
        return opened(*args, **kwargs)

    monkeypatch.setattr(FieldFile, "open", opened_slowly)
    response = client.get(form.get_file_url())
    content_of(response)

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=0"


def test_nobody_keeps_a_file_while_it_is_not_known_how_long_it_holds(client, monkeypatch):
    form = make_patient_form()
    monkeypatch.setattr(clock, "version", lambda: None)  # the database was away when it was asked

    response = client.get(form.get_file_url())
    content_of(response)

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=0"


def test_the_mark_does_not_tell_the_stored_name(client):
    form = make_patient_form()

    response = client.get(form.get_file_url())
    content_of(response)

    assert form.file.name.split("/")[1][:32] not in response["ETag"]


def test_the_stored_file_has_no_address_of_its_own(client):
    form = make_patient_form()

    assert client.get(f"/media/{form.file.name}").status_code == 404
    assert client.get(f"/media/pictures/../{form.file.name}").status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_file_can_only_be_read(client, method):
    form = make_patient_form()

    assert getattr(client, method)(form.get_file_url()).status_code == 405


def test_a_file_that_the_storage_has_lost_is_not_there_and_is_said_in_the_log(client, caplog):
    form = make_patient_form(slug="lost")
    form.file.storage.delete(form.file.name)

    assert client.get(form.get_file_url()).status_code == 404
    assert "patient form lost is missing" in caplog.text


# --- A newer version --------------------------------------------------------------------------------------------------


def test_a_replaced_form_leaves_the_list_and_says_where_the_newer_is(client):
    newer = make_patient_form(title="Newer", version="2")
    older = make_patient_form(title="Older", replaced_by=newer)

    page = read(client, older.get_absolute_url())

    assert [words.split(" (")[0] for words in saved_titles(client)] == ["Save Newer"]
    assert "There is a newer version." in page.main.text
    assert newer.get_absolute_url() in page.main.links
    assert older.get_file_url() not in page.main.links
    assert older.get_absolute_url() not in client.get("/sitemap.xml").content.decode()


def test_the_old_address_of_a_file_leads_to_the_newer_file(client):
    newest = make_patient_form(version="3")
    newer = make_patient_form(version="2", replaced_by=newest)
    oldest = make_patient_form(replaced_by=newer)

    response = client.get(oldest.get_file_url())

    assert (response.status_code, response.url) == (302, newest.get_file_url())
    assert "no-store" in response["Cache-Control"]


def test_a_form_that_ended_leads_to_what_replaced_it(client):
    newer = make_patient_form()
    older = make_patient_form(replaced_by=newer, publish_until=timezone.now() - timedelta(hours=1))

    assert client.get(older.get_absolute_url()).url == newer.get_absolute_url()
    assert client.get(older.get_file_url()).url == newer.get_file_url()


def test_a_planned_replacement_does_not_count_before_its_day(client):
    newer = make_patient_form(title="Newer", publish_from=timezone.now() + DAY)
    older = make_patient_form(title="Older", replaced_by=newer)

    assert [words.split(" (")[0] for words in saved_titles(client)] == ["Save Older"]
    assert older in PatientForm.objects.listed()
    assert list(PatientForm.objects.listed(at=timezone.now() + 2 * DAY)) == [newer]
    response = client.get(older.get_file_url())
    assert content_of(response).startswith(b"%PDF-")


def test_a_draft_does_not_replace_anything(client):
    older = make_patient_form(replaced_by=make_patient_form(publish_from=None))

    assert list(PatientForm.objects.listed()) == [older]


def test_a_form_whose_replacement_has_ended_stays_replaced(client):
    ended = make_patient_form(publish_until=timezone.now() - timedelta(hours=1))
    older = make_patient_form(replaced_by=ended)

    assert list(PatientForm.objects.listed()) == []
    assert "Ask the office for it." in read(client, older.get_absolute_url()).main.text
    assert client.get(older.get_file_url()).status_code == 404


# --- What cannot be stored --------------------------------------------------------------------------------------------


def test_a_form_cannot_replace_itself():
    form = make_patient_form()

    with pytest.raises(IntegrityError, match="not_replaced_by_itself"), transaction.atomic():
        PatientForm.objects.update(replaced_by=form)


def test_forms_cannot_replace_each_other_in_a_circle():
    first = make_patient_form()
    second = make_patient_form(replaced_by=first)
    first.replaced_by = make_patient_form(replaced_by=second)

    with pytest.raises(ValidationError, match="is replaced by this one"):
        first.full_clean()


def test_a_circle_made_by_hand_ends(client):
    first = make_patient_form()
    second = make_patient_form(replaced_by=first)
    PatientForm.objects.filter(pk=first.pk).update(replaced_by=second)

    assert client.get(first.get_file_url()).url == second.get_file_url()
    assert len(PatientForm.objects.get(pk=first.pk).newer()) <= 2


def test_a_form_is_replaced_in_its_own_language():
    with pytest.raises(ValidationError, match="same language"):
        make_patient_form(language="es", replaced_by=make_patient_form())


def test_what_replaces_a_form_cannot_be_deleted():
    newer = make_patient_form()
    make_patient_form(replaced_by=newer)

    with pytest.raises(ProtectedError):
        newer.delete()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"pages": 0}, "not_empty"),
        ({"byte_size": 0}, "not_empty"),
        ({"language": "xx"}, "language_known"),
        ({"publish_from": None, "publish_until": timezone.now()}, "window_in_order"),
    ],
)
def test_what_makes_no_sense_is_refused(change, name):
    make_patient_form()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PatientForm.objects.update(**change)


def test_two_forms_never_have_one_address():
    make_patient_form(slug="diary")

    with pytest.raises(ValidationError, match="already exists"):
        make_patient_form(slug="diary")


# --- The staff's desk -------------------------------------------------------------------------------------------------

ADD = "/admin/practice/patientform/add/"
WORDS = {"title": "Diary", "slug": "diary", "description": "One week.", "version": "1", "version_date": "2026-11-22"}


@pytest.fixture
def desk(client):
    make_practice()
    client.force_login(make_staff())
    return client


def send(desk, content, name="diary.pdf", **fields):
    values = {**form_of(desk.get(ADD), "patientform_form"), **WORDS, **fields}
    return desk.post(ADD, {**values, "file": SimpleUploadedFile(name, content)}, follow=True)


def test_staff_add_a_form_and_its_pages_and_size_are_read_from_the_file(desk):
    send(desk, accessible_pdf(pages=4))

    form = PatientForm.objects.get()
    assert (form.pages, form.byte_size, form.gaps()) == (4, form.file.size, [])
    assert form.file.name.startswith("patient_forms/")
    assert "diary" not in form.file.name


def test_staff_are_warned_of_what_a_screen_reader_will_miss(desk):
    response = send(desk, make_pdf())

    words = " ".join(str(message) for message in response.context["messages"])
    assert all(sign in words for sign in ("no tags", "no title", "name its language"))
    assert list(PatientForm.objects.hard_to_read_aloud()) == [PatientForm.objects.get()]


def test_an_accessible_file_brings_no_warning(desk):
    response = send(desk, accessible_pdf())

    assert [message.level_tag for message in response.context["messages"]] == ["success"]
    assert not PatientForm.objects.hard_to_read_aloud()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (make_pdf(change=with_attachment), "has another file inside"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "another kind"),
        (accessible_pdf() + b"\0" * (11 * 1024 * 1024), "larger than 10 MB"),
    ],
    ids=["attachment", "EPS", "11 MB"],
)
def test_a_refused_file_is_explained_beside_its_field_and_not_stored(desk, content, words):
    response = send(desk, content)

    assert words in errors_of(response)
    assert not PatientForm.objects.exists()


def test_other_words_are_changed_without_choosing_the_file_again(desk):
    form = make_patient_form(title="Diary")
    address = reverse("admin:practice_patientform_change", args=[form.pk])
    values = form_of(desk.get(address), "patientform_form")

    desk.post(address, {**values, "title": "Pain diary"})

    changed = PatientForm.objects.get()
    assert (changed.title, changed.file.name, changed.slug) == ("Pain diary", form.file.name, form.slug)


def test_the_address_of_a_stored_form_cannot_be_changed(desk):
    form = make_patient_form(slug="diary")
    address = reverse("admin:practice_patientform_change", args=[form.pk])
    values = form_of(desk.get(address), "patientform_form")

    desk.post(address, {**values, "slug": "other"})

    assert PatientForm.objects.get().slug == "diary"


def test_staff_open_the_file_of_a_draft(desk):
    form = make_patient_form(publish_from=None)
    page = parse(desk.get(reverse("admin:practice_patientform_change", args=[form.pk])).content.decode())
    (link,) = [link for link in page.all("a") if link.text.startswith("PDF, 1 page")]

    response = desk.get(link.attributes["href"])

    assert content_of(response).startswith(b"%PDF-")
    assert response["Cache-Control"] == "private, no-store"


def test_the_file_of_a_draft_is_for_staff_who_may_see_forms(client):
    form = make_patient_form(publish_from=None)
    address = reverse("admin:practice_patientform_file", args=[form.pk])
    assert client.get(address).status_code == 302

    client.force_login(make_staff(role="front desk"))

    assert client.get(address).status_code == 403


def test_an_older_file_comes_back_with_its_pages(desk):
    send(desk, accessible_pdf(pages=1))
    form = PatientForm.objects.get()
    before = form.file.name
    address = reverse("admin:practice_patientform_change", args=[form.pk])
    values = form_of(desk.get(address), "patientform_form")
    desk.post(address, {**values, "file": SimpleUploadedFile("b.pdf", accessible_pdf(pages=2))})
    assert PatientForm.objects.get().pages == 2

    first = Version.objects.get_for_object(form).last()
    undo = reverse("admin:practice_patientform_revision", args=[form.pk, first.pk])
    desk.post(undo, form_of(desk.get(undo), "patientform_form"))

    assert (PatientForm.objects.get().file.name, PatientForm.objects.get().pages) == (before, 1)


# --- The demonstration ------------------------------------------------------------------------------------------------


def test_the_demonstration_has_five_accessible_forms(demo_content, client):
    assert len(saved_titles(client)) == 5
    assert not PatientForm.objects.hard_to_read_aloud()
    for form in PatientForm.objects.all():
        assert content_of(client.get(form.get_file_url())).startswith(b"%PDF-")


def test_loading_again_changes_nothing_that_is_there_and_adds_what_is_missing(demo_content):
    PatientForm.objects.filter(slug="pain-diary").delete()
    PatientForm.objects.update(title="Our own")

    call_command("load_demo_content", verbosity=0)

    assert set(PatientForm.objects.exclude(title="Our own").values_list("slug", flat=True)) == {"pain-diary"}
    assert PatientForm.objects.count() == 5
