"""What those who run the site look at: is the database there, how long is the queue of mails."""

from sqlalchemy import Engine, func, select

from wizard.store.tables.editions import EditionRow
from wizard.store.tables.outbox import OutboxRow

QUEUED = ("waiting", "sending")


def ask_for_edition(engine: Engine) -> None:
    """Read one number of a table that every database of ours has.

    A file that was deleted, and that SQLite would make anew without a table, is found out.
    Raises what the engine raises if it cannot be read.
    """
    with engine.connect() as connection:
        connection.execute(select(func.max(EditionRow.number)))


def queue_lengths(engine: Engine) -> dict[str, int]:
    """Return how many messages wait and how many are being sent, by state.

    Raises `DatabaseAwayError` if the engine tells so.
    """
    query = (
        select(OutboxRow.state, func.count())
        .where(OutboxRow.state.in_(QUEUED))
        .group_by(OutboxRow.state)
    )
    with engine.connect() as connection:
        found = dict(connection.execute(query).tuples().all())
    return {state: found.get(state, 0) for state in QUEUED}
