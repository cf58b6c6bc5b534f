"""The code a patient says on the telephone: ten letters and digits that nobody mishears."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789".replace("U", "")  # without I, L, O, 0, 1 and U
LENGTH = 10


def new_reference() -> str:
    """One of 30^10; it opens nothing by itself."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def spoken(reference: str) -> str:
    """In two halves, as it is shown and read aloud: A7K2P-9M4TX."""
    return f"{reference[: LENGTH // 2]}-{reference[LENGTH // 2 :]}"


def cleaned(typed: str) -> str:
    """The stored form of what somebody typed, however it was spaced."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[: LENGTH * 2]
