"""Secrets: from files or made on the first run, for their owner alone, and never in a `repr`."""

import stat
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.security.conftest import WholeSite
from tests.staff.people import SEALING
from wizard.app import build_app
from wizard.delivery.smtp import Server
from wizard.settings import Settings, SettingsError
from wizard.settings.exposed import exposed
from wizard.web.partner_links import SignedLinks
from wizard.web.site import EXTENSION, Site
from wizard.web.staff.provider import Provider

WORDS = "never-to-be-seen-"
SECRET_NAMES = ("WIZARD_SMTP_PASSWORD", "WIZARD_OIDC_CLIENT_SECRET", "WIZARD_LIMITS_PASSWORD")
AROUND = {
    "WIZARD_OIDC_ISSUER": "https://provider.example",
    "WIZARD_OIDC_CLIENT_ID": "parcours",
    "WIZARD_SMTP_HOST": "mail.example",
    "WIZARD_LIMITS_URL": "redis://redis.example:6379/0",
    "WIZARD_DATABASE_URL": f"postgresql://user:{WORDS}db@db.example/parcours",
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder for its owner alone, in a folder that everybody may enter.

    pytest's own folders are closed to others, so that nothing in them could ever be told.
    """
    with TemporaryDirectory() as outside:
        Path(outside).chmod(0o755)
        data = Path(outside) / "data"
        data.mkdir(mode=0o700)
        yield data


def settings(folder: Path, **more: str) -> Settings:
    return Settings.from_environment({"WIZARD_DATA": str(folder), **more})


def test_what_is_made_on_the_first_run_is_for_its_owner_alone(tmp_path: Path) -> None:
    found = settings(tmp_path / "new" / "data")
    found.make_folder()
    found.secret()
    found.sealing_keys()
    assert stat.S_IMODE(found.data.stat().st_mode) == 0o700
    for name in ("secret", "sealing.key"):
        assert stat.S_IMODE((found.data / name).stat().st_mode) == 0o600
    assert exposed(found, {}) == ()


def test_a_folder_or_key_that_others_can_read_is_told(folder: Path) -> None:
    found = settings(folder)
    found.secret()
    assert exposed(found, {}) == ()
    (folder / "secret").chmod(0o644)
    assert exposed(found, {}) == (), "nobody else comes into the folder"
    folder.chmod(0o711)
    assert [one.split()[7] for one in exposed(found, {})] == [str(folder / "secret")]
    folder.chmod(0o755)
    assert [one.split()[7] for one in exposed(found, {})] == [str(folder), str(folder / "secret")]
    (folder / "secret").chmod(0o640)
    folder.chmod(0o750)
    assert exposed(found, {}) == (), "a group is somebody's choice"


@pytest.mark.parametrize(
    "name",
    ["WIZARD_SMTP_PASSWORD_FILE", "WIZARD_OIDC_CLIENT_SECRET_FILE", "WIZARD_SECRET_FILE",
     "WIZARD_SEALING_KEY_FILE", "WIZARD_LIMITS_PASSWORD_FILE", "WIZARD_DATABASE_PASSWORD_FILE"],
)  # fmt: skip
def test_a_file_of_a_secret_that_others_can_read_is_told(folder: Path, name: str) -> None:
    file = folder.parent / "password"
    file.write_text(WORDS)
    for mode, told in ((0o600, False), (0o640, False), (0o644, True), (0o604, True)):
        file.chmod(mode)
        found = exposed(settings(folder), {name: str(file)})
        assert bool(found) == told, oct(mode)
        assert not told or (str(file) in found[0] and name in found[0] and WORDS not in found[0])
    assert exposed(settings(folder), {name: "/nowhere/at-all"}) == ()


def test_several_nodes_sign_with_the_key_of_one_file(tmp_path: Path) -> None:
    file = tmp_path / "signing"
    file.write_text(f"{'k' * 40}\n", encoding="ascii")
    nodes = [settings(tmp_path / name, WIZARD_SECRET_FILE=str(file)) for name in ("a", "b")]
    assert {node.secret() for node in nodes} == {"k" * 40}
    assert not (tmp_path / "a").exists(), "no key of its own is made"


@pytest.mark.parametrize("words", ["", "k" * 31, "   \n", "k" * 20 + "\u00e9" * 20])
def test_a_file_that_holds_no_key_is_refused_and_not_quoted(folder: Path, words: str) -> None:
    file = folder.parent / "signing"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(SettingsError, match="WIZARD_SECRET_FILE names a file") as caught:
        settings(folder, WIZARD_SECRET_FILE=str(file)).secret()
    assert "kkk" not in str(caught.value)
    with pytest.raises(SettingsError, match="WIZARD_SECRET_FILE names a file"):
        settings(folder, WIZARD_SECRET_FILE=str(folder / "none")).secret()


def every_part(value: object) -> list[object]:
    """Return a settings object with all that it is made of."""
    found = [value]
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            found += every_part(getattr(value, one.name))
    return found


def test_no_repr_shows_a_secret(folder: Path) -> None:
    secrets = {name: f"{WORDS}{number}" for number, name in enumerate(SECRET_NAMES)}
    found = settings(folder, **AROUND, **secrets)
    values = {str(one) for one in every_part(found) if isinstance(one, str)}
    assert {*secrets.values(), f"{WORDS}1"} <= values, "the secrets are there"
    objects = [one for one in every_part(found) if not isinstance(one, str)]
    oidc, post = found.oidc, found.post
    assert oidc is not None
    objects += [
        Provider(oidc.issuer, oidc.client_id, oidc.client_secret, oidc.claim, oidc.name),
        Server(post.smtp_host, post.smtp_port, post.smtp_security, "user", post.smtp_password),
        SignedLinks(f"{WORDS}signing", lambda: None),  # type: ignore[arg-type,return-value]  # no clock is needed
        SEALING,
    ]
    for one in objects:
        assert WORDS not in repr(one), type(one)
        assert WORDS not in str(one), type(one)


def test_the_application_shows_its_key_nowhere(whole: WholeSite) -> None:
    site: Site = whole.app.extensions[EXTENSION]
    other = build_app(site, f"{WORDS}signing")
    assert WORDS not in repr(other) + repr(site) + repr(site.office)
