"""The pages and the file of the counts of desks: right, for whom they are, in three languages."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from tests.conftest import DAY
from tests.desks import CENTRE, LEL
from tests.made_once import lay_ready
from tests.staff.people import Clock, Member, NewMember, partners_of
from wizard.cli import main
from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_counts import Batch, Spot, Way
from wizard.domain.text import LANGUAGES, Language
from wizard.staffing import chores
from wizard.web.staff.office import Office

PAGE = f"/staff/desks/{LEL}/counts"
OCTOBER = date(2026, 10, 5)


def add(office: Office, number: int, day: date, way: Way, **counts: int) -> None:
    """Add numbers of the first example; `stage__idea=2` is `stage:idea`."""
    numbers = {
        Spot(LEL, way, day, label.replace("__", ":").replace("_", "-")): count
        for label, count in counts.items()
    }
    assert office.desk_counts.add(Batch(f"{number:016}", numbers), office.now()) == "counted"


@pytest.fixture
def counted(office: Office) -> None:
    """Numbers of yesterday and today, at the kiosk and in the frame, and of October."""
    add(office, 1, DAY, "kiosk", visit=7, language__fr=5, language__nl=2, journey=3)
    add(office, 2, DAY, "kiosk", stage__idea=2, stage__running=1, sector__horeca=3, need__export=1)
    add(office, 3, DAY, "kiosk", service__microstart=4, service__credal=1, taken=2, search=6)
    add(office, 4, date(2026, 11, 20), "embed", visit=4, language__en=4, code=1)
    add(office, 5, OCTOBER, "kiosk", visit=30, language__fr=20, language__nl=8, language__en=2)
    add(office, 6, OCTOBER, "embed", visit=3, language__fr=3, service__microstart=9)


def row(page: str, table: str, label: str) -> list[str]:
    """Return the numbers of a row: kiosk, frame, together."""
    found = page.split(f'<table id="count-{table}"')[1].split("</table>", maxsplit=1)[0]
    cells = found.split(f'<th scope="row">{label}</th>')[1].split("</tr>")[0]
    return re.findall(r'<td class="number[^"]*">([^<]*)</td>', cells)


def lines(answer_text: str) -> list[list[str]]:
    """Return the lines of a file."""
    return list(csv.reader(io.StringIO(answer_text.removeprefix("\ufeff")), delimiter=";"))


@pytest.mark.usefixtures("counted")
def test_a_page_shows_the_exact_numbers(adviser: Member, catalogue: Catalogue) -> None:
    page = adviser.get(f"{PAGE}?unit=month&on=2026-11-21").text
    assert "November 2026 – 11 visits" in page
    assert row(page, "totals", "Visits") == ["7", "4", "11"]
    assert row(page, "totals", "Journeys completed") == ["3", "0", "3"]
    assert row(page, "totals", "Services opened") == ["5", "0", "5"]
    assert row(page, "totals", "List taken home") == ["2", "0", "2"]
    assert row(page, "totals", "Searches") == ["6", "0", "6"]
    assert row(page, "totals", "Codes typed that were right") == ["0", "1", "1"]
    assert row(page, "language", "Français") == ["5", "0", "5"]
    assert row(page, "language", "English") == ["0", "4", "4"]
    assert row(page, "stage", "Idea") == ["2", "0", "2"]
    assert row(page, "need", "Export") == ["1", "0", "1"]
    title = catalogue.services["microstart"].words.title.pick("en").words
    assert row(page, "service", title) == ["4", "0", "4"]


@pytest.mark.usefixtures("counted")
def test_each_day_has_its_bar_and_none_is_to_come(adviser: Member) -> None:
    page = adviser.get(f"{PAGE}?unit=week&on=2026-11-21").text
    days = page.split('<table id="count-days"')[1].split("</table>")[0]
    assert days.count('<th scope="row">') == 6, "from Monday to today"
    assert re.findall(r'<rect width="(\d+)"', days) == ["0", "0", "0", "0", "58", "100"]
    assert row(page, "days", "Sat 21 Nov") == ["7", "3"]
    day = adviser.get(f"{PAGE}?unit=day&on=2026-11-20").text
    assert "– 4 visits" in day
    assert "count-days" not in day


@pytest.mark.usefixtures("counted")
def test_other_periods_are_a_link_away(adviser: Member) -> None:
    page = adviser.get(PAGE).text
    assert "November 2026" in page, "the month is shown at first"
    before = re.search(r'href="([^"]*)" rel="prev"', page)
    assert before
    assert "October 2026 – 33 visits" in adviser.get(before[1].replace("&amp;", "&")).text
    assert 'rel="next"' not in page, "nothing is counted in advance"


@pytest.mark.parametrize("query", ["unit=year", "on=x", "on=9999-12-31", "on=0001-01-01", "on="])
def test_any_period_can_be_asked_for(adviser: Member, query: str) -> None:
    assert adviser.get(f"{PAGE}?{query}").status_code == 200


@pytest.mark.usefixtures("counted")
def test_the_file_has_whole_months_without_small_numbers(adviser: Member) -> None:
    answer = adviser.get(f"{PAGE}.csv")
    assert f'filename="{LEL}-2026-10.csv"' in answer.headers["Content-Disposition"]
    found = lines(answer.text)
    assert found[0] == ["month", "what", "key", "label", "kiosk", "embed", "together"]
    rows = {(line[1], line[2]): line[4:] for line in found[1:]}
    assert {line[0] for line in found[1:]} == {"2026-10"}, "November is not over"
    assert rows["visit", ""] == ["30", "<5", ""]
    assert rows["language", "fr"] == ["20", "*", ""]
    assert rows["language", "nl"] == ["*", "*", ""], "else the two in English were known"
    assert rows["language", "en"] == ["*", "*", ""]
    assert rows["service", "microstart"] == ["0", "9", "9"]
    assert not {"1", "2", "3", "4"} & {cell for line in found[1:] for cell in line[4:]}


@pytest.mark.usefixtures("counted")
def test_the_page_says_from_when_on_there_is_a_file(adviser: Member, office: Office) -> None:
    assert f'href="{PAGE}.csv"' in adviser.get(PAGE).text
    other = f"/staff/desks/{CENTRE}/counts"
    page = adviser.get(other).text
    assert "the first one is there from 1 December 2026 on" in page
    assert f"{other}.csv" not in page
    assert len(lines(adviser.get(f"{other}.csv").text)) == 1
    assert office.desk_counts.first_day(CENTRE) is None


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_files_speak_three_languages(
    office: Office, new_member: NewMember, language: Language, catalogue: Catalogue
) -> None:
    name = f"reader-{language}"
    hashed = office.passwords.hash("a long password")
    office.accounts.add(name, "editor", language, hashed, office.now())
    reader = new_member(name, "a long password")
    page = reader.get(PAGE).text
    visits = {"nl": "Bezoeken", "fr": "Visites", "en": "Visits"}[language]
    assert row(page, "totals", visits) == ["7", "4", "11"]
    stage = catalogue.journey.question("stage")
    assert stage is not None
    idea = stage.option("idea")
    assert idea is not None
    assert idea.label.pick(language).words in page
    words = {"nl": "Alle loketten", "fr": "Tous les guichets", "en": "All desks"}[language]
    assert words in reader.get("/staff/desks/counts").text
    label = catalogue.services["microstart"].words.title.pick(language).words
    found = lines(reader.get(f"{PAGE}.csv").text)
    assert ["2026-10", "service", "microstart", label, "0", "9", "9"] in found


@pytest.mark.usefixtures("counted")
def test_staff_of_a_desk_see_their_own_only(new_member: NewMember) -> None:
    staff = new_member("desk")
    assert "11 visits" in staff.get(PAGE).text
    assert staff.get(f"{PAGE}.csv").status_code == 200
    for address in (
        f"/staff/desks/{CENTRE}/counts",
        f"/staff/desks/{CENTRE}/counts.csv",
        "/staff/desks/nowhere/counts",
        "/staff/desks/counts",
    ):
        assert staff.get(address).status_code == 403, address


def test_a_desk_that_does_not_exist_has_no_counts(adviser: Member) -> None:
    for address in ("/staff/desks/nowhere/counts", "/staff/desks/nowhere/counts.csv"):
        assert adviser.get(address).status_code == 404


@pytest.mark.usefixtures("counted")
def test_editors_see_all_desks_side_by_side(new_member: NewMember, office: Office) -> None:
    editor = new_member("editor")
    page = editor.get("/staff/desks/counts").text
    found = re.findall(r'<td class="number">(\d+)</td>', page.split("<tbody>")[1])
    assert found[:14] == ["0"] * 7 + ["7", "4", "11", "3", "2", "6", "1"]
    assert found[14:] == ["7", "4", "11", "3", "2", "6", "1"], "all together"
    assert f'href="{PAGE}?unit=month&amp;on=2026-11-01"' in page
    partners_of(office).desks.remove(LEL)
    page = editor.get("/staff/desks/counts").text
    assert f'{LEL} <span class="hint">removed</span>' in page


def test_the_desk_counts_are_housekept(office: Office, clock: Clock) -> None:
    add(office, 1, DAY, "kiosk", visit=1)
    ids = next(one for one in chores(office) if "batches" in one.words)
    clock.forward(days=70)
    assert ids.do(clock()) == 0
    clock.forward(seconds=1)
    assert ids.do(clock()) == 1
    assert office.desk_counts.sums(LEL, DAY, date(2026, 11, 22)).of("visit") == 1


@pytest.mark.usefixtures("counted")
def test_the_command_writes_the_same_file(
    engine: Engine, tmp_path: Path, published: Path, adviser: Member
) -> None:
    environment = {
        "WIZARD_DATA": str(lay_ready(published, tmp_path / "data")),
        "WIZARD_DATABASE_URL": str(engine.url),
    }
    runner = CliRunner()
    assert runner.invoke(main, ["catalogue", "publish"], env=environment).exit_code == 0
    target = tmp_path / "counts.csv"
    options = ["--desk", LEL, "--language", "en", "--from", "2026-10", "--until", "2026-10"]
    done = runner.invoke(
        main, ["counts", "export", *options, "--output", str(target)], env=environment
    )
    assert done.exit_code == 0, done.output
    written = target.read_text(encoding="utf-8")
    assert lines(written) == lines(adviser.get(f"{PAGE}.csv").text)
    printed = runner.invoke(main, ["counts", "export", *options], env=environment)
    assert lines(printed.output) == lines(written)
    for wrong in (
        ["--desk", "nowhere"],
        ["--desk", LEL, "--from", "2026-13"],
        ["--desk", LEL, "--from", "2026-10", "--until", "2026-09"],
        ["--desk", LEL, "--output", str(tmp_path / "nowhere" / "a.csv")],
        [],
    ):
        done = runner.invoke(main, ["counts", "export", *wrong], env=environment)
        assert done.exit_code != 0, wrong
        assert "Traceback" not in done.output
