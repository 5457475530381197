"""The search page: what it shows of a search, its filters, and what it says of nothing."""

import html
import re

import pytest
from flask.testing import FlaskClient

from tests.web.page_reader import read
from tests.web.site_pages import NEEDLESS, SHOP
from tests.web.words import said
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Search

NONSENSE = "xqzwvjkq"
HIT = re.compile(r'<article class="card hit.*?</article>', re.DOTALL)


def text_of(client: FlaskClient, address: str) -> str:
    """Return a page whose address is the canonical one."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.headers.get('Location')}"
    return html.unescape(response.text)


def links_of(client: FlaskClient, address: str) -> list[str]:
    """Return the addresses of this site to which a page leads."""
    return read(client.get(address).text).internal


def hits_of(text: str) -> list[str]:
    """Return the ids of the services in the list, in their order."""
    found = (re.search(r'<h2><a href="/\w\w/services/([^"?]+)', hit) for hit in HIT.findall(text))
    return [one[1] for one in found if one]


def numbers_of(text: str, name: str) -> dict[str, int]:
    """Return the addresses of a filter's keys with the number beside each."""
    group = re.search(rf'data-filter="{name}".*?</details>', text, re.DOTALL)
    assert group, f"no filter {name}"
    link = r'<a href="([^"]+)".*?<span class="count" aria-hidden="true">(\d+)<'
    return {address: int(number) for address, number in re.findall(link, group[0], re.DOTALL)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_search_shows_the_form_and_examples_that_find_something(
    client: FlaskClient, language: str
) -> None:
    for query in ("", "?q=", "?q=%20%20", "?only-package=start&n=40"):
        response = client.get(f"/{language}/search{query}", follow_redirects=True)
        assert response.request.query_string == b""
        assert not HIT.search(response.text)
        assert "data-filter" not in response.text
    examples = [one for one in read(response.text).internal if "/search?q=" in one]
    assert len(examples) >= 4
    for example in examples:
        assert hits_of(text_of(client, example)), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_honestly_with_ways_on(client: FlaskClient, language: str) -> None:
    address = f"/{language}/search?{SHOP}&q={NONSENSE}"
    text = text_of(client, address)
    page = read(client.get(address).text)
    assert said(language, "Nothing found for «%(query)s».") % {"query": NONSENSE} in text
    assert not hits_of(text)
    for path in ("journey", "services", "packages"):
        assert f"/{language}/{path}?{SHOP}" in page.internal
    assert page.addresses.count("tel:1819") == 2, "among the ways on, and below every page"
    assert "data-filter" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_catalogue_cannot_answer_gets_its_hint(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    topic = next(one for one in catalogue.lexicon.concepts if one.kind == "topic")
    word = topic.words.exact(language)[0]
    response = client.get(f"/{language}/search", query_string={"q": word})
    assert topic.hint.pick(language).words in html.unescape(response.text)


def test_a_french_word_on_a_dutch_page_shows_dutch_titles_and_the_french_word(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    text = text_of(client, "/nl/search?q=embauche")
    found = hits_of(text)
    first = catalogue.services[found[0]].words
    assert first.title.nl in re.sub(r"</?mark>", "", text)
    assert '<span lang="fr">embauche</span>' in text, "without its article: l'embauche"
    assert '<span class="visually-hidden" lang="fr">Français</span>' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_found_are_marked(client: FlaskClient, language: str) -> None:
    text = text_of(client, f"/{language}/search?q=brusoc")
    assert "<mark>Brusoc</mark>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typing_error_is_put_right_and_said(client: FlaskClient, language: str) -> None:
    text = text_of(client, f"/{language}/search?q=microcredt")
    assert hits_of(text)
    assert said(language, "Did you mean:") in text
    assert re.search(rf'<a href="/{language}/search\?q=[^"]*">', text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_nothing_has_does_not_empty_the_list(
    client: FlaskClient, language: str
) -> None:
    text = text_of(client, f"/{language}/search?q=brusoc+{NONSENSE}")
    assert hits_of(text)
    quoted = said(language, "«%(word)s»") % {"word": NONSENSE}
    assert said(language, "Not found: %(words)s") % {"words": quoted} in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_organisation_that_is_named_is_linked_with_its_number(
    client: FlaskClient, catalogue: Catalogue, language: str
) -> None:
    text = text_of(client, f"/{language}/search?{SHOP}&q=brusoc")
    number = sum(one.recommended for one in catalogue.by_provider["brusoc"])
    named = re.search(r'<ul class="named">.*?</ul>', text, re.DOTALL)
    assert named
    assert f"/{language}/providers/brusoc?{SHOP}" in named[0]
    assert f">{number} " in named[0]


TRADES = {"nl": "bakkerij", "fr": "boulangerie", "en": "bakery"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trade_offers_to_set_its_sector_beside_the_other_answers(
    client: FlaskClient, language: str
) -> None:
    search = f"/{language}/search?{SHOP}&q={TRADES[language]}"
    wanted = SHOP.replace("sector=retail", "sector=food-agriculture&sector=retail")
    assert f"/{language}/results?{wanted}" in links_of(client, search)
    assert client.get(f"/{language}/results?{wanted}").status_code == 200
    again = links_of(client, search.replace(SHOP, wanted))
    assert not [one for one in again if "/results?" in one], "it is answered already"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_is_offered_as_an_offer_and_never_said_of_the_reader(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    question = catalogue.journey.question("profile")
    assert question is not None
    option = question.option("woman")
    assert option is not None
    words = {"nl": "vrouw", "fr": "femme", "en": "woman"}
    address = f"/{language}/search?q={words[language]}"
    offer = said(language, "Show the extra support «%(option)s» too")
    wanted = offer % {"option": option.label.pick(language).words}
    assert wanted.casefold() in text_of(client, address).casefold()
    assert f"/{language}/results?profile=woman" in links_of(client, address)


def test_verdicts_are_given_only_when_something_was_answered(client: FlaskClient) -> None:
    assert 'class="badge' not in client.get("/nl/search?q=microstart").text
    assert 'class="badge' in client.get(f"/nl/search?{SHOP}&q=microstart").text
    excluded = client.get(f"/nl/search?{NEEDLESS}&q=microstart").text
    assert 'class="badge no"' in excluded, "what does not fit is found and says so"
    assert 'class="reason no"' in excluded, "and says why"
    assert 'class="reason yes"' not in excluded


def test_every_number_beside_a_filter_is_what_its_link_leaves(client: FlaskClient) -> None:
    text = text_of(client, "/en/search?q=grant&only-package=start")
    tried = 0
    for name in ("category", "instrument", "sector", "kind", "status"):
        for address, number in list(numbers_of(text, name).items())[:4]:
            body = text_of(client, address)
            headline = re.search(r'role="status">(\d+) ', body)
            assert headline, address
            assert int(headline[1]) == number, address
            assert address.startswith("/en/search?q=grant&only-package=start&only-")
            tried += 1
    assert tried > 8


def test_a_filter_is_chosen_taken_away_and_removed(client: FlaskClient) -> None:
    start = "/en/search?q=grant&only-package=start"
    both = f"{start}&only-package=growth"
    assert start in links_of(client, "/en/search?q=grant")
    page = read(client.get(start).text)
    assert both in page.internal, "one filter takes several keys"
    assert ("only-package", "start") in page.hidden, "a new search keeps the filters"
    assert start.replace("/en/", "/nl/") in page.internal, "another language does too"
    chosen, two = text_of(client, start), text_of(client, both)
    assert 'href="/en/search?q=grant" rel="nofollow" aria-current="true"' in chosen
    assert f'href="{both}" rel="nofollow" aria-current' not in chosen
    assert '<a class="clear" href="/en/search?q=grant"' in two
    assert two.count('aria-current="true"><span') == 2


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("only-package=start&q=bakery", "q=bakery&only-package=start"),
        ("q=bakery&only-package=nothing", "q=bakery"),
        ("q=bakery&only-colour=red&utm=x", "q=bakery"),
        (
            "q=bakery&only-status=call&only-status=active&only-kind=private",
            "q=bakery&only-kind=private&only-status=active&only-status=call",
        ),
        ("q=bakery&n=20", "q=bakery"),
        ("q=bakery&n=0", "q=bakery"),
        ("q=bakery&n=-1", "q=bakery"),
        ("q=bakery&n=%D9%A3", "q=bakery"),
        ("q=bakery&n=21", "q=bakery&n=40"),
        ("q=bakery&q=shop", "q=bakery"),
        ("q=++bakery++", "q=bakery"),
        (
            "sector=retail&q=bakery&only-sector=retail&stage=idea",
            "stage=idea&sector=retail&q=bakery&only-sector=retail",
        ),
    ],
)
def test_every_search_has_one_address(client: FlaskClient, query: str, canonical: str) -> None:
    response = client.get(f"/en/search?{query}")
    assert response.status_code == 303
    assert response.headers["Location"] == f"/en/search?{canonical}"
    assert client.get(response.headers["Location"]).status_code == 200


def test_filters_that_leave_nothing_say_so_and_can_be_removed(client: FlaskClient) -> None:
    address = "/en/search?q=microstart&only-package=transfer&only-kind=public"
    text = text_of(client, address)
    assert not hits_of(text)
    assert "Nothing is left for «microstart» with these filters." in text
    assert '<a class="clear" href="/en/search?q=microstart"' in text
    assert "/en/search?q=microstart&only-kind=public" in links_of(client, address)


def test_more_hits_come_in_steps_until_all_are_shown(client: FlaskClient, words: Search) -> None:
    total = words.search("support", "en", 1).total
    assert total > 40
    address, shown = "/en/search?q=support", 0
    while address:
        text = text_of(client, address)
        found = hits_of(text)
        assert len(found) == min(shown + 20, total)
        assert len(set(found)) == len(found)
        shown = len(found)
        more = re.search(r'<a class="button secondary" href="([^"]+)"[^>]* data-more', text)
        address = more[1] if more else ""
    assert shown == total
    bounded = client.get("/en/search?q=support&n=99999").headers["Location"]
    assert re.fullmatch(r"/en/search\?q=support&n=\d{3}", bounded)


def test_a_very_long_search_is_cut_not_refused(client: FlaskClient) -> None:
    response = client.get("/nl/search", query_string={"q": "krediet " * 1250})
    assert response.status_code == 303
    assert len(response.headers["Location"]) < 300
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_lead_somewhere_and_keep_the_answers(
    client: FlaskClient, language: str
) -> None:
    kinds = set()
    for typed in ("mic", "ba", "act", "boul", "per"):
        response = client.get(f"/{language}/suggest?{SHOP}&q={typed}")
        assert response.headers["Content-Language"] == language
        assert "<html" not in response.text
        text = html.unescape(response.text)
        for kind, url in re.findall(r'class="suggestion (\w+)" data-url="([^"]+)"', text):
            kinds.add(kind)
            assert SHOP in url
            assert client.get(url).status_code in (200, 410), url
    assert kinds == {"service", "provider", "trade", "need"}


def test_nothing_to_suggest_is_an_empty_list_that_says_so(client: FlaskClient) -> None:
    for typed in ("", "x", NONSENSE, "<b>"):
        text = client.get("/en/suggest", query_string={"q": typed}).text
        assert 'role="listbox"' not in text
        assert 'data-said="No suggestions."' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggested_trade_leads_to_the_offer_of_its_sector(
    client: FlaskClient, language: Language
) -> None:
    text = html.unescape(client.get(f"/{language}/suggest?q={TRADES[language]}").text)
    trade = re.search(r'class="suggestion trade" data-url="([^"]+)"', text)
    assert trade
    assert f"/{language}/results?sector=food-agriculture" in links_of(client, trade[1])
