"""What a line of the log may say: where something went wrong, never what somebody typed or whose link it was."""

import logging
import re
import traceback

PRIVATE_LINK = re.compile(r"(/appointments/manage/)[^/\s\"']+")


class DiscreetFormatter(logging.Formatter):
    """Leaves out the messages of exceptions, which may quote what was sent, and the keys of private links."""

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
        return PRIVATE_LINK.sub(r"\1…", super().format(record))
