"""What staff and the daily work meet on a full disk, and after it has room again: uploads, a guide's PDF, a backup."""

import io
import os
import random
import re
import subprocess
from pathlib import Path

import pyrage
from PIL import Image

from scripts.backups.databases import PROGRAMS
from scripts.faults.asking import ask
from scripts.faults.running_site import RunningSite
from scripts.faults.staff_desk import Answer, StaffDesk
from scripts.packages import PYTHON, ROOT

PICTURE_PAGE = "/admin/locations/location/1/change/"
FORM_PAGE = "/admin/practice/patientform/add/"
PDF = ROOT / "practice" / "content" / "patient_forms" / "new-patient-information.pdf"
LARGE = 7 * 1024 * 1024  # bytes; more than a small upload, fewer than are refused
GUIDE = "/guide.pdf?state=VA&treatment=trigger-point-injection"  # made when it is asked for the first time
SENTENCE = re.compile(r"disk( of \S+)? is full")
ERROR = re.compile(r'errorlist"[^>]*><li>(.*?)</li>')


def backup_settings(folder: Path) -> dict[str, str]:
    """Where backups go: onto the same disk, as nobody should."""
    public = pyrage.x25519.Identity.generate().to_public()
    programs = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"  # pg_dump of the server's own version
    return {"BACKUP_RECIPIENTS": f"{public}", "BACKUP_FOLDER": str(folder / "backups"), "PATH": programs}


class WithoutRoom:
    """The same things tried twice: with a full disk, and with room."""

    def __init__(self, running: RunningSite):
        self.running, self.desk = running, StaffDesk(running)
        self.picture, self.paper = self.desk.form_on(PICTURE_PAGE), self.desk.form_on(FORM_PAGE)
        self.folder = Path(running.environment["MEDIA_ROOT"]).parent

    def tries(self) -> dict[str, Answer]:
        """Each with its answer."""
        alt, paper = {"picture_alt": "A house"}, {"title": "Paper", "slug": "paper", "version": "1"}
        paper |= {"version_date": "2026-01-02", "language": "en", "description": "A paper."}
        small, large = PDF.read_bytes(), PDF.read_bytes() + b"\n%" + bytes(LARGE)
        return {
            "a picture": self.desk.send(PICTURE_PAGE, self.picture, alt, {"picture": ("a.png", noise())}),
            "a PDF": self.desk.send(FORM_PAGE, self.paper, paper, {"file": ("a.pdf", small)}),
            "a PDF of 7 MB": self.desk.send(FORM_PAGE, self.paper, paper, {"file": ("a.pdf", large)}),
            "a guide's PDF": ask(self.running.address, "GET", GUIDE),
            "a backup": self.backup(),
        }

    def backup(self) -> Answer:
        command = [PYTHON, "manage.py", "backup"]
        done = subprocess.run(command, env=self.running.environment, cwd=ROOT, capture_output=True, text=True)
        return (500 if "Traceback" in done.stderr else done.returncode), {}, done.stderr

    def files(self) -> dict[Path, int]:
        """Every upload, backup and temporary file with its size."""
        places = [self.folder / name for name in ("media", "backups", "tmp")]
        return {path: path.stat().st_size for place in places for path in place.rglob("*") if path.is_file()}


def noise() -> bytes:
    """A picture that no encoder makes small."""
    size = (1600, 1200)
    picture = Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))
    with io.BytesIO() as file:
        picture.save(file, "JPEG", quality=80)
        return file.getvalue()


def tried(running: RunningSite, disk, with_room) -> tuple[list[str], list[str]]:
    """What was seen, and what was wrong. `with_room` is done as soon as there is room."""
    site = WithoutRoom(running)
    before = site.files()
    disk.fill()
    full = site.tries()
    left = {path: size for path, size in site.files().items() if before.get(path) != size}
    disk.make_room()
    with_room()
    again = site.tries()
    seen = [f"{what} on the full disk: {answer[0]}, with room: {again[what][0]}" for what, answer in full.items()]
    return seen, [*wrong_when_full(full, left), *wrong_with_room(again)]


def wrong_when_full(answers: dict[str, Answer], left: dict[Path, int]) -> list[str]:
    found = [f"{what} answered {status}" for what, (status, *_) in answers.items() if status in (0, 500)]
    staff = [what for what in answers if what != "a guide's PDF"]
    found += [
        f"{what}: no clear sentence: {said(answers[what])}" for what in staff if not SENTENCE.search(answers[what][2])
    ]
    return found + [f"left behind: {path} ({size} bytes)" for path, size in left.items()]


def wrong_with_room(answers: dict[str, Answer]) -> list[str]:
    """A saved form of the admin answers 302; the second PDF has a web name that is taken, and says so."""
    wanted = {"a picture": 302, "a PDF": 302, "a PDF of 7 MB": 200, "a guide's PDF": 200, "a backup": 0}
    wrong = [what for what, status in wanted.items() if answers[what][0] != status]
    return [f"{what} with room answered {answers[what][0]}: {said(answers[what])}" for what in wrong]


def said(answer: Answer) -> str:
    """What a page or a command complains about."""
    found = ERROR.findall(answer[2]) or [answer[2].strip().rpartition("\n")[2]]
    return "; ".join(found)[:300]
