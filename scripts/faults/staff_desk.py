"""A signed-in person at the staff's desk: opens a page of the admin and sends its form back with something changed."""

import json
import subprocess
from urllib.parse import urlencode, urljoin

from scripts.address import Address
from scripts.faults.asking import ask
from scripts.faults.running_site import RunningSite
from scripts.hostile.bodies import MULTIPART, multipart
from scripts.hostile.html_pages import Form, Page
from scripts.packages import PYTHON, ROOT

Answer = tuple[int, dict[str, str], str]


class StaffDesk:
    """One session; the forms it opened stay good while the session does."""

    def __init__(self, running: RunningSite):
        self.address: Address = running.address
        command = [PYTHON, "-m", "scripts.hostile.site_visitors"]
        found = json.loads(subprocess.check_output(command, env=running.environment, cwd=ROOT, text=True))
        self.cookie = f"{found['admin']}; csrf={'c' * 32}"

    def look(self, path: str) -> Answer:
        return ask(self.address, "GET", path, headers={"Cookie": self.cookie})

    def choose(self, path: str, action: str, rows: list[str]) -> Answer:
        """An action of a list, for these of its rows."""
        pairs = [("action", action), ("csrfmiddlewaretoken", "c" * 32), *(("_selected_action", row) for row in rows)]
        headers = {"Cookie": self.cookie, "Referer": self.address.url}
        return ask(self.address, "POST", path, urlencode(pairs), headers)

    def form_on(self, path: str) -> Form:
        """The form of that page with which staff save."""
        _status, _headers, page = self.look(path)
        return next(form for form in Page(page).forms if form.is_multipart)

    def send(self, path: str, form: Form, changed: dict[str, str], files: dict[str, tuple[str, bytes]]) -> Answer:
        """The form as a browser sends it, with these values and files in the place of its own."""
        kept = [(name, value) for name, value in form.values if name not in {*changed, "csrfmiddlewaretoken"}]
        pairs = [*kept, *changed.items(), ("csrfmiddlewaretoken", "c" * 32), ("_save", "Save")]
        body = multipart(
            [(name.encode(), value.encode()) for name, value in pairs],
            [(name.encode(), file.encode(), content) for name, (file, content) in files.items()],
        )
        headers = {"Cookie": self.cookie, "Content-Type": MULTIPART.decode(), "Referer": self.address.url}
        return ask(self.address, "POST", urljoin(path, form.action), body, headers)
