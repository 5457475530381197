"""Who works with the staff area, and what each role may do."""

from dataclasses import dataclass
from typing import Literal

from wizard.domain.text import Language

Role = Literal["adviser", "editor", "admin"]
ROLES: tuple[Role, ...] = ("adviser", "editor", "admin")
"""From the fewest rights to the most: each role may all that those before it may."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `name` is what is typed to sign in; it need not be a person's name.

    `language` is that of the interface. `version` is written into every cookie: when
    it grows, all cookies given out before stop working. `has_password` is false for an
    account that only signs in with OpenID Connect.
    """

    id: int
    name: str
    role: Role
    language: Language
    active: bool
    version: int
    has_password: bool

    def may(self, role: Role) -> bool:
        """Return whether the account has the rights of `role`.

        >>> Account(1, "desk-1", "editor", "nl", True, 1, True).may("adviser")
        True
        """
        return self.active and ROLES.index(self.role) >= ROLES.index(role)
