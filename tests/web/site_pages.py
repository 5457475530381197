"""Every kind of page with an address that shows it; the page tests and the browser share it."""

from dataclasses import dataclass

from flask import Flask

from tests.sites import app_over
from wizard.domain.text import LANGUAGES
from wizard.web.site import EXTENSION, Site

SHOP = "stage=starting&sector=retail&place=1000"
"""A shop about to open in the centre: some services fit, some are open, some do not fit."""

COMPLETE = f"{SHOP}&size=solo&profile=none&venture=none&need=money-small"
"""Every question answered."""

NEEDLESS = "stage=handing-over&sector=business-services&place=1080&size=small&venture=innovative"
"""Answers that a loan for starters does not fit."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One kind of page: its name, the address below the language, the status it answers with."""

    name: str
    path: str
    status: int = 200

    def address(self, language: str) -> str:
        """Return the address in one language."""
        return f"/{language}/{self.path}"


SAMPLES = (
    Sample("start", ""),
    Sample("start-with-answers", f"?{SHOP}"),
    Sample("question-one", "journey/stage"),
    Sample("question-many", "journey/sector?stage=starting"),
    Sample("question-again", f"journey/profile?{COMPLETE}&back=results"),
    Sample("question-error", "journey/stage/answer", 422),
    Sample(
        "question-many-error",
        "journey/profile/answer?stage=starting&profile=woman&profile=none",
        422,
    ),
    Sample("results", f"results?{SHOP}"),
    Sample("results-complete", f"results?{COMPLETE}"),
    Sample("results-category", f"results/finance?{SHOP}"),
    Sample("results-not-fitting", f"results/not-fitting?{SHOP}"),
    Sample("services", "services"),
    Sample("category", "categories/finance"),
    Sample("service", "services/microstart"),
    Sample("service-fits", f"services/microstart?{SHOP}"),
    Sample("service-excluded", f"services/microstart?{NEEDLESS}"),
    Sample("service-ended", "services/cairgo-bike-premium", 410),
    Sample("packages", "packages"),
    Sample("package", "packages/start"),
    Sample("providers", "providers"),
    Sample("provider", "providers/microstart"),
    Sample("search-empty", "search"),
    Sample("search", f"search?{SHOP}&q=microstart"),
    Sample("search-answered", f"search?{NEEDLESS}&q=microcredt+xqzwvjkq"),
    Sample("search-filtered", "search?q=grant&only-package=start&only-status=active"),
    Sample("search-filtered-away", "search?q=microstart&only-package=transfer&only-kind=public"),
    Sample("search-nothing", "search?q=xqzwvjkq"),
    Sample("code", "code"),
    Sample("code-error", f"code?{SHOP}&code=olifant+bufet", 422),
    Sample("partners", "partners"),
    Sample("partners-embed", "partners/embed"),
    Sample("partners-embed-plain", "partners/embed?desk=example-lel&language=fr&kind=plain"),
    Sample("partners-kiosk", "partners/kiosk"),
    Sample("about", "about"),
    Sample("accessibility", "accessibility"),
    Sample("privacy", "privacy"),
    Sample("not-found", "no-such-page", 404),
)
"""Every kind of page: those between the start and the list, then those without answers."""

BOOM = "boom"
"""The last part of the address that fails in `breaking_app`."""

CASES = tuple((sample, language) for sample in SAMPLES for language in LANGUAGES)
CASE_NAMES = tuple(f"{sample.name}-{language}" for sample, language in CASES)


def breaking_app(app: Flask) -> Flask:
    """Return a second application over the same site with addresses that always fail."""
    site: Site = app.extensions[EXTENSION]
    broken = app_over(site)
    for number, rule in enumerate((f"/<lang:language>/{BOOM}", f"/api/v1/{BOOM}")):
        broken.add_url_rule(rule, f"boom{number}", _fail)
    return broken


def _fail(**_: str) -> str:
    raise ZeroDivisionError("broken on purpose")
