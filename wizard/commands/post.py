"""`wizard post ...`: sending what is queued, and looking at the queue."""

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import click

from wizard import logs
from wizard.application.housekeeping import DAILY, tidy
from wizard.application.outbox import Counts, Post, deliver
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.commands.database import open_database
from wizard.settings import Settings
from wizard.staffing import chores, now, open_office, open_post
from wizard.web.staff.office import Office

AFTER_A_FAULT = timedelta(hours=1)
"""So long after it failed housekeeping is tried again."""

SIGNALS = {signal.SIGTERM, signal.SIGINT}
"""What tells the process to stop; it stops between two messages."""

log = logging.getLogger(__name__)


class Stop:
    """Whether the process was told to stop.

    The signals are kept back until somebody asks, so that none of them ever
    interrupts a message. With `parent` the end of the parent process counts too.
    """

    def __init__(self, *, parent: bool) -> None:
        """Keep the signals back from now on."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        self._parent = os.getppid() if parent else 0
        self._told = False

    def within(self, seconds: float) -> bool:
        """Wait so long at most; return whether the process was told to stop by then."""
        if not self._told:
            self._told = signal.sigtimedwait(SIGNALS, seconds) is not None
        return self._told or bool(self._parent and self._parent != os.getppid())


@dataclass
class Round:
    """What is done again and again: sending, and housekeeping once a day."""

    post: Post
    office: Office
    wait: timedelta = timedelta()
    tidied: datetime | None = None

    def once(self, stop: Stop) -> None:
        """Send what is due, and tidy if a day has passed; a fault is logged, not raised.

        What was promised to be removed may not wait for a day because of one fault:
        housekeeping that was not finished is tried again after an hour.
        """
        try:
            _say(deliver(self.post, now, lambda: not stop.within(0)))
            if self.is_time(now()):
                self.tidied, self.wait = now(), AFTER_A_FAULT
                tidy(chores(self.office), self.tidied)
                self.wait = DAILY
        except DatabaseAwayError:
            log.warning("the database cannot be reached; trying again")
        except ExceptionGroup as group:
            # Only the kinds: a text may hold what may not get into a log.
            kinds = ", ".join(type(one).__name__ for one in group.exceptions)
            log.error("housekeeping was not finished: %s", kinds)  # noqa: TRY400  (no traceback)

    def is_time(self, moment: datetime) -> bool:
        """Return whether housekeeping is due."""
        # A clock that was put back must not keep the house untidy until it has caught up.
        return self.tidied is None or not timedelta() <= moment - self.tidied < self.wait


@click.group()
def post() -> None:
    """Send what is queued: mails and text messages."""


@post.command()
def send() -> None:
    """Send once what is due, and print how many were sent, put off and given up."""
    with _open() as (_, found):
        counts = deliver(found, now)
        click.echo(f"{counts.sent} sent, {counts.delayed} put off, {counts.failed} given up")


@post.command()
@click.option("--every", default=2.0, show_default=True, help="Seconds between two looks.")
@click.option("--with-parent", is_flag=True, hidden=True, help="Stop when the parent has gone.")
def run(every: float, with_parent: bool) -> None:
    """Send what becomes due until the process is told to stop; tidy once a day."""
    stop = Stop(parent=with_parent)
    serving = Settings.from_environment().serving
    logs.configure(serving.log_format, serving.log_level)
    with _open() as (office, found):
        work = Round(found, office)
        while not stop.within(0):
            work.once(stop)
            stop.within(every)


@post.command("list")
def list_messages() -> None:
    """Print the state of every message; to whom they go is never shown."""
    with _open() as (_, found):
        for one in found.outbox.all():
            state = f"{one.state} ({one.error})" if one.error else one.state
            click.echo(
                f"{one.id:>6}  {one.created_at:%Y-%m-%d %H:%M}  {one.medium}  {one.kind:<12}"
                f"  {one.language}  {one.attempts:>3} tries  {state}"
            )


def checked_settings() -> Settings:
    """Return the settings, after a look at those of the post; `ClickException` says what is wrong."""
    try:
        settings = Settings.from_environment()
        open_post(settings)
    except (OSError, ValueError, DatabaseAwayError) as error:
        raise click.ClickException(str(error)) from error
    if not settings.post.smtp_host:
        folder = settings.data / "outgoing"
        click.echo(f"Mails only become files in {folder}: set WIZARD_SMTP_HOST to send them.")
    return settings


def _say(counts: Counts) -> None:
    if counts != Counts():
        click.echo(f"[post] {counts.sent} sent, {counts.delayed} put off, {counts.failed} given up")


@contextmanager
def _open() -> Iterator[tuple[Office, Post]]:
    """Open the office and its post, the database brought to the newest schema before."""
    with open_database() as (settings, engine):
        try:
            yield open_office(settings, engine), open_post(settings)
        except (OSError, ValueError) as error:
            raise click.ClickException(str(error)) from error
