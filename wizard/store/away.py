"""Telling that the database is away, in the words of the application."""

from sqlalchemy import Engine, ExceptionContext, event
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.store.engine import open_engine


def open_told(url: str) -> Engine:
    """Return an engine for `url` that tells; raises `DatabaseAwayError` if it is no address."""
    try:
        return tell(open_engine(url))
    except (ArgumentError, ImportError) as error:
        raise DatabaseAwayError(f"WIZARD_DATABASE_URL cannot be used: {error}") from error


def tell(engine: Engine) -> Engine:
    """Let whatever `engine` is asked raise `DatabaseAwayError` when it cannot be reached.

    Returns the same engine. Other errors (a row that is there already) stay as they are.
    """
    event.listen(engine, "handle_error", _tell)
    return engine


def _tell(context: ExceptionContext) -> DatabaseAwayError | None:
    found = context.sqlalchemy_exception
    # SQLite says of a file that is damaged, or none of its own, that it is a «DatabaseError».
    damaged = type(found) is DatabaseError
    if context.is_disconnect or damaged or isinstance(found, OperationalError | InterfaceError):
        return DatabaseAwayError(str(context.original_exception))
    return None
