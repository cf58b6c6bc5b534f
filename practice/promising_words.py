"""Words that promise what nobody can show: Maryland's COMAR 10.32.01.12 forbids claims that cannot be verified."""

import re

from practice.badge_words import even

PROMISING = re.compile(
    r"guarant\w*|\bbest\b|\bfinest\b|\bcure[ds]?\b|\bcuring\b|\bpainless\w*|\bpain[- ]free\b"
    r"|#\s*1\b|\bno\.? ?1\b|\bnumber one\b|\b100 ?(?:%|percent\b|per cent\b)"
    r"|\btop\b|\bleading\b|\bpremier\b|\brenowned\b|\bworld[- ]class\b|\b(?:award|prize)[- ]winning\b"
    r"|\brated\b|\b(?:five|5)[- ]stars?\b",
    re.IGNORECASE,
)


def promising_words(text: str) -> list[str]:
    """The words of the text that read as a promise, each once, as they were typed."""
    return list(dict.fromkeys(found.group() for found in PROMISING.finditer(even(text))))
