"""The pages that the benches ask for: one of each kind, lists with much and with little known."""

ANSWERS = "stage=preparing&sector=horeca&place=1080&size=none&profile=jobseeker&need=money-small"
"""What somebody answers who prepares a restaurant: a typical list."""

PAGES = (
    ("results, typical", f"/fr/results?{ANSWERS}"),
    ("results, nothing known", "/fr/results?stage=unsure"),
    ("start", "/fr/"),
    ("question", "/fr/journey/sector?stage=preparing"),
    ("service", "/fr/services/microstart"),
    ("search", "/fr/search?q=microcr%C3%A9dit"),
    ("API results", f"/api/v1/results?{ANSWERS}"),
)
"""Name and address of each; the lists come first."""

IN_LANGUAGES = (
    "/{language}/",
    "/{language}/journey/sector?stage=preparing",
    f"/{{language}}/results?{ANSWERS}",
    "/{language}/results?stage=unsure",
    "/{language}/services/microstart",
    "/{language}/services",
    "/{language}/search?q=microcredit",
    f"/api/v1/results?lang={{language}}&{ANSWERS}",
)
"""One address of each kind, for every language."""
