"""Who works with the staff area, and what each role may do."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from wizard.domain.text import Language

Role = Literal["desk", "adviser", "editor", "admin"]
ROLES: tuple[Role, ...] = ("desk", "adviser", "editor", "admin")
"""From the fewest rights to the most: each role may all that those before it may.

`desk` is for the staff of one partner desk, who see nothing but what concerns that desk.
"""

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
    the desk (WCAG 2.1.4 lets people turn them off). `desk` is the id of the partner desk
    that an account of the role `desk` belongs to; the other roles have none.
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
    desk: str = ""

    def may(self, role: Role) -> bool:
        """Return whether the account has the rights of `role`.

        >>> Account(1, "desk-1", "editor", "nl", True, 1, True).may("adviser")
        True
        """
        return self.active and ROLES.index(self.role) >= ROLES.index(role)

    def may_see_desk(self, key: str) -> bool:
        """Return whether the account may see what concerns the partner desk with this id.

        >>> Account(1, "noord", "desk", "nl", True, 1, True, desk="lel-noord").may_see_desk(
        ...     "lel-zuid"
        ... )
        False
        """
        return self.may("adviser") or (self.may("desk") and self.desk == key)

    def may_change_desk(self, key: str) -> bool:
        """Return whether the account may change anything of the partner desk with this id.

        Editors may change all of every desk, the staff of a desk a part of their own;
        advisers only look.

        >>> Account(1, "ana", "adviser", "nl", True, 1, True).may_change_desk("lel-zuid")
        False
        """
        return self.may("editor") or (self.role == "desk" and self.may_see_desk(key))


def account_name(typed: str) -> str:
    """Return the name of an account as it is stored, whatever way it was typed.

    >>> account_name(" Ana ")
    'ana'
    """
    return unicodedata.normalize("NFC", typed.strip().lower())


def is_account_name(name: str) -> bool:
    """Return whether `name`, as `account_name` gives it, can be the name of a new account."""
    return NAME.fullmatch(name) is not None
