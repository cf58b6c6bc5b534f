"""The secrets of this machine's demonstration: made once, kept beside its database, readable by its owner only."""

import os
import secrets
from pathlib import Path

MAKERS = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_KEYS": lambda: secrets.token_urlsafe(50),
    "DEMO_STAFF_PASSWORD": lambda: "-".join(secrets.token_hex(3) for _ in range(4)),
}


def read_or_make(path: Path) -> dict[str, str]:
    """All secrets by name. What is missing is made and added to the file; what is there never changes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = read(path)
    missing = {name: make() for name, make in MAKERS.items() if name not in known}
    if missing:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
            file.writelines(f"{name}={value}\n" for name, value in missing.items())
    path.chmod(0o600)
    return {**known, **missing}


def read(path: Path) -> dict[str, str]:
    """What the file has, empty where there is no file."""
    if not path.exists():
        return {}
    lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)
