"""What a line of the log may say: where something went wrong, never what somebody typed or whose link it was."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from clinic_site.watching.current import current

# However it was mistyped: Django tells of such addresses as missing, and the key in them still opens something.
PRIVATE_LINK = re.compile(r"(/+appointments/+manage/+)\s*[^/\s\"']+", re.IGNORECASE)
# Of whatever address, ours or another site's, quoted or not: too much goes rather than too little.
QUERY = re.compile(r"\?\S+")


class DiscreetFormatter(logging.Formatter):
    """Leaves out the messages of exceptions, which may quote what was sent, the keys of private links, and queries."""

    def formatException(self, exc_info):
        """The frames and the kinds of exception; each frame's line is our code, not anybody's data."""
        lines = []
        error = exc_info[1]
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            lines.insert(0, f"{frames}\n{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(["Traceback (most recent call last):", *lines])

    def format(self, record):
        return discreet(super().format(record))


class JsonFormatter(DiscreetFormatter):
    """One line of JSON for each record: what it says, and which request of ours it is about, by a number of ours."""

    def format(self, record):
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": discreet(record.getMessage()),
        }
        about = current(record)
        if about:
            told |= {"route": about.route, "request": about.id}
        if record.exc_info and record.exc_info[1]:
            told["exception"] = discreet(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def discreet(text: str) -> str:
    return QUERY.sub("?…", PRIVATE_LINK.sub(r"\1…", text))


FORMATTERS = {"plain": DiscreetFormatter, "json": JsonFormatter}
