"""Uploads in a bucket: visitors still ask the site alone, and nothing but pictures has an address."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage

from clinic_site.object_storage import Bucket
from tests.clinic_site.test_settings import WHOLE, start

ELSEWHERE = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@pytest.fixture
def uploads(settings) -> InMemoryStorage:
    settings.MEDIA_S3_BUCKET = "a-bucket"
    settings.STORAGES = {**settings.STORAGES, "default": ELSEWHERE}
    default_storage.save("pictures/providers/a.webp", ContentFile(b"a picture"))
    default_storage.save("patient_forms/a.pdf", ContentFile(b"a form"))
    return default_storage


@pytest.mark.django_db
def test_a_picture_comes_from_the_site_and_may_be_kept_for_ever(client, uploads):
    answer = client.get("/media/pictures/providers/a.webp")

    assert b"".join(answer.streaming_content) == b"a picture"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "image/webp"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "pictures/none.webp",
        "pictures/../patient_forms/a.pdf",
        "pictures/..\\patient_forms/a.pdf",
        "patient_forms/a.pdf",
    ],
)
def test_nothing_else_has_an_address(client, uploads, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_the_address_of_a_file_is_the_sites_own():
    bucket = Bucket(bucket_name="a-bucket", endpoint_url="https://s3.example")

    assert bucket.url("pictures/providers/a b.webp") == "/media/pictures/providers/a%20b.webp"


def test_the_setting_chooses_the_bucket(tmp_path):
    code = (
        "found = s.STORAGES['default']\n"
        "assert found['BACKEND'].endswith('Bucket')\n"
        "assert found['OPTIONS']['bucket_name'] == 'a-bucket'\n"
        "assert found['OPTIONS']['endpoint_url'] == 'https://s3.example'\n"
        "assert found['OPTIONS']['file_overwrite'] is False\n"
    )

    process = start(code, tmp_path, **WHOLE, MEDIA_S3_BUCKET="a-bucket", MEDIA_S3_ENDPOINT="https://s3.example")

    assert process.returncode == 0, process.stderr


def test_without_it_uploads_lie_on_disk(tmp_path):
    code = "assert s.STORAGES['default']['BACKEND'].endswith('WholeFiles')\n"

    process = start(code, tmp_path, **WHOLE)

    assert process.returncode == 0, process.stderr
