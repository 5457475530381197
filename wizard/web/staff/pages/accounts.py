"""The pages on which admins manage the accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.staff import LONGEST_NAME, ROLES, Account, Role
from wizard.web import languages
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.here import Here
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in the list; `desk` is the id of the partner desk it belongs to, or ""."""

    name: str
    url: str
    role: str
    desk: str
    language: str
    state: str
    way_in: str


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """All accounts."""

    layout: StaffLayout
    rows: tuple[AccountLine, ...]
    new_url: str


@dataclass(frozen=True, slots=True)
class NewAccountTyped:
    """What was typed for a new account, to show it again."""

    name: str = ""
    role: str = "adviser"
    language: str = ""
    desk: str = ""
    by_provider: bool = False


@dataclass(frozen=True, slots=True)
class NewAccountPage:
    """The form for a new account; `provider` is its name if one may do without a password."""

    layout: StaffLayout
    action: str
    back_url: str
    name: str
    longest: int
    roles: tuple[Choice, ...]
    desks: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    provider: str
    by_provider: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ManagePage:
    """What an admin may do with one account. `own` is true if it is the admin's own."""

    layout: StaffLayout
    name: str
    own: bool
    action: str
    back_url: str
    roles: tuple[Choice, ...]
    desks: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    active: bool
    password_url: str
    sign_out_url: str
    unlock_url: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class StartPasswordPage:
    """A start password, shown this once."""

    layout: StaffLayout
    name: str
    password: str
    back_url: str


def role_name(role: Role) -> str:
    """Return the name of a role."""
    words: dict[Role, str] = {
        "desk": gettext("Partner desk"),
        "adviser": gettext("Adviser"),
        "editor": gettext("Editor"),
        "admin": gettext("Admin"),
    }
    return words[role]


def role_choices(chosen: str) -> tuple[Choice, ...]:
    """Return the roles with what they may do."""
    words: dict[Role, str] = {
        "desk": gettext("Staff of a partner desk: only the pages of that desk"),
        "adviser": gettext("Adviser: the desk, calls and referrals"),
        "editor": gettext("Editor: also what advisers flag as out of date"),
        "admin": gettext("Admin: also the accounts"),
    }
    return tuple(Choice(role, words[role], role == chosen) for role in ROLES)


def language_choices(chosen: str) -> tuple[Choice, ...]:
    """Return the languages of the interface."""
    return tuple(Choice(code, name, code == chosen) for code, name in languages.OWN_NAMES.items())


def desk_choices(chosen: str, at: Here) -> tuple[Choice, ...]:
    """Return «none» and the partner desks by their ids."""
    found = access.partners().desks.all() if access.office().partners else ()
    return (
        Choice("", gettext("None")),
        *(
            Choice(one.key, f"{one.key}: {one.name.pick(at.language).words}", one.key == chosen)
            for one in found
        ),
    )


def accounts_page(at: Here, accounts: Sequence[Account], done: str = "") -> AccountsPage:
    """Return the list of all accounts."""
    return AccountsPage(
        layout=staff_layout(gettext("Accounts"), "accounts", _done(done)),
        rows=tuple(
            AccountLine(
                name=one.name,
                url=at.links.account(one.id),
                role=role_name(one.role),
                desk=one.desk,
                language=languages.OWN_NAMES[one.language],
                state=gettext("Active") if one.active else gettext("Disabled"),
                way_in=_way_in(one),
            )
            for one in accounts
        ),
        new_url=at.links.path("accounts/new"),
    )


def new_account_page(
    at: Here, typed: NewAccountTyped | None = None, problems: Sequence[Problem] = ()
) -> NewAccountPage:
    """Return the form for a new account with what was typed."""
    typed, provider = typed or NewAccountTyped(), access.office().provider
    return NewAccountPage(
        layout=staff_layout(title_with(problems, gettext("Add an account")), "accounts"),
        action=at.links.path("accounts/new"),
        back_url=at.links.path("accounts"),
        name=typed.name,
        longest=LONGEST_NAME,
        roles=role_choices(typed.role),
        desks=desk_choices(typed.desk, at),
        languages=language_choices(typed.language or at.language),
        provider=provider.name if provider else "",
        by_provider=typed.by_provider,
        problems=tuple(problems),
    )


def manage_page(
    at: Here, account: Account, done: str = "", problems: Sequence[Problem] = ()
) -> ManagePage:
    """Return what an admin may do with `account`; `done` is the key of what was just done."""
    own = at.links.account(account.id)
    title = title_with(problems, gettext("Account %(name)s", name=account.name))
    return ManagePage(
        layout=staff_layout(title, "accounts", _done(done)),
        name=account.name,
        own=account.id == at.account.id,
        action=own,
        back_url=at.links.path("accounts"),
        roles=role_choices(account.role),
        desks=desk_choices(account.desk, at),
        languages=language_choices(account.language),
        active=account.active,
        password_url=f"{own}/password",
        sign_out_url=f"{own}/sign-out",
        unlock_url=f"{own}/unlock",
        problems=tuple(problems),
    )


def start_password_page(at: Here, account: Account, password: str) -> StartPasswordPage:
    """Return the page that shows a start password this once."""
    title = gettext("Start password for %(name)s", name=account.name)
    back = at.links.path("accounts")
    return StartPasswordPage(staff_layout(title, "accounts"), account.name, password, back)


def _way_in(account: Account) -> str:
    if not account.has_password:
        provider = access.office().provider
        return provider.name if provider else gettext("None: give a start password")
    return gettext("Start password") if account.must_change else gettext("Password")


def _done(key: str) -> str:
    words = {
        "added": gettext("The account is added."),
        "saved": gettext("The account is changed."),
        "ended": gettext("All sign-ins of this account have ended."),
        "unlocked": gettext("Wrong passwords are forgotten: this account can sign in at once."),
    }
    return words.get(key, "")
