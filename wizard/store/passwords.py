"""Password hashes by Argon2."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from wizard.domain.passwords import normal


class Argon2Passwords:
    """Argon2id with the library's parameters (RFC 9106, low-memory)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Prepare a hash of nothing, so that an unknown name takes as long as a known one."""
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash("")

    def hash(self, password: str) -> str:
        """Return the hash with its own salt and cost."""
        return self._hasher.hash(normal(password))

    def verify(self, hashed: str, password: str) -> bool:
        """Return whether the password fits; an empty hash takes as long and never fits."""
        try:
            self._hasher.verify(hashed or self._nobody, normal(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
        return bool(hashed)

    def outdated(self, hashed: str) -> bool:
        """Return whether the hash was made with less cost than today's."""
        return bool(hashed) and self._hasher.check_needs_rehash(hashed)
