"""The API keeps the word of its OpenAPI description, whatever is asked: schemathesis tries it."""

from collections import Counter

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode

from tests.security.conftest import WholeSite

DESCRIPTION = "/api/v1/openapi.json"
PATHS = ("/results", "/code", "/search", "/suggest", "/services", "/services/{id}")
CASES = 60
"""Requests for each address, as described, and again as many that are not."""


PLAIN = {"Accept-Encoding": "identity"}
"""Schemathesis unpacks nothing that comes from an application in its own process."""

GIVEN = {
    "/code": {"query": {"code": "badkamer lagune koerier"}},
    "/services/{id}": {"path_parameters": {"id": "microstart"}},
}
"""What no schema can say: which words are a code, and what a service is called."""


def described(app: Flask) -> schemathesis.BaseSchema:
    """Return the description that the site gives of its API, to be asked in this process."""
    return schemathesis.openapi.from_wsgi(DESCRIPTION, app)


def test_every_address_of_the_api_is_described_and_tried(whole: WholeSite) -> None:
    rules = {
        rule.rule.replace("<key>", "{id}").removeprefix("/api/v1")
        for rule in whole.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.rule != DESCRIPTION
    }
    assert rules == set(PATHS)
    assert set(described(whole.app)) == set(PATHS)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", PATHS)
def test_the_api_answers_as_it_says(
    whole: WholeSite, fuzz_seed: int, path: str, mode: GenerationMode
) -> None:
    operation, statuses = described(whole.app)[path]["GET"], Counter[int]()
    given_here = GIVEN.get(path, {}) if mode is GenerationMode.POSITIVE else {}

    @seed(fuzz_seed)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, **given_here))
    def ask(case: Case) -> None:
        # All checks of schemathesis: status, media type, schema, refusals, no failure.
        answer = case.call_and_validate(headers=PLAIN)
        statuses[answer.status_code] += 1

    ask()
    print(f"{path} {mode.value}, seed {fuzz_seed}: {dict(statuses)}")
    assert statuses[200 if mode is GenerationMode.POSITIVE else 422] > CASES / 10
