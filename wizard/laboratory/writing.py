"""The survey as a page in one language, as lines of text, and as data.

The page is rendered by an application without routes: it gives the templates their
words and nothing else, so that no site has to be set up to write a file.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

from flask import Flask, g, render_template
from flask_babel import format_date

from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.findings import FAULTS, GAPS
from wizard.domain.coverage.survey import Survey
from wizard.domain.text import Language
from wizard.web.pages.coverage import CoveragePage, coverage_page, groups, thin_line
from wizard.web.pages.coverage_words import Speaker

TEMPLATES: dict[type[object], str] = {CoveragePage: "laboratory/coverage.html"}
"""The template of each page that is written into a file, as `web.render` has it for the site."""


@contextmanager
def speaking(app: Flask, language: Language) -> Iterator[None]:
    """Let gettext answer in `language` for the length of a block."""
    with app.app_context():
        g.language = language
        yield


def html(app: Flask, survey: Survey, speaker: Speaker, day: date) -> str:
    """Return the whole page in the speaker's language."""
    with speaking(app, speaker.language):
        page = coverage_page(survey, speaker, format_date(day, "long"))
        return render_template(TEMPLATES[CoveragePage], page=page)


def report(app: Flask, survey: Survey, catalogue: Catalogue, most: int) -> Iterator[str]:
    """Yield the lines for the terminal, in English: faults, gaps, thin offers, figures.

    At most `most` thin offers of a category are told; the rest is counted.
    """
    speaker = Speaker(catalogue, "en")
    with speaking(app, "en"):
        for name, findings in (("Faults", survey.faults), ("Gaps", survey.gaps)):
            yield f"{name}: {len(findings)}"
            for group in groups(findings, (*FAULTS, *GAPS), speaker):
                yield f"  {group.title} ({len(group.items)})"
                for one in group.items:
                    yield f"    {one.place}{': ' if one.detail else ''}{one.detail}"
        yield from _thin(survey, speaker, most)
    yield from _figures(survey)


def data(survey: Survey, catalogue: Catalogue, day: date) -> str:
    """Return the survey as JSON, for machines."""
    whole = {
        "digest": catalogue.digest,
        "edition": catalogue.edition,
        "date": day.isoformat(),
        "figures": asdict(survey.figures),
        "faults": [asdict(one) for one in survey.faults],
        "gaps": [asdict(one) for one in survey.gaps],
        "thin": [{**asdict(one), "answers": dict(one.answers)} for one in survey.thin],
        "providers_word": list(survey.by_word),
        "questions": [asdict(one) for one in survey.weights],
        "tables": [asdict(one) for one in survey.grids],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _thin(survey: Survey, speaker: Speaker, most: int) -> Iterator[str]:
    yield f"Fewer than three services in a category: {len(survey.thin)} cases, the widest first"
    for category in speaker.catalogue.vocabularies["category"]:
        mine = [one for one in survey.thin if one.category == category.key]
        for one in mine[:most]:
            line = thin_line(one, speaker)
            yield f"  {category.key:12} {line.number:18} {line.who}"
        if len(mine) > most:
            yield f"  {category.key:12} and {len(mine) - most} narrower cases (see --json)"


def _figures(survey: Survey) -> Iterator[str]:
    figures = survey.figures
    yield "Figures"
    yield f"  {figures.services} services; {figures.certain} certainly fit somebody"
    yield f"  {figures.by_word} are at best possible: the provider always has the last word"
    yield f"  {figures.left_open} may stay open after every answer, for a detail that is not asked"
    yield f"  {figures.shown_to_all} are shown first to some stage, sector and need"
    for one in survey.weights:
        yield f"  {one.question}: decides {one.decides} services, orders {one.orders}"
    yield (
        f"  {figures.answers} complete sets of answers, by {figures.representatives} "
        f"representatives; {figures.descriptions} descriptions; {figures.visitors} visitors"
    )
