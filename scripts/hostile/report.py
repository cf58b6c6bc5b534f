"""The figures of a run as a table, and the first offenders with how to repeat them."""

from scripts.hostile.firing import Tally
from scripts.hostile.verdict import FAULTS

STATUSES = ("2xx", "3xx", "4xx", "5xx", "none")
NAMES = {
    "500 kind": "500 kind",
    "reflected": "reflected unescaped",
    "slow": "over 2 s",
    "off-site": "off-site redirects",
}
NAMES["header split"] = "headers split"
MOST_SHOWN, MOST_BYTES = 5, 300


def table(tallies: dict[str, Tally]) -> str:
    """One column for each run."""
    rows = [("requests", [tally.requests for tally in tallies.values()])]
    rows += [(f"  {status}", [tally.statuses[status] for tally in tallies.values()]) for status in STATUSES]
    rows += [(NAMES.get(fault, fault), [tally.faults[fault] for tally in tallies.values()]) for fault in FAULTS]
    lines = [f"\n{'':24}" + "".join(f"{name:>14}" for name in tallies)]
    lines += [f"{name:24}" + "".join(f"{figure:>14,}" for figure in figures) for name, figures in rows]
    return "\n".join(lines)


def offenders(name: str, tally: Tally, seed: str) -> list[str]:
    """For each fault the first few requests, shortened, and the command that fires each again."""
    lines = []
    for fault in FAULTS:
        some = [offence for offence in tally.offences if offence.fault == fault]
        for offence in some[:MOST_SHOWN]:
            batch = offence.shot.name.rpartition(" #")[0]
            lines.append(f"{name}, {fault}: {offence.words}\n    {offence.shot.name}")
            lines.append(f"    {offence.shot.raw[:MOST_BYTES]!r}")
            lines.append(f"    again: python -m scripts.hostile {name} --seed {seed} --only {batch!r}")
    return lines
