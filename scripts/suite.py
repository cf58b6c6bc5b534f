"""`make test`: style and architecture, then every test on SQLite, then the database tests on PostgreSQL."""

import os
import subprocess

from scripts import chromium
from scripts.console import Stop, run_command, say
from scripts.packages import PYTHON, ROOT, install

CHECKS = {
    "ruff": ["-m", "ruff", "check", "--quiet"],
    "ruff format": ["-m", "ruff", "format", "--check", "--quiet"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "djlint": ["-m", "djlint", "templates", "--lint", "--quiet"],
    "bandit": ["-m", "bandit", "--quiet", "-c", "pyproject.toml", "--severity-level", "medium", "-r", "."],
}
TESTS = {
    "SQLite": ["-m", "pytest", "-n", "2", "--dist", "worksteal"],
    "PostgreSQL": ["-m", "pytest", "--postgresql", "-m", "database"],
}


def main() -> int:
    install("requirements-dev.txt")
    os.environ["CHROMIUM"] = chromium.find_or_install()
    failed = failed_checks(CHECKS)
    if failed:
        raise Stop(f"Failed: {', '.join(failed)}. The tests run when these pass.")
    return first_failure(TESTS)


def failed_checks(checks: dict[str, list[str]]) -> list[str]:
    """Runs all of them and shows what those that fail have to say; returns their names."""
    failed = []
    for name, command in checks.items():
        answer = subprocess.run([PYTHON, *command], cwd=ROOT, capture_output=True, text=True)
        say(f"— {name}: {'failed' if answer.returncode else 'passed'}")
        if answer.returncode:
            say(answer.stdout + answer.stderr)
            failed.append(name)
    return failed


def first_failure(tests: dict[str, list[str]]) -> int:
    """Runs one after the other until one fails; returns its exit code, or 0. The last lines are pytest's own."""
    for name, command in tests.items():
        say(f"— {name}")
        code = subprocess.run([PYTHON, *command], cwd=ROOT, stdin=subprocess.DEVNULL).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    run_command(main)
