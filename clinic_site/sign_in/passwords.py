"""How passwords are hashed: Argon2id at a price that strangers at the sign-in page cannot turn against the server."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idPasswordHasher(Argon2PasswordHasher):
    """OWASP's figures. Django's own take 100 MB and eight threads for each try, right name or not."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
