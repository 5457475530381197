"""The settings of the limits are read, and each mistake is explained without a secret."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.limits.stores import Store
from wizard.domain.limits import LIMITS
from wizard.limiting import open_limits
from wizard.settings import Settings, SettingsError
from wizard.settings.limits import LimitSettings, limits_of

STRICT = {name for name, limit in LIMITS.items() if limit.strict}


def test_without_a_setting_all_limits_hold_in_memory() -> None:
    found = LimitSettings.from_environment({})
    assert (found.place, dict(found.limits)) == ("memory", LIMITS)


def test_limits_are_changed_by_name() -> None:
    found = limits_of("search=60/minute, api=600/10 seconds,sign-in=5/hour")
    changed = {name: (one.most, one.seconds) for name, one in found.items() if one != LIMITS[name]}
    assert changed == {"search": (60, 60), "api": (600, 10), "sign-in": (5, 3_600)}
    assert found["sign-in"].strict, "what guards against abuse still does"


def test_none_switches_off_what_is_only_read() -> None:
    assert limits_of("none").keys() == STRICT
    assert limits_of("api=5/second, none").keys() == STRICT | {"api"}
    assert {"sign-in", "links", "answers", "flags"} == STRICT


@pytest.mark.parametrize(
    "words",
    ["nothing=5/minute", "api=0/minute", "api=5", "api=5/fortnight", "api=5/2 days", "off", "="],
)
def test_a_limit_that_cannot_be_read_is_said(words: str) -> None:
    with pytest.raises(SettingsError, match="WIZARD_LIMITS is"):
        limits_of(words)


@pytest.mark.parametrize(
    "url", ["http://host", "redis://", "redis://:secret@host:x/0", "memcached://host:1", "Database"]
)
def test_an_address_that_cannot_be_used_is_said_without_it(url: str) -> None:
    with pytest.raises(SettingsError, match="WIZARD_LIMITS_URL is") as caught:
        LimitSettings.from_environment({"WIZARD_LIMITS_URL": url})
    assert "secret" not in str(caught.value)


def test_a_password_comes_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("open sesame\n", encoding="utf-8")
    environment = {
        "WIZARD_LIMITS_URL": "redis://host:6379/0",
        "WIZARD_LIMITS_PASSWORD_FILE": str(file),
    }
    found = LimitSettings.from_environment(environment)
    assert found.password == "open sesame"  # noqa: S105  (of this test)
    assert "sesame" not in repr(found)
    twice = {**environment, "WIZARD_LIMITS_URL": "redis://:other@host:6379/0"}
    with pytest.raises(SettingsError, match="given twice") as caught:
        LimitSettings.from_environment(twice)
    assert "other@" not in str(caught.value)
    assert ":other" not in repr(LimitSettings("redis", twice["WIZARD_LIMITS_URL"]))


def settings(folder: Path, **environment: str) -> Settings:
    return Settings.from_environment({"WIZARD_DATA": str(folder), **environment})


def test_the_settings_lead_to_the_counter(store: Store, tmp_path: Path) -> None:
    name = "WIZARD_LIMITS_URL" if store.kind == "redis" else "WIZARD_DATABASE_URL"
    places = {"WIZARD_LIMITS_URL": "database", name: store.url}
    ours = settings(tmp_path, **places)
    with closing(open_limits(ours)) as one, closing(open_limits(ours)) as other:
        for gate, used in ((one, 1), (other, 2), (one, 3)):
            standing = gate.hit("links", "203.0.113.77")
            assert standing is not None
            assert standing.used == used
    assert [number for _, number in store.rows()] == [3]


def test_in_memory_each_process_counts_for_itself(tmp_path: Path) -> None:
    ours = settings(tmp_path)
    for _ in range(2):
        standing = open_limits(ours).hit("links", "203.0.113.77")
        assert standing is not None
        assert standing.used == 1
