"""Who works with the staff area, and what each role may do."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from wizard.domain.text import Language

Role = Literal["adviser", "editor", "admin"]
ROLES: tuple[Role, ...] = ("adviser", "editor", "admin")
"""From the fewest rights to the most: each role may all that those before it may."""

LONGEST_NAME = 80

NAME = re.compile(rf"[\w.@+-]{{2,{LONGEST_NAME}}}")
"""Letters and digits of any script, and the signs that user names and e-mail addresses have."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `name` is what is typed to sign in; it need not be a person's name.

    `language` is that of the interface. `version` is written into every cookie: when
    it grows, all cookies given out before stop working. `has_password` is false for an
    account that only signs in with OpenID Connect. `must_change` is true as long as the
    password is a start password, `shortcuts` as long as single letters do something on
    the desk (WCAG 2.1.4 lets people turn them off).
    """

    id: int
    name: str
    role: Role
    language: Language
    active: bool
    version: int
    has_password: bool
    must_change: bool = False
    shortcuts: bool = True

    def may(self, role: Role) -> bool:
        """Return whether the account has the rights of `role`.

        >>> Account(1, "desk-1", "editor", "nl", True, 1, True).may("adviser")
        True
        """
        return self.active and ROLES.index(self.role) >= ROLES.index(role)


def account_name(typed: str) -> str:
    """Return the name of an account as it is stored, whatever way it was typed.

    >>> account_name(" Ana ")
    'ana'
    """
    return unicodedata.normalize("NFC", typed.strip().lower())


def is_account_name(name: str) -> bool:
    """Return whether `name`, as `account_name` gives it, can be the name of a new account."""
    return NAME.fullmatch(name) is not None
