"""nginx with the configuration of deploy/nginx, its names, folders and ports replaced by the trial's."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from scripts.console import Stop
from scripts.stack.machine import DEPLOY, HOST, Machine, search_path

SECONDS_TO_RELOAD = 15
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
AS_A_FILE = "/page-as-a-file"
NGINX_ADDS = ("server", "date", "connection", "content-type", "content-length", "etag", "last-modified")
MODULES = Path("/etc/nginx/modules-enabled")  # Debian's; elsewhere brotli is left out


def render(machine: Machine, target: Path):
    """A copy of deploy/nginx that runs on this machine, for whatever user."""
    shutil.copytree(DEPLOY / "nginx", target)
    for path in target.rglob("*.conf"):
        path.write_text(here(path.read_text(), machine))
    main = target / "nginx.conf"
    places = "".join(f"    {name}_temp_path {machine.folder / 'temporary'}/{name};\n" for name in TEMPORARY)
    main.write_text(main.read_text().replace("http {\n", f"http {{\n{places}"))
    if os.geteuid():
        main.write_text(main.read_text().replace("user www-data;\n", ""))
    if MODULES.exists():
        (target / "modules-enabled").symlink_to(MODULES)
    if any(MODULES.glob("*brotli-static*")):
        (target / "clinic" / "optional").mkdir(exist_ok=True)
        shutil.copy(target / "clinic" / "optional-available" / "brotli.conf", target / "clinic" / "optional")


def here(text: str, machine: Machine) -> str:
    """The same configuration with the trial's folders, names and ports; only IPv4, which every machine has."""
    for theirs, ours in machine.moved.items():
        text = text.replace(theirs, ours)
    text = re.sub(r".*listen \[::\]:.*\n", "", text)
    text = text.replace("listen 443 ", f"listen {machine.https.host}:{machine.https.port} ")
    return re.sub(r"listen 80\b", f"listen {machine.http.host}:{machine.http.port}", text)


class Nginx:
    """The server, started and ended."""

    def __init__(self, machine: Machine):
        self.machine, self.folder = machine, machine.folder / "nginx"

    def prepare(self):
        render(self.machine, self.folder)
        (self.machine.folder / "temporary").mkdir(exist_ok=True)
        make_certificate(self.machine.folder / "tls")
        local = self.folder / "clinic" / "local"
        local.mkdir(exist_ok=True)
        (local / "trial.conf").write_text("add_header X-Kept $upstream_cache_status always;\n")

    def serve_as_a_file(self, body: bytes, headers: dict[str, str]):
        """The bytes of a page as a file on disk, beside the page itself: what keeping it is compared with."""
        path = self.machine.folder / "page.br"
        path.write_bytes(body)
        lines = [f"add_header {name} {quoted(value)};" for name, value in headers.items() if name not in NGINX_ADDS]
        location = f"location = {AS_A_FILE} {{ alias {path}; default_type text/html; {' '.join(lines)} }}\n"
        with (self.folder / "clinic" / "local" / "trial.conf").open("a") as file:
            file.write(location)
        self._reload()

    def start(self):
        self._run("-t")
        self._run()

    def stop(self):
        if (self.machine.folder / "nginx.pid").exists():
            self._run("-s", "stop")

    def _reload(self):
        """Returns when those who know the old configuration have ended."""
        before, until = set(self.workers()), time.monotonic() + SECONDS_TO_RELOAD
        self._run("-s", "reload")
        while before & set(self.workers()) and time.monotonic() < until:
            time.sleep(0.1)

    def workers(self) -> list[int]:
        """The processes that answer."""
        master = int((self.machine.folder / "nginx.pid").read_text())
        return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]

    def _run(self, *arguments: str):
        program = shutil.which("nginx", path=search_path())
        command = [
            program,
            "-c",
            str(self.folder / "nginx.conf"),
            "-e",
            str(self.machine.logs / "error.log"),
            *arguments,
        ]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise Stop(f"{' '.join(command)}:\n{done.stderr}")


def quoted(value: str) -> str:
    """As nginx wants a text."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def make_certificate(folder: Path):
    """Signed by itself, for this trial."""
    names = f"subjectAltName=DNS:{HOST},DNS:short.test"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", f"/CN={HOST}", "-addext", names]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)
