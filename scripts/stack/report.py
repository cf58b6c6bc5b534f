"""What was tried, what came of it, and whether that is right."""

from dataclasses import dataclass, field

from scripts.console import say


@dataclass
class Report:
    """One line for each thing that was tried."""

    lines: list[tuple[bool, str, str]] = field(default_factory=list)

    def note(self, what: str, is_right: bool, seen: object = ""):
        self.lines.append((bool(is_right), what, str(seen)))
        say(f"  {'ok  ' if is_right else 'FAIL'} {what}: {seen}")

    @property
    def failures(self) -> list[str]:
        return [what for is_right, what, _seen in self.lines if not is_right]

    def table(self) -> str:
        width = max(len(what) for _, what, _ in self.lines)
        rows = [f"{'ok  ' if is_right else 'FAIL'}  {what:{width}}  {seen}" for is_right, what, seen in self.lines]
        return "\n".join(["", *rows, f"\n{len(self.lines)} tried, {len(self.failures)} failed"])
