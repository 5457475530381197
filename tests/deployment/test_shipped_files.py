"""Every setting, command, file and service that the shipped files name exists."""

import re
import shutil
import subprocess
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.deployment import shipped
from tests.policy.test_docs import SETTINGS
from wizard.settings import Settings

SERVERS = ("app1", "app2")
ONCE = {"migrate", "publish", "backup"}
"""Services that end by themselves."""

MOST_EXPOSED = 2.0
"""Of 10, by the scale of `systemd-analyze security`: «OK» ends at 4.5, «SAFE» begins below 1."""


@pytest.mark.parametrize("path", shipped.shipped_files(), ids=lambda path: path.name)
def test_every_setting_is_one_of_ours(path: Path) -> None:
    named = set(shipped.SETTING.findall(path.read_text(encoding="utf-8")))
    assert named <= {*SETTINGS}, f"{path.name} names {named - {*SETTINGS}}"


@pytest.mark.parametrize("words", list(shipped.commands()), ids=" ".join)
def test_every_command_can_be_typed(words: list[str]) -> None:
    assert shipped.fault_of(words) == ""


@pytest.mark.parametrize("words", [["catalogue", "burn"], ["run", "--burn"], [], ["backup"]])
def test_a_command_that_cannot_be_typed_would_be_found(words: list[str]) -> None:
    assert shipped.fault_of(words)


@pytest.mark.parametrize("name", shipped.own_services())
def test_the_settings_of_each_service_can_be_read(name: str, tmp_path: Path) -> None:
    environment = dict(shipped.own_services()[name]["environment"])
    for key, value in environment.items():
        if value.startswith("/run/secrets/"):
            file = tmp_path / value.rpartition("/")[2]
            file.write_text("k" * 48, encoding="ascii")
            environment[key] = str(file)
        elif value.startswith("${"):
            environment[key] = "https://guide.example" if "URL" in key else ""
    settings = Settings.from_environment({**environment, "WIZARD_DATA": str(tmp_path / "data")})
    assert settings.limits.place == "redis"
    assert "parcours:k" in settings.database_url, "the password is read from its file"
    assert settings.secret() == "k" * 48
    assert (settings.proxies, settings.public_url) == (1, "https://guide.example")


def test_all_services_that_are_ours_share_their_settings() -> None:
    own = shipped.own_services()
    shared = own["app1"]["environment"]
    assert {name for name in own if own[name]["environment"] == shared} == own.keys() - {"post"}
    assert own["post"]["environment"].items() > shared.items()
    assert {key: one for key, one in own["app1"].items() if key != "volumes"} == {
        key: one for key, one in own["app2"].items() if key != "volumes"
    }
    assert own["app1"]["volumes"] != own["app2"]["volumes"], "each has a data folder of its own"


def named(service: dict[str, Any], key: str) -> set[str]:
    """Return the secrets or named volumes that a service uses."""
    words = {one.partition(":")[0] for one in service.get(key, [])}
    return {one for one in words if not one.startswith(".")}


@pytest.mark.parametrize("key", ["secrets", "volumes", "networks"])
def test_what_services_use_is_defined_and_nothing_else(key: str) -> None:
    used = set().union(*(named(one, key) for one in shipped.services().values()))
    assert used == shipped.compose()[key].keys()


@pytest.mark.parametrize("name", shipped.services())
def test_each_service_is_closed(name: str) -> None:
    one = shipped.services()[name]
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert ("ports" in one) == (name == "nginx"), "nginx is the only way in"
    assert ("outside" in one["networks"]) == (name in {"nginx", "post"})
    assert name in ONCE or one["restart"] == "unless-stopped"
    assert name in {*ONCE, "post"} or one["healthcheck"]["test"]
    environment = one.get("environment", {})
    secret = {key: value for key, value in environment.items() if "PASSWORD" in key or "KEY" in key}
    assert all(value.removeprefix("/run/secrets/") in one["secrets"] for value in secret.values())


def test_services_wait_for_services_that_are_there() -> None:
    all_of_them = shipped.services()
    for name, one in all_of_them.items():
        for other, how in one.get("depends_on", {}).items():
            waited = all_of_them[other]
            assert "profiles" not in waited, f"{name} waits for {other}, which nobody starts"
            ends = how["condition"] == "service_completed_successfully"
            assert ends == (other in ONCE), (name, other)


def test_addresses_within_name_services() -> None:
    environment = shipped.own_services()["app1"]["environment"]
    hosts = {re.sub(r".*[/@]([a-z]+):\d+/.*", r"\1", environment[f"WIZARD_{name}_URL"])
             for name in ("DATABASE", "LIMITS")}  # fmt: skip
    assert hosts == {"database", "counter"}
    assert hosts < shipped.services().keys()
    upstream = re.findall(r"^ +server (\w+):8000 ", shipped.text("nginx.conf"), re.MULTILINE)
    assert tuple(upstream) == SERVERS * 2, "each also as the last resort"
    for name in SERVERS:
        words = shipped.own_services()[name]["command"]
        assert words[words.index("--port") + 1] == "8000"
        assert "--no-publish" in words, "one that starts again publishes nothing"


def test_files_that_are_named_are_there() -> None:
    built = shipped.own_services()["app1"]["build"]
    assert (shipped.FOLDER / built["context"]).resolve() == ROOT
    assert (ROOT / built["dockerfile"]).is_file()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", shipped.text("Containerfile"), re.MULTILINE)
    for name in " ".join(copied).split():
        assert (ROOT / name).exists(), f"Containerfile copies {name}"
    for volume in shipped.services()["nginx"]["volumes"]:
        assert (shipped.FOLDER / volume.partition(":")[0]).is_file()


def test_the_image_is_built_from_locked_versions_only() -> None:
    text = shipped.text("Containerfile")
    installs = re.findall(r"pip install (.*?)(?: \\|$)", text, re.MULTILINE)
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)
    found = re.search(r"keep = /\^\((?P<names>[a-z|-]+)\)==/", text)
    assert found
    tools = set(found["names"].split("|"))
    of_hatchling = {re.split(r"[<>=~!; ]", one)[0] for one in requires("hatchling") or ()}
    conditional = {"tomli", "backports-zstd"}
    assert tools == {"babel", "hatchling"} | of_hatchling - conditional
    locked = (ROOT / "tests" / "requirements.lock").read_text(encoding="utf-8")
    assert all(re.search(rf"^{one}==", locked, re.MULTILINE) for one in tools)


def test_the_image_runs_as_somebody_without_rights() -> None:
    text = shipped.text("Containerfile")
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert re.search(r"^STOPSIGNAL SIGTERM$", last, re.MULTILINE)
    assert re.search(r"^VOLUME /var/lib/parcours$", last, re.MULTILINE)
    assert "/health/live" in last
    versions = set(re.findall(r"^FROM (\S+)", text, re.MULTILINE))
    assert len(versions) == 1, "both stages have the same Python"


def test_units_share_what_protects_them() -> None:
    lines = shipped.unit(shipped.COMMON)["Service"]
    common, repeated = dict(lines), [key for key, _ in lines]
    assert common["ProtectSystem"] == "strict"
    assert common["NoNewPrivileges"] == "yes"
    assert common["StateDirectory"] == "parcours"
    mine = {key for path in shipped.UNITS.glob("*.service")
            for key, _ in shipped.unit(path.name)["Service"]}  # fmt: skip
    added = {"StateDirectory", "Environment"}
    assert mine & set(repeated) == added, "what is written twice can differ; lists are added to"
    names = {value.partition(":")[0] for key, value in lines if key == "LoadCredential"}
    used = {value.partition("%d/")[2] for key, value in lines if "%d/" in value}
    assert names == used == {*shipped.compose()["secrets"]}


def test_the_timer_starts_a_unit_that_is_there() -> None:
    found = shipped.timer("parcours-backup.timer")
    assert found["Timer"]["Persistent"] == "true"
    assert (shipped.UNITS / "parcours-backup.service").is_file()
    done = subprocess.run(
        ["systemd-analyze", "calendar", found["Timer"]["OnCalendar"]],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The units in a folder where systemd looks, with a program at the place of ours."""
    program = tmp_path / "wizard"
    program.write_text("#!/bin/sh\n", encoding="ascii")
    program.chmod(0o755)
    shutil.copytree(shipped.UNITS, tmp_path / "units")
    for one in (tmp_path / "units").glob("*.service"):
        words = one.read_text(encoding="utf-8").replace("/opt/parcours/bin/wizard", str(program))
        one.write_text(words, encoding="utf-8")
    # The colon at the end: systemd's own units as well.
    return {"SYSTEMD_UNIT_PATH": f"{tmp_path / 'units'}:", "PATH": "/usr/bin:/bin"}


def test_systemd_understands_the_units(installed: dict[str, str]) -> None:
    folder = Path(installed["SYSTEMD_UNIT_PATH"].rstrip(":"))
    units = [str(one) for one in sorted(folder.glob("*.*")) if one.is_file()]
    assert len(units) == 5
    command = ["systemd-analyze", "verify", "--man=no", *units]
    done = subprocess.run(command, env=installed, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["web", "post", "publish", "backup"])
def test_systemd_finds_the_units_closed(installed: dict[str, str], name: str) -> None:
    path = Path(installed["SYSTEMD_UNIT_PATH"].rstrip(":")) / f"parcours-{name}.service"
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(path)]
    done = subprocess.run(command, env=installed, capture_output=True, text=True, check=False)
    found = re.search(r"exposure level for \S+: ([0-9.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= MOST_EXPOSED, done.stdout
