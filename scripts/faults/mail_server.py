"""A mail server on this machine that can be slow, absent, silent, or full of refusals, and remembers what it took."""

import asyncio
import contextlib
import socket
from collections import Counter
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller

from scripts.address import Address

NOT_NOW = "451 try again later"
NEVER = "550 nobody of that name is here"


class MailServer:
    """Takes mail while it runs; the same port each time it is started."""

    def __init__(self, folder: Path, seconds_a_mail: float = 0.02):
        self.address = Address.free()
        self.folder, self.seconds_a_mail = folder, seconds_a_mail
        self.taken: Counter[str] = Counter()  # Message-ID → how often
        self.answered: Counter[str] = Counter()  # a refusal → how often
        self.is_busy = False
        self.unknown_recipient = ""
        self.controller: Controller | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"smtp://{self.address.host}:{self.address.port}"

    def start(self):
        self.controller = Controller(self, hostname=self.address.host, port=self.address.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    def listen_silently(self) -> socket.socket:
        """Takes connections from now on and never says a word; ends with the socket, when it may start again."""
        self.stop()
        return socket.create_server((self.address.host, self.address.port))

    @staticmethod
    def came_to(listening: socket.socket) -> int:
        """How many connections it took and left without a word."""
        listening.setblocking(False)
        came = []
        with contextlib.suppress(BlockingIOError):
            while True:
                came.append(listening.accept()[0].close())
        return len(came)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.lower() == self.unknown_recipient.lower():
            return self._refusal(NEVER)
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds_a_mail)
        if self.is_busy:
            return self._refusal(NOT_NOW)
        message_id = str(message_from_bytes(envelope.content)["Message-ID"])
        self.taken[message_id] += 1
        content = b"".join(line + b"\n" for line in envelope.content.splitlines() if not line.startswith(b"To:"))
        (self.folder / f"{sum(self.taken.values())}.eml").write_bytes(content)
        return "250 taken"

    def _refusal(self, words: str) -> str:
        self.answered[words] += 1
        return words
