"""What the service asks of programs that gather what it lists: its `robots.txt` (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from ingest.fetch.addresses import PLAIN, Address
from kb.errors import BadAnswer, NotPublished

if TYPE_CHECKING:
    from ingest.fetch.client import Client

AGENT = "boe-kb"
"""By what name the service knows us."""
ROBOTS = Address(path="/robots.txt", name="robots.txt", what="robots.txt", accept=PLAIN)


class Robots:
    """The rules for us; without any, everything is allowed."""

    def __init__(self, text: str) -> None:
        self._rules = RobotFileParser()
        self._rules.parse(text.splitlines())

    def allows(self, address: Address) -> bool:
        """Whether a program that goes through a list may ask for this."""
        return self._rules.can_fetch(AGENT, address.path)


def read(client: Client) -> Robots:
    """The rules of a service. One that refuses or has no such file has none; ServiceDown when it cannot be told."""
    try:
        return Robots(client.get(ROBOTS).read_text("utf-8", "replace"))
    except (NotPublished, BadAnswer):
        return Robots("")
