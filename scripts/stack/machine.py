"""Where everything of the trial lies: a machine's folders inside one temporary folder, and its two ports."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from scripts import local_secrets
from scripts.address import Address
from scripts.console import Stop
from scripts.packages import ROOT

HOST = "localhost"
DEPLOY = ROOT / "deploy"


def search_path() -> str:
    """nginx lies where only administrators look."""
    return f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin"


@dataclass
class Machine:
    """The folders of docs/deploy.md, elsewhere."""

    folder: Path
    https: Address = field(default_factory=Address.free)
    http: Address = field(default_factory=Address.free)

    @property
    def clinic(self) -> Path:
        return self.folder / "srv"

    @property
    def sockets(self) -> Path:
        return self.folder / "run"

    @property
    def logs(self) -> Path:
        return self.folder / "log"

    @property
    def kept_pages(self) -> Path:
        return self.folder / "kept"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def env_file(self) -> Path:
        return self.folder / "clinic.env"

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.https.port}"

    @property
    def moved(self) -> dict[str, str]:
        """What deploy/ calls it, and where it is here; the longer names first."""
        return {
            "/etc/letsencrypt/live/www.example.com": str(self.folder / "tls"),
            "/etc/clinic/clinic.env": str(self.env_file),
            "/var/cache/nginx/clinic": str(self.kept_pages),
            "/var/log/nginx": str(self.logs),
            "/var/www/html": str(self.folder / "acme"),
            "/run/nginx.pid": str(self.folder / "nginx.pid"),
            "/run/clinic": str(self.sockets),
            "/srv/clinic": str(self.clinic),
            "/srv/backups": str(self.backups),
            "www.example.com": HOST,
            "example.com": "short.test",
        }

    def make_folders(self):
        self.folder.chmod(0o755)  # other users of the machine, such as nginx's, have to get in
        for name in ("releases", "static", "standing-in", "media/pictures", "run"):
            (self.clinic / name).mkdir(parents=True)
        for path in (self.sockets, self.logs, self.backups, *(self.folder / name for name in ("tls", "bin", "units"))):
            path.mkdir()

    def write_settings(self, database_url: str, mail_url: str):
        """The file that an administrator writes: everything as in production, nothing as in a demonstration."""
        secrets = local_secrets.read_or_make(self.folder / "secrets.env")
        values = {
            "SECRET_KEY": secrets["SECRET_KEY"],
            "FIELD_KEYS": secrets["FIELD_KEYS"],
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": self.url,
            "BEHIND_PROXY": "1",
            "DATABASE_URL": database_url,
            "MEDIA_ROOT": str(self.clinic / "media"),
            "EMAIL_URL": mail_url,
        }
        self.env_file.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        self.env_file.chmod(0o600)

    def environment(self) -> dict[str, str]:
        """For the commands an administrator types: `systemctl` is ours, the folders are these."""
        return {
            "PATH": f"{self.folder / 'bin'}:{search_path()}",
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "clinic_site.settings",
            "STACK_FOLDER": str(self.folder),
            "ENV_FILE": str(self.env_file),
            "CLINIC": str(self.clinic),
            "SOCKETS": str(self.sockets),
            "CLINIC_USER": "",
            "CLINIC_VENV": sys.prefix,
        }

    def run(self, *command, **options) -> subprocess.CompletedProcess:
        """One command, with what it says."""
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, **options)

    def must(self, *command, **options) -> str:
        """One command that has to work."""
        done = self.run(*command, **options)
        if done.returncode:
            raise Stop(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def manage(self, *arguments: str) -> str:
        """A management command of the release in service."""
        return self.must(sys.executable, "manage.py", *arguments, cwd=self.clinic / "current")
