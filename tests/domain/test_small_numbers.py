"""Small numbers that are hidden cannot be worked out, by whoever knows the rules as well."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.domain.desk_count_table import CountLine, count_lines
from wizard.domain.desk_counts import DETAILED, WAYS, DeskSums, Way
from wizard.domain.small_numbers import HIDDEN, SMALL, SMALLEST, guarded, guarded_parts
from wizard.domain.text import LANGUAGES

KEYS = "abcde"


def compositions(total: int, places: int) -> Iterator[tuple[int, ...]]:
    """Yield all ways to divide a total among some places."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in compositions(total - first, places - 1))


def written(counts: tuple[int, ...]) -> tuple[str, ...] | None:
    """Return what is written for the parts of a whole, a part that is absent as 0."""
    parts = dict(zip(KEYS, counts, strict=False))
    found = guarded_parts(sum(counts), parts, len(counts))
    return None if found is None else tuple(found.get(key, "0") for key in parts)


def test_small_numbers_are_never_written() -> None:
    for counts in product(range(9), repeat=3):
        for count, words in zip(counts, written(counts) or (), strict=False):
            assert words in (str(count), SMALL, HIDDEN)
            assert words != str(count) or not 0 < count < SMALLEST
            assert words != SMALL or 0 < count < SMALLEST


@pytest.mark.parametrize("places", [2, 3, 4, 5])
def test_nothing_hidden_follows_from_the_total_and_the_rules(places: int) -> None:
    for total in range(1, 29 - 3 * places + 4):
        # Who knows all rules can try what each possible truth would have looked like.
        truths: dict[object, list[tuple[int, ...]]] = defaultdict(list)
        for counts in compositions(total, places):
            truths[written(counts)].append(counts)
        if total < SMALLEST:
            assert truths.keys() == {None}, "the total is not told, nor is anything of it"
            continue
        for words, possible in truths.items():
            for place in range(places):
                values = {counts[place] for counts in possible}
                hidden = words is None or words[place] in (SMALL, HIDDEN)  # type: ignore[index]  # a tuple
                assert (len(values) > 1) == hidden, (total, words, place, values)


def test_the_attack_finds_what_a_careless_file_tells() -> None:
    truths = defaultdict(set)
    for counts in compositions(12, 2):
        truths[tuple(map(guarded, counts))].add(counts)
    assert min(map(len, truths.values())) == 1, "«<5» alone beside a total tells all"


def test_a_value_of_which_nobody_knows_the_total_is_simply_small() -> None:
    assert guarded(4) == SMALL
    assert guarded(0) == "0"


def test_no_more_is_hidden_than_needed() -> None:
    assert written((100, 60, 7)) == ("100", "60", "7")
    assert written((100, 60, 2)) == ("100", HIDDEN, HIDDEN)
    assert written((100, 60, 2, 1)) == ("100", "60", SMALL, SMALL)
    assert written((100, 60, 1, 1)) == ("100", HIDDEN, HIDDEN, HIDDEN)
    assert written((60, 60, 100, 3)) == (HIDDEN, HIDDEN, "100", HIDDEN)


COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 16))
COLUMN = st.tuples(COUNTS, COUNTS, COUNTS).map(
    lambda counts: dict(zip(LANGUAGES, counts, strict=True))
)
POSSIBLE = {**dict.fromkeys(DETAILED, 5), "language": 3}


def sums_of(columns: dict[Way, dict[str, int]]) -> DeskSums:
    """Return visits by language; each visit has one."""
    numbers: dict[tuple[Way, str], int] = {}
    for way, counts in columns.items():
        numbers[way, "visit"] = sum(counts.values())
        numbers |= {(way, f"language:{key}"): count for key, count in counts.items()}
    return DeskSums(numbers)


def languages(lines: tuple[CountLine, ...]) -> dict[str, tuple[str, str, str]]:
    """Return the rows of visits and languages."""
    found = {one.value: one.cells for one in lines if one.kind == "language"}
    return {**found, "visits": next(one.cells for one in lines if one.kind == "visit")}


@settings(max_examples=60, derandomize=True, print_blob=True, deadline=None)
@given(kiosk=COLUMN, embed=COLUMN)
def test_no_cell_of_a_table_follows_from_its_rows_and_columns(
    kiosk: dict[str, int], embed: dict[str, int]
) -> None:
    truth: dict[Way, dict[str, int]] = {"kiosk": kiosk, "embed": embed}
    table = languages(count_lines(sums_of(truth), POSSIBLE))
    for cells in table.values():
        both = cells[0].isdecimal() and cells[1].isdecimal()
        assert cells[2] == (str(int(cells[0]) + int(cells[1])) if both else "")
    # The sums of rows tell nothing new, so each column can be attacked by itself.
    for column, way in enumerate(WAYS):
        total = sum(truth[way].values())
        totals = [total] if table["visits"][column].isdecimal() else range(1, SMALLEST)
        other = truth[WAYS[1 - column]]
        possible = [
            counts
            for one in totals
            for counts in compositions(one, 3)
            if column_of(counts, other, column)
            == {key: cells[column] for key, cells in table.items()}
        ]
        assert tuple(truth[way].values()) in possible
        for place, key in enumerate(truth[way]):
            words = table.get(key, table.get("", ("0", "0", "0")))[column]
            alone = {counts[place] for counts in possible}
            assert words.isdecimal() or len(alone) > 1, (table, way, key)


def column_of(counts: tuple[int, ...], other: dict[str, int], column: int) -> dict[str, str]:
    """Return what one column would be for other numbers."""
    mine = dict(zip(LANGUAGES, counts, strict=True))
    pair = (mine, other) if column == 0 else (other, mine)
    lines = count_lines(sums_of(dict(zip(WAYS, pair, strict=True))), POSSIBLE)
    return {key: cells[column] for key, cells in languages(lines).items()}


def test_services_are_parts_of_nothing() -> None:
    sums = DeskSums({("kiosk", "service:credal"): 2, ("kiosk", "service:microstart"): 9})
    rows = {one.value: one.cells for one in count_lines(sums, POSSIBLE) if one.kind == "service"}
    assert rows == {"microstart": ("9", "0", "9"), "credal": (SMALL, "0", "")}


def test_parts_that_are_left_out_say_so() -> None:
    sums = DeskSums({("kiosk", "visit"): 3, ("kiosk", "language:fr"): 3})
    rows = [one for one in count_lines(sums, POSSIBLE) if one.kind in ("visit", "language")]
    assert rows == [
        CountLine("visit", "", (SMALL, "0", "")),
        CountLine("language", "", (HIDDEN, "0", "")),
    ]
