"""The JSON twin of the site: read-only, open to every origin, documented in OpenAPI."""

from collections.abc import Mapping

from flask import Blueprint, Response, g, jsonify, request

from wizard.application.find import find
from wizard.domain.advice import Advice
from wizard.domain.answers import Answers
from wizard.domain.journey import Problem, Replay
from wizard.domain.ranking import Ranked
from wizard.domain.spoken import Misheard, hear, speak, understand
from wizard.domain.text import LANGUAGES, Language
from wizard.web import filters, openapi, records, records_code
from wizard.web.errors import problem
from wizard.web.languages import FALLBACK
from wizard.web.links import Links
from wizard.web.site import site
from wizard.web.visit import Visit

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

LIMIT_MOST = 100
LIMIT_USUAL = 20
SUGGESTIONS_MOST = 20
SUGGESTIONS_USUAL = 8


@blueprint.before_request
def speak_the_language_asked_for() -> None:
    """Let gettext answer in the language of the parameter, as the address has none."""
    g.language = _language()


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let a page of any origin read the answer (CORS, no credentials)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/results")
def results() -> Response:
    """Return the advice for the answers among the parameters."""
    replay = _replay()
    wrong = _bad_language() or _bad_answers(replay.problems) or _bad_choice("include", ("no",))
    if wrong:
        return wrong
    here = _visit(replay.answers)
    advice = here.advice()
    shown = list(advice.ranked)
    if request.args.get("include") == "no":
        shown += records.excluded(advice, here)
    known = {"lang", "include", *(question.key for question in here.catalogue.journey.questions)}
    return jsonify(
        edition=here.catalogue.edition,
        lang=here.language,
        answers={key: list(options) for key, options in here.answers},
        code=list(speak(here.answers, here.language)),
        first_steps=[one.service.key for one in advice.first_steps],
        services=[_result(one, advice, here) for one in shown],
        next_question=records.next_question(advice, here),
        remaining=len(advice.outlooks),
        counts=records.counts(advice),
        ignored=[*_ignored(known), *replay.skipped],
    )


@blueprint.get("/code")
def code() -> Response:
    """Return what a spoken code says."""
    wrong = _bad_language()
    if wrong:
        return wrong
    heard = hear(request.args.get("code", ""))
    if isinstance(heard, Misheard):
        return _no_code(heard)
    meaning = understand(heard.raw, site().catalogue.journey)
    said = records_code.decoded(heard, meaning, _visit(meaning.answers))
    return jsonify({**said, "ignored": _ignored({"lang", "code"})})


@blueprint.get("/search")
def search() -> Response:
    """Return what the words find, best first."""
    limit, wrong = _limit(LIMIT_USUAL, LIMIT_MOST)
    wrong = wrong or _bad_language() or _bad_filter()
    if wrong:
        return wrong
    here = _visit(Answers())
    query = request.args.get("q", "")
    only = filters.chosen(_raw(), here.catalogue)
    found, services = find(
        here.catalogue, site().words, query, here.language, here.answers, limit, only
    )
    return jsonify(
        query=query,
        lang=here.language,
        hits=[records.hit(one, here) for one in services],
        total=found.total,
        **records.understood(found, here),
        ignored=_ignored({"lang", "q", "limit", *map(filters.parameter, filters.NAMES)}),
    )


@blueprint.get("/suggest")
def suggest() -> Response:
    """Return names that begin with what is typed so far, best first."""
    limit, wrong = _limit(SUGGESTIONS_USUAL, SUGGESTIONS_MOST)
    wrong = wrong or _bad_language()
    if wrong:
        return wrong
    here = _visit(Answers())
    query = request.args.get("q", "")
    return jsonify(
        query=query,
        lang=here.language,
        suggestions=[
            records.suggestion(one, here)
            for one in site().words.suggest(query, here.language, limit)
        ],
        ignored=_ignored({"lang", "q", "limit"}),
    )


@blueprint.get("/services")
def services() -> Response:
    """Return all services in short."""
    wrong = _bad_language()
    if wrong:
        return wrong
    here = _visit(Answers())
    listed = [records.listed(service, here) for service in here.catalogue.services.values()]
    return jsonify(services=listed, total=len(listed), ignored=_ignored({"lang"}))


@blueprint.get("/services/<key>")
def service(key: str) -> Response:
    """Return one service whole."""
    wrong = _bad_language()
    if wrong:
        return wrong
    here = _visit(Answers())
    found = here.catalogue.services.get(key)
    if found is None:
        return problem(
            404, "Not Found", detail=f"There is no service {key!r}; see /api/v1/services."
        )
    return jsonify({**records.whole(found, here), "ignored": _ignored({"lang"})})


@blueprint.get("/openapi.json")
def description() -> Response:
    """Return the OpenAPI description of these addresses."""
    return jsonify(openapi.document(site().catalogue))


def _visit(answers: Answers) -> Visit:
    here = site()
    root = here.public_url or request.host_url.rstrip("/") + request.script_root
    language = _language()
    return Visit(language, here.catalogue, answers, Links(root, language, answers), here.today())


def _language() -> Language:
    asked = request.args.get("lang")
    return next((language for language in LANGUAGES if language == asked), FALLBACK)


def _replay() -> Replay:
    return site().catalogue.journey.replay(_raw())


def _raw() -> Mapping[str, list[str]]:
    return {key: request.args.getlist(key) for key in request.args}


def _result(one: Ranked, advice: Advice, here: Visit) -> dict[str, object]:
    return records.result(one, advice.verdict(one.service), advice.known, here)


def _ignored(known: set[str]) -> list[str]:
    return [key for key in request.args if key not in known]


def _bad_language() -> Response | None:
    return _bad_choice("lang", LANGUAGES)


def _bad_choice(name: str, allowed: tuple[str, ...]) -> Response | None:
    values = request.args.getlist(name)
    for value in values:
        if value not in allowed:
            return _unprocessable(name, value, list(allowed), "is not an allowed value")
    if len(values) > 1:
        return _unprocessable(name, values[1], list(allowed), "is given twice; send it once")
    return None


def _bad_answers(problems: tuple[Problem, ...]) -> Response | None:
    if not problems:
        return None
    first = problems[0]
    question = site().catalogue.journey.question(first.question)
    allowed = list(question.allowed) if question else []
    reasons = {
        "not-an-option": "is not an option of this question",
        "only-one": "is a second answer where one is taken; send one",
        "not-together": "cannot be combined with other answers; send it alone or leave it out",
    }
    return _unprocessable(first.question, first.value, allowed, reasons[first.kind])


def _bad_filter() -> Response | None:
    catalogue = site().catalogue
    wrong = filters.wrong(_raw(), catalogue)
    if wrong is None:
        return None
    name, key = wrong
    allowed = list(filters.allowed(name, catalogue))
    return _unprocessable(filters.parameter(name), key, allowed, "is not an allowed value")


def _no_code(misheard: Misheard) -> Response:
    value = request.args.get("code", "")
    return problem(
        422,
        "Unprocessable Content",
        detail=f"code={value} {records_code.REASONS[misheard.kind]}.",
        parameter="code",
        value=value,
        allowed="the words of one code, in one language",
        **records_code.misheard(misheard),
    )


def _limit(usual: int, most: int) -> tuple[int, Response | None]:
    text = request.args.get("limit", str(usual))
    if text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= most:
        return int(text), None
    allowed = f"a whole number from 1 to {most}"
    return 0, _unprocessable("limit", text, allowed, "is not an allowed number")


def _unprocessable(name: str, value: str, allowed: object, why: str) -> Response:
    return problem(
        422,
        "Unprocessable Content",
        detail=f"{name}={value} {why}.",
        parameter=name,
        value=value,
        allowed=allowed,
    )
