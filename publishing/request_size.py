"""How much a visitor sends, known before any of it is read."""


def bytes_sent(request) -> int:
    """As announced; more than that is not read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
