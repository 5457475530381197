"""Every counter counts alike: exactly, for all processes, and anew in the next window."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.limits.nodes import PUBLIC, START, STRICT, Nodes, Ticks
from wizard.application import limits as application
from wizard.application.limits import Gate
from wizard.domain.limits import LIMITS, Limit

ONE, OTHER = "203.0.113.77", "2001:db8:1:2::/64"
DAYS = count(1)
"""Each run of a property stands on days of its own: nothing is left of the run before."""


def used(gate: Gate, limit: Limit = STRICT, who: str = ONE) -> int:
    """Count once more and return how often it was in all."""
    standing = gate.hit(limit.name, who)
    assert standing is not None
    return standing.used


def over(gate: Gate, limit: Limit, who: str = ONE) -> bool:
    """Count once more and return whether it was one too many."""
    standing = gate.hit(limit.name, who)
    assert standing is not None
    return standing.over


def test_so_many_pass_and_the_next_one_waits(nodes: Nodes) -> None:
    gate = nodes.new()
    nodes.clock.at = START + 18.5
    assert [over(gate, STRICT) for _ in range(6)] == [False] * 5 + [True]
    standing = gate.hit(STRICT.name, ONE)
    assert standing is not None
    assert (standing.wait, standing.left, standing.limit) == (42, 0, STRICT)
    assert not over(gate, STRICT, OTHER), "another visitor is not concerned"
    assert not over(gate, PUBLIC), "nor is another limit"
    nodes.clock.at = START + 60
    assert used(gate) == 1, "a new window has begun"


def test_two_servers_count_together(nodes: Nodes) -> None:
    first, second = nodes.new(), nodes.new()
    assert [used(gate) for gate in (first, second) * 3] == [1, 2, 3, 4, 5, 6]
    assert over(first, STRICT)
    assert over(second, STRICT)


def test_what_is_read_is_told_to_the_others_and_comes_back(nodes: Nodes) -> None:
    first, second = nodes.new(), nodes.new()
    for _ in range(50):
        assert not over(first, PUBLIC)
        assert not over(second, PUBLIC)
    nodes.exchange()
    assert over(first, PUBLIC)
    assert over(second, PUBLIC)
    nodes.exchange()
    assert used(first, PUBLIC) == 103
    nodes.clock.at = START + 60
    assert (used(first, PUBLIC), used(second, PUBLIC, OTHER)) == (1, 1)
    nodes.exchange()
    assert used(first, PUBLIC) == 2, "what was told in one window does not count in the next"


def test_who_comes_rarely_is_not_told_of(sharing_nodes: Nodes) -> None:
    first, second = sharing_nodes.new(), sharing_nodes.new()
    assert used(first, PUBLIC) == 1, "two are the fiftieth part of a hundred"
    for _ in range(2):
        used(second, PUBLIC)
    sharing_nodes.exchange()
    assert used(first, PUBLIC) == 2, "one alone asks nothing, so it hears nothing"
    sharing_nodes.exchange()
    assert used(first, PUBLIC) == 5


def test_a_clock_that_is_set_back_makes_nobody_wait(nodes: Nodes) -> None:
    gate = nodes.new()
    while not over(gate, STRICT):
        continue
    nodes.clock.at = START - 3_600
    standing = gate.hit(STRICT.name, ONE)
    assert standing is not None
    assert (standing.used, standing.wait) == (1, 60)
    nodes.clock.at = START - 3_600 + 60
    assert used(gate) == 1


def test_a_clock_that_is_set_forward_begins_anew(nodes: Nodes) -> None:
    gate = nodes.new()
    while not over(gate, STRICT):
        continue
    nodes.clock.at = START + 86_400 * 400
    assert used(gate) == 1


def test_tries_at_the_same_moment_get_exactly_their_share(nodes: Nodes) -> None:
    gates = [nodes.new() for _ in range(3)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda number: over(gates[number % 3], STRICT), range(36)))
    assert found.count(False) == STRICT.most


def test_many_threads_of_one_process_lose_no_visit() -> None:
    gate = Gate({PUBLIC.name: PUBLIC}, Ticks())
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: used(gate, PUBLIC), range(2_000)))
    assert sorted(seen) == list(range(1, 2_001))


FEW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""Examples for tests whose servers and counters are real: each costs a moment."""

VISITS = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from([ONE, OTHER]), st.sampled_from([0.0, 0.5, 7.0, 59.0])
    ),
    max_size=30,
)
"""Visits: at which server, of whom, how many seconds after the one before."""


@example([(0, ONE, 0.0), (1, ONE, 59.0), (0, ONE, 7.0), (1, OTHER, 0.5)])
@given(VISITS)
@FEW
def test_any_visits_are_counted_as_one_would_by_hand(
    nodes: Nodes, visits: list[tuple[int, str, float]]
) -> None:
    while len(nodes.made) < (1 if nodes.counter is None else 2):
        nodes.new()
    nodes.clock.at = START + 86_400.0 * next(DAYS)
    counted: Counter[tuple[str, int]] = Counter()
    for server, who, later in visits:
        nodes.clock.at += later
        key = who, STRICT.window(nodes.clock.at)
        counted[key] += 1
        gate = nodes.made[server % len(nodes.made)]
        standing = gate.hit(STRICT.name, who)
        assert standing is not None
        assert standing.used == counted[key]
        assert standing.over == (counted[key] > STRICT.most)
        assert 1 <= standing.wait <= STRICT.seconds


@given(VISITS)
@FEW
def test_after_an_exchange_every_server_knows_all(
    sharing_nodes: Nodes, visits: list[tuple[int, str, float]]
) -> None:
    nodes = sharing_nodes
    while len(nodes.made) < 2:
        nodes.new()
    nodes.clock.at = START + 86_400.0 * next(DAYS)
    counted: Counter[str] = Counter()
    for server, who, _ in visits:
        counted[who] += 3
        for _ in range(3):
            used(nodes.made[server], PUBLIC, who)
    nodes.exchange()
    for gate in nodes.made:
        own = Counter(who for server, who, _ in visits if nodes.made[server] is gate)
        for who in own:
            assert used(gate, PUBLIC, who) == counted[who] + 1, "with the visit that asks"


def test_a_limit_that_is_not_in_force_counts_nothing() -> None:
    assert Gate({}, Ticks()).hit("pages", ONE) is None


def test_the_memory_of_a_process_is_bounded() -> None:
    gate = Gate({STRICT.name: STRICT}, Ticks())
    while not over(gate, STRICT):
        continue
    for number in range(application.MOST_VISITORS):
        gate.hit(STRICT.name, f"visitor {number}")
    assert used(gate) == 1, "so many addresses begin a new count"


def test_the_limits_let_a_school_class_through() -> None:
    """Thirty at one address: each clicks once a second, and gets suggestions four times."""
    for name, each in (("pages", 1 + 4), ("search", 4), ("api", 1)):
        limit = LIMITS[name]
        assert limit.most >= 1.5 * 30 * each * limit.seconds, name
