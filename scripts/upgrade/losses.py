"""Compares the rows of a site before and after its migrations."""

from collections import Counter

from scripts.backups.databases import columns, rows
from scripts.backups.trial import Site
from scripts.console import Stop, say


def refuse_lost(had: dict, before: dict, site: Site, may_change: set[str]):
    """Every row of before is still there, in every column that still is; what went on purpose is said."""
    now = columns(site.url)
    for table in had.keys() - now.keys():
        say(f"  table gone: {table} ({len(before[table])} rows)")
    kept = {table: [name for name in names if name in now[table]] for table, names in had.items() if table in now}
    for table in (table for table in kept if kept[table] != had[table]):
        say(f"  columns gone: {table}: {', '.join(sorted(set(had[table]) - set(kept[table])))}")
    after = rows(site.url, kept)
    lost = {
        table: (Counter(without(before[table], had[table], kept[table])) - Counter(after[table])).total()
        for table in kept
    }
    wrong = {table: count for table, count in lost.items() if count and table not in may_change}
    say(f"  {sum(map(len, before.values())):,} rows of {len(had)} tables before; lost or changed: {wrong or 'none'}")
    if wrong:
        raise Stop("Rows were lost or changed. When that is meant, name the tables: --changed table,table")


def without(found: list[tuple], columns: list[str], kept: list[str]) -> list[tuple]:
    """The same rows with only the columns that are kept."""
    places = [columns.index(name) for name in kept]
    return [tuple(row[place] for place in places) for row in found]
