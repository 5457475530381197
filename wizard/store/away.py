"""Telling that the database is away, in the words of the application."""

from sqlalchemy import Engine, ExceptionContext, event
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.store.engine import open_engine

UNUSABLE = frozenset(
    {
        "42P01",  # no such table: it was never prepared
        "42703",  # no such column: it is of an older version
        "3F000",  # no such schema
        "42501",  # it is not ours
        "25006",  # it may only be read: it is the copy of another server
        "XX000",  # its server failed
        "XX001",  # its data are damaged
        "XX002",  # its indexes are damaged
    }
)
"""PostgreSQL's codes, beside those of an `OperationalError`, of a database that is of no use now."""


def open_told(url: str) -> Engine:
    """Return an engine for `url` that tells; raises `DatabaseAwayError` if it is no address."""
    try:
        return tell(open_engine(url))
    except (ArgumentError, ImportError, ValueError) as error:
        raise DatabaseAwayError(f"WIZARD_DATABASE_URL cannot be used: {error}") from error


def tell(engine: Engine) -> Engine:
    """Let whatever `engine` is asked raise `DatabaseAwayError` when it cannot be reached.

    Returns the same engine. Other errors (a row that is there already) stay as they are.
    """
    event.listen(engine, "handle_error", _tell)
    return engine


def _tell(context: ExceptionContext) -> DatabaseAwayError | None:
    if context.is_pre_ping:
        # The pool only asks whether an old connection still works, and takes a new one if not.
        return None
    found = context.sqlalchemy_exception
    # SQLite says of a file that is damaged, or none of its own, that it is a «DatabaseError».
    damaged = type(found) is DatabaseError
    unusable = damaged or getattr(context.original_exception, "sqlstate", None) in UNUSABLE
    # Whatever happens before there is a connection, such as an option that does not exist.
    unusable = unusable or context.connection is None
    if context.is_disconnect or unusable or isinstance(found, OperationalError | InterfaceError):
        return DatabaseAwayError(str(context.original_exception))
    return None
