"""The clock of the machine jumps: nobody is locked out for a year, and nothing is lost.

The system's own clock cannot be set in a test; our code gets it as an argument, and what waits
inside a process (renewal, counts, time limits of clients) takes `time.monotonic`, which cannot
jump. The limits of visitors are tested with a clock that jumps in `tests/limits/test_counting.py`.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.conftest import DAY
from tests.delivery.messages import SENDER, parcel
from tests.desks import LEL
from tests.faults.house import SERVICE, House
from tests.staff.people import SEALING, Clock
from wizard.app import create_app
from wizard.application.desk_counts import Buffer
from wizard.application.outbox import LEASE, Post, deliver
from wizard.delivery.files import MailFolder
from wizard.domain.lockout import FOR_A_NAME
from wizard.store.desk_counts import DatabaseDeskCounts
from wizard.store.desk_spool import FileSpool
from wizard.store.editions import DatabaseEditions
from wizard.store.outbox import DatabaseOutbox
from wizard.store.sign_ins import DatabaseSignIns

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
JUMPS = (timedelta(days=400), timedelta(hours=30), timedelta(days=-400), timedelta(hours=-3))

both = pytest.mark.databases("sqlite", "postgresql")


@both
@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_lock_lasts_no_longer_than_any_lock(engine: Engine, jump: timedelta) -> None:
    sign_ins = DatabaseSignIns(engine, "only for tests")
    for _ in range(12):
        sign_ins.begin("ana", "", NOW)
    locked = sign_ins.begin("ana", "", NOW)
    assert locked is not None
    assert NOW < locked <= NOW + FOR_A_NAME.most
    assert sign_ins.begin("ana", "", NOW + jump) is None, "she waits for a clock that was wrong"
    sign_ins.right("ana", "")
    assert sign_ins.begin("ana", "", NOW + jump) is None


@both
def test_wrong_tries_are_still_held_up_after_a_jump_back(engine: Engine) -> None:
    sign_ins, back = DatabaseSignIns(engine, "only for tests"), NOW - timedelta(days=400)
    for _ in range(FOR_A_NAME.tries):
        sign_ins.begin("ana", "", NOW)
    passed = sum(sign_ins.begin("ana", "", back) is None for _ in range(100))
    assert passed == 1, "a jump gives one more try, not a hundred"


def post_into(engine: Engine, folder: Path) -> Post:
    """Return the queue with a folder for its letters."""
    outbox = DatabaseOutbox(engine, SEALING, "example.org")
    return Post(outbox, {"mail": MailFolder(folder, SENDER)}, timedelta(days=3))


@both
@pytest.mark.parametrize("jump", [-timedelta(days=400), timedelta(days=2)], ids=["back", "forth"])
def test_mails_queued_before_a_jump_are_sent_once(
    engine: Engine, tmp_path: Path, jump: timedelta
) -> None:
    post, clock = post_into(engine, tmp_path / "outgoing"), Clock(NOW)
    for name in ("waiting", "in.hand", "put.off"):
        post.outbox.add(parcel(f"{name}@example.be"), clock())
    in_hand, put_off = post.outbox.take(clock(), LEASE), post.outbox.take(clock(), LEASE)
    assert in_hand is not None
    assert put_off is not None
    post.outbox.later(put_off, clock() + timedelta(hours=1), "delayed", clock())
    clock.at += jump
    assert deliver(post, clock).sent == 3
    assert deliver(post, clock).sent == 0
    assert len(list((tmp_path / "outgoing").glob("*.eml"))) == 3


@both
def test_a_message_in_hand_is_not_taken_by_another_one(engine: Engine, tmp_path: Path) -> None:
    post, clock = post_into(engine, tmp_path / "outgoing"), Clock(NOW)
    post.outbox.add(parcel(), clock())
    assert post.outbox.take(clock(), LEASE) is not None
    for back in (timedelta(), timedelta(seconds=1), timedelta(hours=1)):
        assert post.outbox.take(clock() - back, LEASE) is None


@both
def test_the_edition_published_last_counts_whatever_the_clock_said(engine: Engine) -> None:
    editions = DatabaseEditions(engine)
    assert editions.add("ahead", {"a.toml": "ahead"}, NOW + timedelta(days=400)) == 1
    assert editions.add("right", {"a.toml": "right"}, NOW) == 2
    assert editions.newest() == (2, "right")


@both
def test_what_is_counted_at_desks_stays_with_its_day(engine: Engine, tmp_path: Path) -> None:
    counts, clock = DatabaseDeskCounts(engine), Clock(NOW)
    buffer = Buffer(counts, FileSpool(tmp_path / "spool"), clock)
    for jump in (timedelta(), timedelta(days=400), timedelta(), timedelta(days=-400)):
        clock.at = NOW + jump
        buffer.add(LEL, "kiosk", clock().date(), ["visit"])
        assert buffer.flush()
    by_day = counts.by_day(LEL, date(2025, 1, 1), date(2028, 12, 31))
    found = {day: sums.of("visit") for day, sums in by_day.items()}
    assert found == {
        NOW.date(): 2,
        (NOW + timedelta(days=400)).date(): 1,
        (NOW - timedelta(days=400)).date(): 1,
    }


def test_pages_follow_the_day_and_come_back_with_it(house: House) -> None:
    day = [DAY]
    with create_app(house.settings, lambda: day[0]).test_client() as client:
        tags = []
        for jump in (0, 400, 0, -400):
            day[0] = DAY + timedelta(days=jump)
            page = client.get(f"/en/services/{SERVICE}")
            assert page.status_code == 200
            tags.append(page.headers["ETag"])
            known = {"If-None-Match": tags[-1]}
            assert client.get(f"/en/services/{SERVICE}", headers=known).status_code == 304
            told = client.get("/health/ready")
            assert (told.status_code, told.get_json()["status"]) == (200, "ready")
            assert client.get("/health/live").status_code == 200
        assert tags[0] == tags[2], "the same day is the same page"
        assert len(set(tags)) == 3
        old = client.get(f"/en/services/{SERVICE}", headers={"If-None-Match": tags[0]})
        assert old.status_code == 200, "a page of another day counts as the one of this day"
