"""Static files are collected once, and what only Django needs to know about them is not handed out."""

from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from clinic_site import settings as written
from scripts.static_files import collect_if_changed


@pytest.fixture
def public(settings, tmp_path) -> Path:
    """The folder that visitors get files from, of a site with one style sheet."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "site.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected" / "public"
    hashed = {
        **written.STORAGES["staticfiles"],
        "OPTIONS": {"manifest_storage": FileSystemStorage(tmp_path / "collected")},
    }
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    return settings.STATIC_ROOT


def test_only_the_files_themselves_are_handed_out(public):
    collect_if_changed()

    assert {path.suffix for path in public.iterdir()} <= {".css", ".br", ".gz"}
    assert {path.name for path in public.parent.iterdir()} == {"public", "staticfiles.json", ".collected"}


def test_they_are_collected_again_when_one_changed_or_they_are_gone(public, settings):
    source = settings.STATICFILES_DIRS[0] / "site.css"

    seen = [collect_if_changed(), collect_if_changed()]
    source.write_text("body { color: navy }")
    seen.append(collect_if_changed())
    public.rename(public.with_name("elsewhere"))
    seen.append(collect_if_changed())

    assert seen == [True, False, True, True]


def test_the_list_of_all_files_lies_beside_them():
    listed = written.STORAGES["staticfiles"]["OPTIONS"]["manifest_storage"]

    assert Path(listed.location) == written.STATIC_ROOT.parent
