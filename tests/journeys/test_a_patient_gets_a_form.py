"""A patient saves a form before the first visit; later an editor replaces it by a new version."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from practice.models import PatientForm
from tests.factories import make_staff
from tests.journeys.staff_desk import errors, open_form
from tests.pages.reading import read
from tests.practice.pdf_files import accessible_pdf

pytestmark = pytest.mark.django_db

ADD = "/admin/practice/patientform/add/"


def saving(page, title):
    """The link of the main text that saves the form with this title."""
    return next(link for link in page.main.all("a") if link.text.startswith(f"Save {title}"))


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)  # read to its end, the client closes it


def test_from_the_home_page_to_the_saved_file(client, loaded_content):
    home = read(client, "/")
    library = read(client, next(link.attributes["href"] for link in home.all("a") if link.text == "Patient forms"))

    link = saving(library, "Pain diary")
    response = client.get(link.attributes["href"])

    assert link.text == "Save Pain diary (PDF, 1 page, 45 kB)"
    assert body_of(response).startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="pain-diary.pdf"'


def test_a_patient_who_reads_spanish_finds_the_form_in_spanish(client, loaded_content):
    library = read(client, "/patient-forms/")

    (section,) = [
        part for part in library.main.all("section") if part.all("h2") and part.all("h2")[0].text == "Español"
    ]

    assert [head.text for head in section.all("h3")] == ["Diario del dolor"]
    assert not re.search(
        "[áéíóúñ]", " ".join(head.text for head in library.main.all("h3") if head not in section.all())
    )


def test_an_editor_replaces_a_form_and_the_old_link_leads_to_the_new_file(client, loaded_content):
    old = PatientForm.objects.get(slug="pain-diary")
    client.force_login(make_staff())
    new = {
        **{"title": "Pain diary", "slug": "pain-diary-2", "description": "One week.", "language": "en"},
        **{"version": "2", "version_date": "2026-12-01"},
        **{"publish_from_0": "2026-01-05", "publish_from_1": "08:00:00"},
    }
    file = SimpleUploadedFile("draft FINAL v2.pdf", accessible_pdf(pages=2))
    added = client.post(ADD, {**open_form(client, ADD), **new, "file": file})
    assert added.status_code == 302, errors(added)

    change = f"/admin/practice/patientform/{old.pk}/change/"
    newer = PatientForm.objects.get(slug="pain-diary-2")
    client.post(change, {**open_form(client, change), "replaced_by": newer.pk})
    client.logout()

    assert "(PDF, 2 pages" in saving(read(client, "/patient-forms/"), "Pain diary").text
    assert client.get("/patient-forms/pain-diary.pdf").url == "/patient-forms/pain-diary-2.pdf"
    old_page = read(client, "/patient-forms/pain-diary/")
    assert "There is a newer version. Pain diary, version 2" in old_page.main.text
