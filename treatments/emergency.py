"""What the one emergency card of a page says: its own signs, then the shared red flags not said by these."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from treatments.models import RedFlag, Urgency

SIGNS_CHANGED = _("This list has changed. If you ticked a sign of an emergency, call 911. If not, look at it again.")
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be can cannot for from get gets go had has have in is it lose new newly not of on one "
        "or other out so some that the their them they this to turn turned turns was were who with you your",
    )
)


@dataclass(frozen=True)
class EmergencyCard:
    """The signs of the page itself, each completing the heading, and the flags that hold on any page."""

    signs: list[str]
    at_any_time: list[RedFlag]

    heading = Urgency.EMERGENCY.heading
    level = Urgency.EMERGENCY.level

    @property
    def names_crisis_line(self) -> bool:
        """Whether a sign names 988, the line for people who think about ending their life."""
        return any("988" in sign for sign in [*self.signs, *(flag.text for flag in self.at_any_time)])


def shared_red_flags() -> list[RedFlag]:
    """The signs that mean an emergency on any page, in their order."""
    return list(RedFlag.objects.all())


def emergency_card(cards: Iterable, red_flags: Iterable[RedFlag]) -> EmergencyCard | None:
    """The card made of a page's when-to-call cards and the shared list; None when neither says anything."""
    signs = [sign for card in cards if card.urgency == Urgency.EMERGENCY for sign in card.sign_list]
    others = [flag for flag in red_flags if not any(repeats(flag.text, sign) for sign in signs)]
    return EmergencyCard(signs, others) if signs or others else None


def repeats(text: str, sign: str) -> bool:
    """Whether every word that carries meaning in the text stands in that one sign, in any form or order.

    A narrower sign must not hide a flag; saying one thing twice does no harm.
    """
    wanted = _roots(text)
    return bool(wanted) and wanted <= _roots(sign)


@lru_cache(maxsize=1024)
def _roots(text: str) -> frozenset[str]:
    """The beginnings of the words, so that “numb” and “numbness”, “leg” and “legs” are one."""
    return frozenset(word.rstrip("s")[:4] for word in re.findall(r"\w+", text.casefold()) if word not in SMALL_WORDS)
