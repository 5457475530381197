"""`wizard counts ...`: what was counted at partner desks, as files."""

import re
from datetime import date
from pathlib import Path

import click

from wizard import app as application
from wizard.commands.database import open_database
from wizard.desking import desks_in
from wizard.domain.periods import Period, period
from wizard.domain.text import LANGUAGES, Language
from wizard.editions import load_edition
from wizard.settings import Settings
from wizard.store.desk_counts import DatabaseDeskCounts
from wizard.store.engine import Engine
from wizard.web.staff.pages.desk_counts_file import desk_counts_file, whole_months

MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
STANDARD_OUTPUT = Path("-")


class MonthType(click.ParamType[Period]):
    """A month as it is typed: 2026-11."""

    name = "month"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the month, or say how one is written."""
        if isinstance(value, Period):
            return value
        if not MONTH.fullmatch(str(value)):
            self.fail(f"a month is written 2026-11, not {value!r}", param, ctx)
        return period("month", date.fromisoformat(f"{value}-01"))


@click.group()
def counts() -> None:
    """Read what was counted at partner desks."""


@counts.command()
@click.option("--desk", required=True, help="Id of the desk, also of one that was removed.")
@click.option("--from", "first", type=MonthType(), help="First month; usually the first counted.")
@click.option(
    "--until", "last", type=MonthType(), help="Last month; usually the last that is over."
)
@click.option("--language", default="nl", show_default=True, type=click.Choice(LANGUAGES))
@click.option(
    "--output",
    default=STANDARD_OUTPUT,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="File to write; usually the standard output.",
)
def export(
    desk: str, first: Period | None, last: Period | None, language: Language, output: Path
) -> None:
    """Write the counts of a desk as CSV: whole months, no small number can be worked out.

    A month that is not over yet is left out: two files of it would differ by what was
    counted in between.
    """
    with open_database() as (settings, engine):
        months = _months(desk, first, last, engine)
        text = _file(desk, months, language, settings, engine)
    if output == STANDARD_OUTPUT:
        click.echo(text, nl=False)
        return
    try:
        # The mark at the beginning tells spreadsheets that it is UTF-8.
        output.write_text("\ufeff" + text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error}") from error
    click.echo(f"{len(months)} months in {output}", err=True)


def _months(
    desk: str, first: Period | None, last: Period | None, engine: Engine
) -> tuple[Period, ...]:
    today = application.today()
    begun = DatabaseDeskCounts(engine).first_day(desk)
    if begun is None and desks_in(engine).by_key(desk) is None:
        raise click.ClickException(f"there is no desk {desk!r}, and nothing was counted at one")
    if first and last and last.first < first.first:
        raise click.ClickException("--until is before --from; swap them")
    if last is not None and last.after > today:
        click.echo(f"{last.first:%Y-%m} is not over yet: it is left out", err=True)
    return whole_months(first.first if first else begun, last.first if last else today, today)


def _file(
    desk: str, months: tuple[Period, ...], language: Language, settings: Settings, engine: Engine
) -> str:
    numbers = DatabaseDeskCounts(engine)
    found = desks_in(engine).by_key(desk)
    try:
        catalogue = load_edition(application.edition_in_force(settings))
    except RuntimeError as error:
        raise click.ClickException(str(error)) from error
    counted = [(one, numbers.sums(desk, one.first, one.after)) for one in months]
    offered = len(found.languages if found else LANGUAGES)
    return desk_counts_file(counted, offered, catalogue, language)
