"""One service on the desk: what to say, whom not to send, what to have ready, and the proof."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wizard.domain.advice import Advice
from wizard.domain.matching import Reason, smallest_flip
from wizard.domain.service import Contact, Service, Statement
from wizard.domain.text import Language, Picked
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.languages import OWN_NAMES
from wizard.web.links import Links
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link, named
from wizard.web.staff.here import Here
from wizard.web.staff.pages.verdicts import verdict_key, verdict_label
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class DetailReason:
    """One condition with its truth; `ask` is the control that would settle or change it."""

    truth: str
    label: str
    text: str
    ask: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement with «according to ...»."""

    text: Picked
    source: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the service is reached; `whose` says so when it is the provider's general contact."""

    phone: str
    email: str
    address: str
    url: str
    whose: str


@dataclass(frozen=True, slots=True)
class Detail:
    """The opened service.

    What is said or sent to the caller (`script`, `ready`, `open_url`) is in the caller's
    language, whose code and own name are `caller` and `caller_name`; `offer` and `apply`
    are in `language`, which the adviser may switch with `switch_url` ("" if both speak the
    same). The rest is in the
    adviser's language.
    """

    key: str
    title: Picked
    providers: tuple[Link, ...]
    category: str
    verdict: str
    verdict_label: str
    caution: str
    before: str
    caller: Language
    caller_name: str
    script: str
    not_here: tuple[str, ...]
    ready: tuple[str, ...]
    reasons: tuple[DetailReason, ...]
    flip: str
    language: Language
    foreign: bool
    offer: tuple[str, ...]
    apply: tuple[str, ...]
    checks: tuple[Proof, ...]
    facts: tuple[Proof, ...]
    ask: tuple[str, ...]
    first: tuple[Link, ...]
    apart: tuple[Link, ...]
    together: tuple[Link, ...]
    after: tuple[Link, ...]
    reach: Reach
    age: str
    named: bool
    name_url: str
    switch_url: str
    open_url: str
    refer_url: str


def detail(key: str, advice: Advice, state: CallState, at: Here) -> Detail:
    """Return the service `key`, judged for the answers."""
    service, language = at.catalogue.services[key], at.language
    verdict = advice.verdict(service)
    shown: Language = state.caller if state.aloud else language
    flip = smallest_flip(service, verdict, advice.known)
    words, relations = service.words, service.relations
    return Detail(
        key=key,
        title=words.title.pick(language),
        providers=_providers(service, at),
        category=at.catalogue.label("category", service.category).pick(language).words,
        verdict=verdict_key(service, verdict.truth),
        verdict_label=verdict_label(service, verdict.truth),
        caution=wording.status_note(service, at.catalogue, language),
        before=wording.apply_before(service),
        caller=state.caller,
        caller_name=OWN_NAMES[state.caller],
        script=service.spoken.script.exact(state.caller),
        not_here=service.spoken.not_here.exact(language),
        ready=service.spoken.have_ready.exact(state.caller),
        reasons=tuple(
            _reason(one, state, at) for one in sorted(verdict.reasons, key=lambda r: r.truth)
        ),
        flip=wording.flip(flip, at.catalogue.journey, language),
        language=shown,
        foreign=shown != language,
        offer=words.offer.exact(shown),
        apply=words.apply.exact(shown),
        checks=_proofs(service.checks, service, at),
        facts=_proofs(service.facts, service, at),
        ask=words.ask.exact(shown),
        first=_services(relations.requires, state, at),
        apart=_services(relations.excludes, state, at),
        together=_services(relations.combines_with, state, at),
        after=_services(relations.replaced_by, state, at),
        reach=_reach(service, at),
        age=wording.closed_on(service) or wording.as_of(service),
        named=key in state.named,
        name_url=at.links.path("desk", state.naming(key).pairs()),
        switch_url=_switch(state, at),
        open_url=Links(at.links.root, state.caller, state.answers).service(key),
        refer_url=at.links.path("referrals/new", [*state.pairs(show=False), ("service", key)]),
    )


def _switch(state: CallState, at: Here) -> str:
    if state.caller == at.language:
        return ""
    return at.links.path("desk", replace(state, aloud=not state.aloud).pairs())


def _reason(one: Reason, state: CallState, at: Here) -> DetailReason:
    said = wording.reason(one, state.answers, at.catalogue.journey, at.language)
    label = {
        Truth.YES: gettext("Met"),
        Truth.UNKNOWN: gettext("Not known yet"),
        Truth.NO: gettext("Not met"),
    }[one.truth]
    return DetailReason(said.truth.key, label, said.text, said.question)


def _providers(service: Service, at: Here) -> tuple[Link, ...]:
    public = Links(at.links.root, at.language, at.catalogue.journey.replay({}).answers)
    return tuple(
        named(at.catalogue.providers[key].name.pick(at.language), public.provider(key))
        for key in service.providers
    )


def _reach(service: Service, at: Here) -> Reach:
    """Return the service's own contact, else that of its first provider that has one."""
    contact, whose = service.contact, ""
    if contact == Contact():
        for key in service.providers:
            provider = at.catalogue.providers[key]
            if provider.contact != Contact():
                contact = provider.contact
                name = provider.name.pick(at.language).words
                whose = gettext("General contact of %(name)s", name=name)
                break
        else:
            whose = gettext("Our sources give no contact: look for the provider's own website.")
    return Reach(contact.phone, contact.email, contact.address, contact.url, whose)


def _proofs(statements: Iterable[Statement], service: Service, at: Here) -> tuple[Proof, ...]:
    return tuple(
        Proof(
            one.text.pick(at.language),
            wording.according_to(service.source(one.source), at.catalogue, at.language),
        )
        for one in statements
    )


def _services(keys: Iterable[str], state: CallState, at: Here) -> tuple[Link, ...]:
    services = (at.catalogue.services[key] for key in keys)
    return tuple(
        named(
            one.words.title.pick(at.language),
            at.links.path("desk", state.showing(one.key).pairs()),
        )
        for one in services
        if one.recommended
    )
