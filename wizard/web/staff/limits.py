"""Limits of the staff area: by account for who is signed in, else by address."""

from flask import Blueprint, request

from wizard.domain.limits import PAGES, SIGN_IN, STAFF, Standing
from wizard.web import limits
from wizard.web.staff import access

BY_PROVIDER = frozenset({"staff.to_provider", "staff.from_provider"})
"""Ways to sign in without a password here; each asks another server."""


def install(blueprint: Blueprint) -> None:
    """Count every request that the guard of a blueprint has let pass."""
    blueprint.before_request(_ask)


def by_account(name: str) -> Standing | None:
    """Count the account of the current request against a limit; None if there is none."""
    return limits.hit(name, _now(), f"account {access.me().id}")


def by_address(name: str) -> Standing | None:
    """Count the visitor of the current request against a limit; None if there is none."""
    return limits.hit(name, _now())


def _ask() -> None:
    account = access.guest_or_me()
    if account is not None:
        limits.pass_or_stop(STAFF.name, _now(), f"account {account.id}")
        return
    limits.pass_or_stop(PAGES.name, _now())
    if request.endpoint in BY_PROVIDER:
        limits.pass_or_stop(SIGN_IN.name, _now())


def _now() -> float:
    return access.office().now().timestamp()
