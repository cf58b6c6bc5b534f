"""A mail server on this machine that can be slow, absent, or full of refusals, and remembers what it took."""

import asyncio
from collections import Counter
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller

from scripts.address import Address


class MailServer:
    """Takes mail while it runs; the same port each time it is started."""

    def __init__(self, folder: Path, seconds_a_mail: float = 0.02):
        self.address = Address.free()
        self.folder, self.seconds_a_mail = folder, seconds_a_mail
        self.taken: Counter[str] = Counter()  # Message-ID → how often
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

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds_a_mail)
        message_id = str(message_from_bytes(envelope.content)["Message-ID"])
        self.taken[message_id] += 1
        content = b"".join(line + b"\n" for line in envelope.content.splitlines() if not line.startswith(b"To:"))
        (self.folder / f"{sum(self.taken.values())}.eml").write_bytes(content)
        return "250 taken"
