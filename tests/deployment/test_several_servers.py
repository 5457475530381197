"""nginx, two servers, one PostgreSQL: nothing is lost when one dies, nothing is mixed when
an edition is published, and nobody gets round the limits. The shipped nginx.conf is what runs."""

import random
import signal
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.deployment.cluster import Cluster, all_see, listening_for_systemd, running_cluster
from tests.deployment.visitors import FROM, Visitor, answered, visitors
from tests.faults.small_catalogue import small_files
from tests.serving.clients import until
from wizard.domain.limits import LINKS
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.slow

LIST = "results?stage=starting&sector=retail&place=1000&size=solo"


@pytest.fixture(scope="module")
def _started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster"), small_files()) as cluster:
        yield cluster


@pytest.fixture
def cluster(_started: Cluster) -> Cluster:
    """All that runs, with both servers up."""
    _started.both_up()
    return _started


@pytest.fixture
def visitor(cluster: Cluster) -> Iterator[Visitor]:
    """Somebody who comes to nginx."""
    with closing(Visitor(cluster.balancer.port)) as one:
        yield one


def nodes_of(cluster: Cluster, line: dict[str, str]) -> list[str]:
    """Return the names of the servers that nginx asked for one request, in order."""
    names = {f"127.0.0.1:{node.port}": node.name for node in cluster.nodes}
    return [names[one] for one in line["node"].split(", ") if one in names]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_come_through_whole_and_from_both(
    cluster: Cluster, visitor: Visitor, language: str
) -> None:
    asked = set()
    for number in range(8):
        answer = visitor.ask(f"/{language}/search?q=starten+{number}")
        assert (answer.status, answer.edition) == (200, cluster.edition)
        assert answer.headers["Content-Encoding"] == "gzip"
        asked |= set(nodes_of(cluster, cluster.balancer.line(answer.headers["X-Request-ID"])))
    assert asked == {"first", "second"}


def test_what_many_ask_for_is_kept_and_the_rest_is_not(cluster: Cluster, visitor: Visitor) -> None:
    seed = random.randrange(10**9)
    print(f"number {seed}")

    def kept(path: str, times: int = 4) -> list[str]:
        ids = [visitor.ask(path).headers["X-Request-ID"] for _ in range(times)]
        assert len(set(ids)) == times, "a kept answer has the id of who asks"
        return [cluster.balancer.line(one)["cache"] for one in ids]

    assert kept(f"/fr/search?q=kept+{seed}") == ["MISS", "MISS", "HIT", "HIT"]
    assert set(kept("/staff/sign-in")) == set(kept("/health/ready")) == {""}
    assert set(kept(f"/fr/nothing-{seed}")) == {"MISS"}, "no error is kept"
    assert set(kept("/kiosk/example-lel/")) == {"MISS"}, "nor what says no-store"


def test_a_kept_page_fits_who_asks(visitor: Visitor) -> None:
    path = f"/nl/{LIST}"
    answers = [visitor.ask(path) for _ in range(3)]
    plain = [visitor.ask(path, Accept_Encoding="identity") for _ in range(3)]
    refused = [visitor.ask(path, Accept_Encoding="br, gzip;q=0") for _ in range(3)]
    assert {one.headers.get("Content-Encoding") for one in answers} == {"gzip"}
    assert {one.headers.get("Content-Encoding") for one in plain + refused} == {None}
    assert len({one.text for one in answers + plain + refused}) == 1
    again = visitor.ask(path, If_None_Match=answers[0].headers["ETag"])
    assert (again.status, again.text) == (304, "")


def test_what_a_visitor_says_of_itself_counts_for_nothing(
    cluster: Cluster, visitor: Visitor
) -> None:
    path = "/fr/search?q=forged"
    answer = visitor.ask(path, X_Request_ID="forged-by-hand", X_Forwarded_Proto="https")
    given = answer.headers["X-Request-ID"]
    assert given != "forged-by-hand"
    assert "Strict-Transport-Security" not in answer.headers, "it came by http"
    name = nodes_of(cluster, cluster.balancer.line(given))[0]
    log = next(node.running for node in cluster.nodes if node.name == name)
    assert log is not None
    until(lambda: f'"{given}"' in log.written(), "the server logs the id of nginx")


def test_the_limits_are_shared_and_no_header_gets_round_them(
    cluster: Cluster, visitor: Visitor
) -> None:
    begun = LINKS.window(time.time())
    # Without sharing each of the two would let as many pass.
    answers = [
        visitor.ask(f"/partner/invented-{n}", X_Forwarded_For=f"198.51.100.{n}, 203.0.113.{n}")
        for n in range(2 * LINKS.most + 1)
    ]
    passed = [one for one in answers if one.status != 429]
    asked = {
        name
        for one in answers
        for name in nodes_of(cluster, cluster.balancer.line(one.headers["X-Request-ID"]))
    }
    assert asked == {"first", "second"}
    assert answers[-1].status == 429
    assert "Retry-After" in answers[-1].headers
    windows = LINKS.window(time.time()) - begun + 1
    assert len(passed) <= LINKS.most * windows, "nobody has more than one address"
    assert len(passed) >= LINKS.most


def test_a_long_body_is_refused(visitor: Visitor) -> None:
    answer = visitor.ask("/api/v1/results", "POST", b"x" * 300_000)
    assert answer.status == 413


def test_a_server_dies_under_load_and_nobody_notices(cluster: Cluster, visitor: Visitor) -> None:
    first = cluster.nodes[0]
    before = len(cluster.balancer.lines())
    with visitors(cluster.balancer.port, seed=random.randrange(10**6)) as load:
        until(answered(load, 100), "no load")
        first.kill()
        until(answered(load, 200), "the site is away")
        assert visitor.ask("/health/ready").status == 200
        with listening_for_systemd(first) as heard:
            first.start()
            assert b"READY=1" in heard.recv(4096)
        until(answered(load, 200), "no load after its return")
    new = cluster.balancer.lines()[before:]
    retried = [one for one in new if nodes_of(cluster, one)[:2] == ["first", "second"]]
    print(f"{load.answered} answered, {len(retried)} asked again of the other, {load.failed}")
    assert load.failed == []
    assert retried, "it was not killed while somebody asked it"
    assert load.mixed() == []
    until(
        lambda: "first" in last_nodes(cluster, visitor), "the server that is back gets no requests"
    )


def last_nodes(cluster: Cluster, visitor: Visitor) -> set[str]:
    """Return the servers that answer requests of this moment."""
    answers = [visitor.ask(f"/nl/search?q=now+{time.time_ns()}") for _ in range(4)]
    lines = [cluster.balancer.line(one.headers["X-Request-ID"]) for one in answers]
    return {nodes_of(cluster, line)[-1] for line in lines}


def test_an_edition_is_published_under_load_and_never_mixed(cluster: Cluster) -> None:
    old = cluster.edition
    all_see(cluster, old)
    with visitors(cluster.balancer.port, seed=random.randrange(10**6)) as load:
        until(answered(load, 50), "no load")
        new, done = cluster.publish(), time.monotonic()
        all_see(cluster, new)
        print(f"both servers had it {time.monotonic() - done:.1f} s after it was published")
        until(answered(load, 100), "no load after the change")
    print(f"{load.answered} answered of {len(load.pages)} addresses, {load.failed}")
    assert load.failed == []
    assert load.editions() == {old, new}
    assert load.mixed() == []
    assert len(tags_of_both(cluster)) == 1, "both say the same of a page"


def tags_of_both(cluster: Cluster) -> set[str]:
    """Return the ETags of a page at each server, asked under the name that nginx would give."""
    found = set()
    for node in cluster.nodes:
        with closing(Visitor(node.port)) as one:
            found.add(one.ask(f"/en/{LIST}", Host="guide.example").headers["ETag"])
    return found


def test_a_server_is_renewed_under_load(cluster: Cluster) -> None:
    second = cluster.nodes[1]
    with visitors(cluster.balancer.port, seed=random.randrange(10**6)) as load:
        until(answered(load, 50), "no load")
        assert second.running is not None
        assert second.running.stop() == 0, "it answers what it has begun, and ends"
        second.life.close()
        second.running = None
        until(answered(load, 50), "the other one serves")
        second.start()
        before = second.running.workers()
        second.running.tell(signal.SIGHUP)
        until(lambda: not before & second.running.workers(), "the old worker stays")
        until(answered(load, 100), "no load after the change")
    assert load.failed == []


def test_the_logs_of_nginx_hold_nothing_private(cluster: Cluster, visitor: Visitor) -> None:
    paths = (
        "/fr/search?q=hidden-word",
        "/fr/search%3Fq=hidden-word",
        "/partner/hidden-word/contact",
    )
    ids = [visitor.ask(path).headers["X-Request-ID"] for path in paths]
    lines = [cluster.balancer.line(one)["path"] for one in ids]
    assert lines == ["/fr/search", "/fr/search", "/partner/*"]
    for name in ("access.log", "error.log"):
        written = cluster.balancer.written(name)
        for private in (FROM, "hidden-word", "stage=", "?"):
            assert private not in written, f"{name} holds {private}"


def test_without_any_server_what_is_kept_is_served_and_the_rest_says_so(
    cluster: Cluster, visitor: Visitor
) -> None:
    path = f"/fr/{LIST}"
    page = [visitor.ask(path) for _ in range(3)][-1]
    for node in cluster.nodes:
        node.kill()
    assert (visitor.ask(path).status, visitor.ask(path).text) == (200, page.text)
    away = visitor.ask("/fr/search?q=never+asked+before")
    assert (away.status, away.headers["Cache-Control"]) == (503, "no-store")
    assert "Retry-After" in away.headers
    assert all(f'lang="{language}"' in away.text for language in LANGUAGES)
    assert visitor.ask("/health/ready").status == 503
