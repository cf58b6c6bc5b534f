"""Uploads on this machine's disk, each of them whole: a file that could not be written to its end is not there."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's storage, which would leave the beginning of a file behind on a full disk."""

    def _save(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        while True:
            try:
                file = path.open("xb")  # somebody else may have taken the name meanwhile
                break
            except FileExistsError:
                name = self.get_available_name(name)
                path = Path(self.path(name))
        try:
            with file:
                file.writelines(content.chunks())
            os.chmod(path, self.file_permissions_mode)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Path(name).as_posix()
