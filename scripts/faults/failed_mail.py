"""What staff are shown of mail that failed, and what they do about it."""

import re

from scripts.faults.staff_desk import StaffDesk

OUTBOX = "/admin/appointments/outgoingmail/"
FAILED = f"{OUTBOX}?state__exact=failed"
ROW = re.compile(r'name="_selected_action" value="(\d+)"')


def failed_in(rows: dict) -> list[str]:
    """What the failed mails are about."""
    return [about for _message_id, state, about in rows["mail"] if state == "failed"]


def send_failed_again(desk: StaffDesk, about: list[str]) -> tuple[int, list[str]]:
    """How many of these staff see in the admin's list, which they all send again; and what is wrong."""
    page, first_page = desk.look(FAILED)[2], desk.look("/admin/")[2]
    seen = sum(reference in page for reference in about)
    wrong = [] if FAILED.replace("&", "&amp;") in first_page else ["the admin's first page does not lead to it"]
    status, *_ = desk.choose(FAILED, "send_again", ROW.findall(page))
    return seen, wrong + ([] if status == 302 else [f"sending it again answered {status}"])
