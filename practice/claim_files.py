"""Reads the demonstration's claims from practice/content/claims.toml."""

from pathlib import Path

import reversion
from django.db import transaction

from practice.models import Claim, State
from publishing.content_files import read, save_checked

FILE = Path(__file__).parent / "content" / "claims.toml"


@transaction.atomic
def load_claims() -> int:
    """Adds the claims where there are none. Returns how many were added."""
    if Claim.objects.exists():
        return 0
    rows = read(FILE)["claims"]
    for position, row in enumerate(rows, start=1):
        with reversion.create_revision():
            save_checked(Claim(position=position, **_fields(row)))
    return len(rows)


def _fields(row: dict) -> dict:
    fields = {name: row[name] for name in ("text", "evidence", "owner", "verified_on")}
    return {
        **fields,
        **{Claim.field_of(state): state in row["states"] for state in State},
        "kind": _kind(row),
        "board_name": row["board"],
        "promised_days": row.get("promised_days"),
        "in_force_from": row["verified_on"],
        "in_force_until": row["expires_on"],
    }


def _kind(row: dict) -> Claim.Kind:
    if "promised_days" in row:
        return Claim.Kind.MEASURED
    return Claim.Kind.BOARD if row["board"] else Claim.Kind.PLAIN
