"""The line that starts a kiosk, and the policy: as they are written, and as Chromium takes them."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from wizard.domain.kiosk_start import FLAGS, PRINTING, PROFILE, chromium_line, policy

URL = "https://guide.example/kiosk/lel-noord/"
LIBRARY = Path("/usr/lib/chromium/chromium")
"""The program itself on Debian; /usr/bin/chromium is a script that starts it."""


def test_the_line_is_one_that_a_shell_takes_apart_again() -> None:
    nasty = "https://guide.example/kiosk/a/?x=1&y='2' $(false)"
    words = shlex.split(chromium_line(nasty, printing=False, profile="/srv/the kiosk's"))
    assert words[0] == "chromium"
    assert words[-1] == nasty
    assert "--user-data-dir=/srv/the kiosk's" in words


def test_the_profile_stays_and_is_below_the_home_of_who_starts_it() -> None:
    line = chromium_line(URL, printing=True)
    told = subprocess.run(
        ["sh", "-c", line.replace("chromium", "printf '%s\\n'", 1)],
        env={"HOME": "/home/a b"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert f"--user-data-dir=/home/a b/{PROFILE.removeprefix('~/')}" in told
    assert not [word for word in told if "incognito" in word or "temp-profile" in word]


def test_it_prints_by_itself_only_where_the_desk_prints() -> None:
    assert PRINTING[0] in chromium_line(URL, printing=True).split()
    assert PRINTING[0] not in chromium_line(URL, printing=False)


def test_every_flag_has_its_reason() -> None:
    assert all(flag.startswith("--") and reason.endswith(".") for flag, reason in FLAGS)
    names = [flag.split("=")[0] for flag, _ in FLAGS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("origin", "pattern"),
    [
        ("https://guide.example", "https://.guide.example"),
        ("http://127.0.0.1:8000", "http://.127.0.0.1:8000"),
    ],
)
def test_the_policy_opens_one_site_and_no_tools(origin: str, pattern: str) -> None:
    said = json.loads(json.dumps(policy(origin)))
    assert said["URLBlocklist"] == ["*", "chrome://*"]
    assert said["URLAllowlist"] == [pattern, "chrome://print"]
    assert said["DeveloperToolsAvailability"] == 2
    assert said["IncognitoModeAvailability"] == 1


def known(words: list[str]) -> set[str]:
    """Return those of the words that the program holds as a text of its own."""
    program = LIBRARY.read_bytes()
    return {word for word in words if b"\0" + word.encode() + b"\0" in program}


@pytest.mark.browser
def test_chromium_knows_every_flag_and_every_name_of_the_policy() -> None:
    flags = [flag.removeprefix("--").split("=")[0] for flag, _ in (*FLAGS, PRINTING)]
    names = list(policy("https://guide.example"))
    wanted = [*flags, "user-data-dir", *names]
    assert set(wanted) - known(wanted) == set()
    assert known(["disable-save-password-bubble", "NoSuchPolicyEnabled"]) == set()


@pytest.mark.browser
def test_chromium_starts_with_the_line_and_opens_the_page(tmp_path: Path) -> None:
    page = tmp_path / "first page.html"
    page.write_text("<title>Kiosk</title><p id=a></p><script>a.append('opened')</script>")
    line = chromium_line(page.as_uri(), printing=True, profile=str(tmp_path / "the profile"))
    # What a machine without a screen needs, and to say what the page became.
    extra = "--headless --no-sandbox --disable-gpu --dump-dom --virtual-time-budget=2000"
    program = shutil.which("chromium")
    assert program is not None, "this test needs Debian's Chromium"
    done = subprocess.run(
        ["sh", "-c", line.replace("chromium", f"{program} {extra}", 1)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert '<p id="a">opened</p>' in done.stdout
    assert (tmp_path / "the profile").is_dir()
