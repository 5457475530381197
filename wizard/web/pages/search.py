"""The search page: how the words were understood, what they find, and the ways on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wizard.application.find import FoundService
from wizard.application.ports import Found
from wizard.domain.text import LANGUAGES, Picked
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.filters import STEP, Asked, pairs
from wizard.web.links import Pair
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.hits import HitCard, hit_card
from wizard.web.pages.layout import Layout, Link, layout, named
from wizard.web.pages.listing import count
from wizard.web.pages.narrowing import FilterGroup, active, groups, without_filters
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the words name: its page, and how many services it has."""

    link: Link
    count: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What the search made of the words.

    `better` is the text without typing errors, which was searched for instead of `typed`.
    `missing` are words that no service has. `hint` says where something belongs that the
    catalogue cannot answer. `offers` set an answer of the journey that the words name.
    """

    better: Link | None
    instead: str
    missing: str
    hint: Picked | None
    organisations: tuple[Organisation, ...]
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The outcome of a search, or the empty form with examples.

    `kept` are the filters as hidden fields, `active` those filters as links that take
    one away, `groups` all filters that can change something.
    """

    layout: Layout
    query: str
    kept: tuple[Pair, ...]
    headline: str
    understood: Understood
    hits: tuple[HitCard, ...]
    more: Link | None
    groups: tuple[FilterGroup, ...]
    active: tuple[Link, ...]
    clear_url: str
    examples: tuple[Link, ...]


def search_page(
    asked: Asked, found: Found, services: tuple[FoundService, ...], visit: Visit
) -> SearchPage:
    """Return the page of a search; an empty query gives the empty form."""
    query, catalogue = asked.query, visit.catalogue
    title = gettext("Search: %(query)s", query=query) if query else gettext("Search")
    extra = asked.pairs(catalogue)
    return SearchPage(
        layout=layout(visit, "search", title, extra=extra, query=query, indexed=False),
        query=query,
        kept=tuple(pairs(asked.only, catalogue)) if query else (),
        headline=_headline(asked, found),
        understood=_understood(found, visit),
        hits=tuple(hit_card(one, visit) for one in _own_first(services, visit)),
        more=_more(asked, found, visit),
        groups=groups(asked, found.counts, visit) if query else (),
        active=active(asked, visit) if query else (),
        clear_url=without_filters(asked, visit),
        examples=_examples(visit),
    )


def _own_first(services: tuple[FoundService, ...], visit: Visit) -> list[FoundService]:
    """Return the hits, at a desk its own services first where they fit or may fit."""
    own = visit.place.own

    def later(one: FoundService) -> bool:
        fits = one.verdict is None or one.verdict.truth is not Truth.NO
        return not (fits and one.service.recommended and one.service.key in own)

    return sorted(services, key=later)


def _headline(asked: Asked, found: Found) -> str:
    query = found.suggestion or found.query
    if not query:
        return ""
    if found.total:
        return ngettext(
            "%(num)s service for «%(query)s»",
            "%(num)s services for «%(query)s»",
            found.total,
            query=query,
        )
    if asked.only:
        return gettext("Nothing is left for «%(query)s» with these filters.", query=query)
    return gettext("Nothing found for «%(query)s».", query=query)


def _more(asked: Asked, found: Found, visit: Visit) -> Link | None:
    left = found.total - asked.number
    if left <= 0:
        return None
    following = replace(asked, number=asked.number + STEP)
    text = ngettext("Show %(num)s more", "Show %(num)s more", min(left, STEP))
    return Link(text, visit.links.path("search", following.pairs(visit.catalogue)))


def _understood(found: Found, visit: Visit) -> Understood:
    better = found.suggestion
    return Understood(
        better=Link(better, visit.links.search(better)) if better else None,
        instead=gettext("We searched for that instead of «%(typed)s».", typed=found.query),
        missing=", ".join(gettext("«%(word)s»", word=word) for word in _missing(found)),
        hint=found.hint.pick(visit.language) if found.hint else None,
        organisations=tuple(_organisations(found, visit)),
        offers=tuple(_offers(found, visit)),
    )


def _missing(found: Found) -> Iterator[str]:
    """Yield the words that no hit has and that do not name an answer either.

    Where nothing is found at all the headline says so already.
    """
    if not found.total:
        return iter(())
    named_too = {
        part.strip().casefold()
        for one in found.recognised
        for language in LANGUAGES
        for part in one.label.exact(language).split("/")
    }
    return (word for word in found.missing if word.casefold() not in named_too)


def _organisations(found: Found, visit: Visit) -> Iterator[Organisation]:
    for key in found.providers:
        provider = visit.catalogue.providers.get(key)
        if provider is not None:
            link = named(provider.name.pick(visit.language), visit.links.provider(key))
            yield Organisation(link, count(visit.catalogue.by_provider.get(key, ())))


def _offers(found: Found, visit: Visit) -> Iterator[Link]:
    """Yield, for each answer that the words name and that is not given, the list with it."""
    journey, language = visit.catalogue.journey, visit.language
    for one in found.recognised:
        key, value = one.facet
        question = journey.question(key)
        if question is None or value in visit.answers.of(key):
            continue
        given = [own for own in visit.answers.of(key) if own not in question.exclusive]
        values = [*given, value] if question.kind == "many" else [value]
        answers = journey.with_answer(visit.answers, key, values)
        if value in answers.of(key):
            option = wording.option_label(question, value, journey, language)
            text = wording.offer(key, one.label.pick(language).words, option)
            yield Link(text, visit.links.with_answers(answers).results())


def _examples(visit: Visit) -> tuple[Link, ...]:
    """Return searches that show what can be typed: a form of help, a trade, a question."""
    texts = (
        gettext("microcredit"),
        gettext("bakery"),
        gettext("hire my first employee"),
        gettext("I cannot pay my debts"),
        gettext("take over a business"),
    )
    return tuple(Link(text, visit.links.search(text)) for text in texts)
