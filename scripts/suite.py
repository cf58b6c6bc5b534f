"""`make test`: style and architecture, then every test on SQLite, then the database tests on PostgreSQL."""

import os
import subprocess

from scripts import chromium
from scripts.console import run_command, say
from scripts.packages import PYTHON, ROOT, install

CHECKS = {
    "ruff": ["-m", "ruff", "check", "--quiet"],
    "ruff format": ["-m", "ruff", "format", "--check", "--quiet"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "djlint": ["-m", "djlint", "templates", "--lint", "--quiet"],
    "bandit": ["-m", "bandit", "--quiet", "-c", "pyproject.toml", "--severity-level", "medium", "-r", "."],
}
TESTS = {
    "SQLite": ["-m", "pytest", "-n", "2"],
    "PostgreSQL": ["-m", "pytest", "--postgresql", "-m", "database"],
}


def main() -> int:
    install("requirements-dev.txt")
    environment = {**os.environ, "CHROMIUM": chromium.find_or_install()}
    return first_failure(CHECKS, environment, go_on=True) or first_failure(TESTS, environment)


def first_failure(steps: dict[str, list[str]], environment: dict[str, str] | None = None, go_on: bool = False) -> int:
    """Runs the steps; the exit code of the first that failed, 0 when none did. The last line is the last step's own."""
    failure = 0
    for name, command in steps.items():
        say(f"— {name}")
        code = subprocess.run([PYTHON, *command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode
        failure = failure or code
        if failure and not go_on:
            break
    return failure


if __name__ == "__main__":
    run_command(main)
