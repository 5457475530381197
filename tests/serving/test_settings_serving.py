"""The settings of the server: read whole, or refused by name."""

import pytest

from wizard.settings import ServingSettings, SettingsError


def test_the_usual_ones() -> None:
    assert ServingSettings.from_environment({}) == ServingSettings()


def test_all_of_them() -> None:
    read = ServingSettings.from_environment(
        {
            "WIZARD_WORKERS": "4",
            "WIZARD_THREADS": "8",
            "WIZARD_CONNECTIONS": "500",
            "WIZARD_REQUEST_SECONDS": "20",
            "WIZARD_ANSWER_SECONDS": "60",
            "WIZARD_STOP_SECONDS": "5",
            "WIZARD_LOG_FORMAT": "json",
            "WIZARD_LOG_LEVEL": "warning",
            "WIZARD_METRICS": "[::1]:9400",
        }
    )
    assert read == ServingSettings(4, 8, 500, 20, 60, 5, "json", "warning", ("::1", 9400))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIZARD_WORKERS", "0"),
        ("WIZARD_THREADS", "many"),
        ("WIZARD_CONNECTIONS", "10"),
        ("WIZARD_REQUEST_SECONDS", "-1"),
        ("WIZARD_LOG_FORMAT", "xml"),
        ("WIZARD_LOG_LEVEL", "loud"),
        ("WIZARD_METRICS", "9400"),
        ("WIZARD_METRICS", "127.0.0.1"),
        ("WIZARD_METRICS", "127.0.0.1:0"),
        ("WIZARD_METRICS", "127.0.0.1:99999"),
        ("WIZARD_METRICS", "http://127.0.0.1:9400"),
        ("WIZARD_METRICS", "me@127.0.0.1:9400"),
        ("WIZARD_METRICS", "127.0.0.1:9400/x"),
    ],
)
def test_one_without_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        ServingSettings.from_environment({name: value})
