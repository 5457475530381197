"""Every address of the staff area is made here."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from wizard.domain.staff import Account
from wizard.web.links import Pair
from wizard.web.static_files import static_url


@dataclass(frozen=True, slots=True)
class StaffLinks:
    """Addresses below `/staff`; `root` is the prefix under which the site is mounted."""

    root: str

    def path(self, path: str, pairs: Iterable[Pair] = ()) -> str:
        """Return the address of `path` (below `/staff`) with a query."""
        query = urlencode(list(pairs))
        return f"{self.root}/staff/{path}{'?' + query if query else ''}"

    def sign_in(self, following: str = "") -> str:
        """Return the address of the sign-in, which leads to `following` afterwards."""
        return self.path("sign-in", [("next", following)] if following else [])

    @property
    def sign_out(self) -> str:
        """The address that ends the sign-in (POST)."""
        return self.path("sign-out")

    @property
    def desk(self) -> str:
        """The desk without a call."""
        return self.path("desk")

    def home(self, account: Account) -> str:
        """Return where an account begins: at the desk; staff of a partner desk at theirs."""
        if account.may("adviser"):
            return self.desk
        return self.partner_desk(account.desk) if account.desk else self.path("account")

    def partner_desk(self, key: str, page: str = "", pairs: Iterable[Pair] = ()) -> str:
        """Return the page of one partner desk, or a page below it, with a query."""
        return self.path(f"desks/{quote(key)}{'/' + page if page else ''}", pairs)

    def service(self, key: str, pairs: Iterable[Pair] = ()) -> str:
        """Return the desk with one service opened."""
        return self.path("desk", [*pairs, ("show", key)])

    def account(self, number: int) -> str:
        """Return the page of one account."""
        return self.path(f"accounts/{quote(str(number))}")

    def static(self, file: str) -> str:
        """Return the address of a static file."""
        return static_url(self.root, file)
