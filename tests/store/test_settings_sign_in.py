"""The settings of signing in: the OpenID Connect provider, and proxies before the server."""

from pathlib import Path

import pytest

from wizard.settings import OidcSettings, Settings, SettingsError

ISSUER = {"WIZARD_OIDC_ISSUER": "https://sso.example/realm", "WIZARD_OIDC_CLIENT_ID": "parcours"}


def oidc(**more: str) -> OidcSettings | None:
    return Settings.from_environment({**ISSUER, **more}).oidc


def test_without_variables_there_is_no_provider_and_no_proxy() -> None:
    found = Settings.from_environment({"WIZARD_OIDC_NAME": "hub", "WIZARD_OIDC_CLAIM": "email"})
    assert (found.oidc, found.proxies) == (None, 0)


def test_two_variables_are_enough() -> None:
    assert oidc() == OidcSettings(
        "https://sso.example/realm", "parcours", "", "preferred_username", "OpenID Connect"
    )


def test_every_variable_counts() -> None:
    more = {
        "WIZARD_OIDC_CLIENT_SECRET": "secret",
        "WIZARD_OIDC_CLAIM": "email",
        "WIZARD_OIDC_NAME": "hub.brussels",
    }
    found = oidc(**more)
    assert found == OidcSettings(
        "https://sso.example/realm", "parcours", "secret", "email", "hub.brussels"
    )
    assert "secret'" not in repr(Settings.from_environment({**ISSUER, **more}))


def test_the_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    found = oidc(WIZARD_OIDC_CLIENT_SECRET_FILE=str(tmp_path / "secret"))
    assert found is not None
    assert found.client_secret == "from a file"  # noqa: S105  (no secret)


@pytest.mark.parametrize("missing", ISSUER)
def test_half_a_provider_is_an_error(missing: str) -> None:
    with pytest.raises(SettingsError, match="both WIZARD_OIDC_ISSUER and WIZARD_OIDC_CLIENT_ID"):
        Settings.from_environment({**ISSUER, missing: ""})


@pytest.mark.parametrize("issuer", ["http://sso.example", "sso.example", "ftp://x", "//x"])
def test_a_provider_is_reached_safely(issuer: str) -> None:
    with pytest.raises(SettingsError, match="begins with https://"):
        oidc(WIZARD_OIDC_ISSUER=issuer)


@pytest.mark.parametrize("issuer", ["http://localhost:8080/r", "http://127.0.0.1:9400"])
def test_a_provider_on_this_machine_is_near_enough(issuer: str) -> None:
    found = oidc(WIZARD_OIDC_ISSUER=issuer)
    assert found is not None
    assert found.issuer == issuer


def test_the_number_of_proxies() -> None:
    assert Settings.from_environment({"WIZARD_PROXIES": "2"}).proxies == 2
    for wrong in ("-1", "two", "1.5"):
        with pytest.raises(SettingsError, match="WIZARD_PROXIES is a whole number from 0 to 16"):
            Settings.from_environment({"WIZARD_PROXIES": wrong})
