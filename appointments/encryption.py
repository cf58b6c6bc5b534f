"""Encrypts texts with the keys of FIELD_KEYS, and makes keyed hashes by which an encrypted text can be found."""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


class CannotDecrypt(Exception):
    """The key is gone, or the stored text was changed. Never says anything of the text."""


class Key:
    """One key of FIELD_KEYS: what encrypts, what makes hashes, and the name by which texts remember it."""

    def __init__(self, secret: str):
        self.name = _derived(secret, b"name", 4).hex()
        self.cipher = AESGCM(_derived(secret, b"encryption", 32))
        self._lookup = _derived(secret, b"lookup", 32)

    def digest(self, context: str, text: str) -> str:
        """64 hexadecimal digits that only the holder of the key can compute from this text."""
        return hmac.new(self._lookup, f"{context}\0{text}".encode(), hashlib.sha256).hexdigest()


def encrypt(text: str, context: str) -> str:
    """`<key's name>.<nonce and ciphertext>`; the context, such as app.model.field, must be given again to read it."""
    key, nonce = keys()[0], secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + key.cipher.encrypt(nonce, text.encode(), context.encode())
    return f"{key.name}.{base64.urlsafe_b64encode(sealed).decode()}"


def decrypt(token: str, context: str) -> str:
    """The text again. Raises CannotDecrypt rather than return anything that was not encrypted here."""
    name, _, sealed = token.partition(".")
    key = next((key for key in keys() if key.name == name), None)
    if key is None:
        raise CannotDecrypt(f"{context}: FIELD_KEYS has no key {name[:8]!r}.")
    try:
        raw = base64.urlsafe_b64decode(sealed)
        return key.cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode()).decode()
    except (InvalidTag, ValueError):
        raise CannotDecrypt(f"{context}: the stored text is damaged.") from None


def is_current(token: str) -> bool:
    """Whether it was encrypted with the newest key."""
    return token.partition(".")[0] == keys()[0].name


def digest(context: str, text: str) -> str:
    """The keyed hash of a text under the newest key."""
    return keys()[0].digest(context, text)


def digests(context: str, text: str) -> list[str]:
    """The keyed hashes of a text under every key, for finding rows that were written with an older one."""
    return [key.digest(context, text) for key in keys()]


def keys() -> tuple[Key, ...]:
    """The newest first."""
    return _keys(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=8)
def _keys(listed: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(Key(secret) for secret in listed)


def _derived(secret: str, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"clinic field keys: " + purpose).derive(secret.encode())
