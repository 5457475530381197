"""Addresses of pages that a cache may keep, and of those that it may not."""

from tests.desks import LEL
from tests.web.site_pages import SAMPLES, SHOP
from wizard.domain.text import LANGUAGES

RESULTS = f"/nl/results?{SHOP}"
OF_THE_API = (
    f"/api/v1/results?{SHOP}&lang=nl",
    "/api/v1/search?q=export",
    "/api/v1/suggest?q=ex",
    "/api/v1/code?code=badkamer+lagune+koerier",
    "/api/v1/services",
    "/api/v1/services/microstart",
    "/api/v1/openapi.json",
)
KEPT = (
    *(
        sample.address(language)
        for sample in SAMPLES
        for language in LANGUAGES
        if sample.status == 200
        and sample.path.partition("?")[0] not in ("partners/embed", "partners/kiosk")
    ),
    "/fr/suggest?q=ex",
    "/robots.txt",
    *OF_THE_API,
)
"""One address of each page that is known beforehand, in each language."""

NEVER_TAGGED = (
    "/",
    "/fr",
    "/fr/journey",
    "/fr/journey/stage/answer?stage=idea",
    "/fr/journey/stage/answer",
    "/fr/results?sector=retail&stage=starting",
    "/fr/services/nothing",
    "/fr/services/cairgo-bike-premium",
    "/fr/nothing",
    "/api/v1/results?stage=nothing",
    "/api/v1/nothing",
    "/health/live",
    "/health/ready",
    f"/kiosk/{LEL}/",
    f"/fr/kiosk/{LEL}/results?{SHOP}",
    f"/fr/embed/{LEL}/services",
    f"/fr/embed-preview/{LEL}/services",
)
"""Errors, what leads on, what changes at any moment, and the desks."""
