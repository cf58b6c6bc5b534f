"""A file appears whole or not at all, whatever happens while it is written."""

import pytest

from clinic_site.replacing import appearing


def write_half(path, part, ending):
    with appearing(path, part):
        part.write_text("ne")
        raise ending


def test_the_old_file_is_there_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "page"
    path.write_text("old")

    with appearing(path, tmp_path / "part") as part:
        part.write_text("new")
        meanwhile = path.read_text()

    assert (meanwhile, path.read_text()) == ("old", "new")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", [OSError("the disk is full"), KeyboardInterrupt()])
def test_after_an_error_the_old_file_is_there_and_no_part_of_the_new_one(tmp_path, ending):
    path = tmp_path / "page"
    path.write_text("old")

    with pytest.raises(type(ending)):
        write_half(path, tmp_path / "part", ending)

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
