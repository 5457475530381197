"""A storm of strange requests over every public address, in all three languages."""

from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.security.conftest import WholeSite
from tests.security.fuzzing import Run, check
from tests.security.made_requests import in_language, requests, rules_of
from tests.security.wire import Sent, send
from wizard.domain.text import LANGUAGES

ROUNDS = 6_700
"""Requests that hypothesis makes; each is sent in each language."""

LEAST = 20_000
"""Requests of one run, beside those to where they lead."""

ONWARD_MOST = 3
"""Steps from a request to its page."""


class Storm:
    """Sends requests from everywhere, follows where they lead, and checks every answer."""

    def __init__(self, whole: WholeSite) -> None:
        """Blow over a site."""
        self.whole, self.run = whole, Run()
        self._number = count()

    def send(self, sent: Sent, steps: int = 0) -> None:
        """Send a request and, if its answer leads elsewhere, the next one."""
        place = next(self._number)
        # What is limited is one address, which others test: a storm comes from many.
        address = f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
        answer = send(self.whole.app, sent, address)
        self.run.note(sent, answer)
        check(sent, answer)
        if answer.status in (302, 303, 308) and sent.method in ("GET", "HEAD"):
            assert steps < ONWARD_MOST, f"leads in circles: {sent}"
            path, _, query = answer.first("Location").partition("?")
            self.send(Sent(sent.method, path, query, route=f"after {sent.route}"), steps + 1)


@pytest.mark.slow
def test_no_public_address_fails_reflects_or_hangs(whole: WholeSite, fuzz_seed: int) -> None:
    storm = Storm(whole)

    @seed(fuzz_seed)
    @settings(
        max_examples=ROUNDS,
        deadline=None,
        database=None,
        # Each request is judged alone and told whole: there is nothing to make smaller.
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(one=requests(rules_of(whole.app.url_map)))
    def blow(one: Sent) -> None:
        for language in LANGUAGES:
            storm.send(in_language(one, language))

    try:
        blow()
    finally:
        print(storm.run.report("public pages", fuzz_seed))
    run = storm.run
    assert (
        sum(len(run.routes[rule]) for rule in run.routes if not rule.startswith("after ")) >= LEAST
    )
    assert run.statuses[200] > run.total / 4, "too few requests are ones that a page answers"
    assert run.escaped > 20, "too few requests came back as text"
