"""The counts of calls: right, by day, week and month, for editors, small numbers hidden in files."""

import csv
import io
from datetime import UTC, datetime

import pytest

from tests.staff.call_examples import NOW, call
from tests.staff.people import Member, NewMember
from wizard.domain.answers import Answers
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def filled(office: Office) -> None:
    """Six calls today, one of them by mail; one last week; one in October."""
    for number in range(5):
        office.calls.save(call(number, named=("microstart",)))
    answers = Answers((("stage", ("running",)), ("place", ("1050",)), ("need", ("export",))))
    office.calls.save(call(5, channel="mail", answers=answers, named=("credal", "microstart")))
    office.calls.save(call(6, begun=datetime(2026, 11, 12, 10, tzinfo=UTC)))
    # Half past eleven in the evening of the 31st in UTC is the 1st of November in Brussels.
    office.calls.save(call(7, begun=datetime(2026, 10, 31, 22, 30, tzinfo=UTC)))
    office.calls.save(call(8, begun=datetime(2026, 10, 31, 23, 30, tzinfo=UTC)))


def table(page: str, key: str) -> str:
    """Return the table of one kind."""
    return page.split(f'<table id="count-{key}">')[1].partition("</table>")[0]


def row(page: str, key: str, label: str) -> list[str]:
    """Return number and share of a value."""
    found = table(page, key).split(f'<th scope="row">{label}</th>')[1].split("</tr>")[0]
    return [cell.split("<")[0] for cell in found.split('<td class="number">')[1:]]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("unit", "total"), [("day", 6), ("week", 6), ("month", 8)])
def test_calls_are_counted_per_period(editor: Member, unit: str, total: int) -> None:
    page = editor.get(f"/staff/calls/counts?unit={unit}&on=2026-11-21").text
    assert f"– {total} calls</h2>" in page


@pytest.mark.usefixtures("filled")
def test_each_kind_is_counted(editor: Member) -> None:
    page = editor.get("/staff/calls/counts?unit=day&on=2026-11-21").text
    assert row(page, "channel", "Phone") == ["5", "83 %"]
    assert row(page, "channel", "E-mail") == ["1", "17 %"]
    assert row(page, "language", "Nederlands") == ["6", "100 %"]
    assert row(page, "outcome", "Referred") == ["6", "100 %"]
    assert row(page, "stage", "Idea") == ["5", "83 %"]
    assert row(page, "sector", "Retail and trade") == ["5", "83 %"]
    assert row(page, "place", "Ixelles / Elsene") == ["1", "17 %"]
    assert row(page, "need", "Export") == ["1", "17 %"]
    assert table(page, "service").count("<tr>") == 3


@pytest.mark.usefixtures("filled")
def test_the_course_shows_the_periods_before(editor: Member) -> None:
    page = editor.get("/staff/calls/counts?unit=month&on=2026-11-21").text
    course = page.split('<table id="course">')[1]
    assert course.count("<tr>") == 13
    october = course.split("October 2026")[1].split("</tr>")[0]
    assert '<td class="number">1</td>' in october


@pytest.mark.usefixtures("filled")
def test_the_file_hides_small_numbers_and_nothing_else(editor: Member) -> None:
    answer = editor.get("/staff/calls/counts.csv?unit=week&on=2026-11-21")
    assert answer.mimetype == "text/csv"
    assert 'filename="calls-week-2026-11-16.csv"' in answer.headers["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert lines[0] == ["from", "to", "what", "key", "label", "calls"]
    last = [line[2:] for line in lines if line[0] == "2026-11-16"]
    assert ["all", "", "", "6"] in last
    assert ["language", "nl", "Nederlands", "6"] in last
    assert ["channel", "phone", "Phone", "*"] in last, "it would give away the one below"
    assert ["channel", "mail", "E-mail", "*"] in last
    assert ["service", "credal", "Credal", "<5"] in [[*one[:2], "Credal", one[3]] for one in last]
    before = [line[2:] for line in lines if line[0] == "2026-11-09"]
    assert ["all", "", "", "<5"] in before
    assert ["channel", "", "", "*"] in before, "the parts of a small number are left out"
    assert not any(line[-1] in {"1", "2", "3", "4"} for line in lines)
    assert len({line[0] for line in lines[1:]}) == 12


def test_without_calls_there_is_nothing_to_count(editor: Member) -> None:
    page = editor.get("/staff/calls/counts").text
    assert "0 calls" in page
    assert "count-channel" not in page
    assert editor.get("/staff/calls/counts.csv").status_code == 200


@pytest.mark.parametrize(
    "query", ["unit=year", "on=x", "on=9999-12-31", "on=0001-01-01", "unit=day&on=2000-01-01"]
)
def test_any_period_can_be_asked_for(editor: Member, query: str) -> None:
    assert editor.get(f"/staff/calls/counts?{query}").status_code == 200


def test_counts_are_for_editors(adviser: Member, new_member: NewMember) -> None:
    for path in ("/staff/calls/counts", "/staff/calls/counts.csv"):
        assert adviser.get(path).status_code == 403
        assert new_member("admin").get(path).status_code == 200
    assert "Counts" not in adviser.get("/staff/calls").text


def test_a_period_that_goes_on_has_no_later_one(editor: Member, office: Office) -> None:
    office.calls.save(call(1, begun=NOW))
    assert 'rel="next"' not in editor.get("/staff/calls/counts?unit=week").text
    assert 'rel="next"' in editor.get("/staff/calls/counts?unit=week&on=2026-11-15").text
