"""The page on which an adviser refers a caller to a partner, in the order of the call."""

from dataclasses import dataclass
from secrets import token_hex

from wizard.domain.consent import CURRENT, sentence
from wizard.domain.text import LANGUAGES, Language, Picked
from wizard.web import wording
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.call_form import identity_in
from wizard.web.staff.carried import carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.accounts import Choice
from wizard.web.staff.pages.call_words import sign_words
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.staff.referral_form import ReferralForm, Target
from wizard.web.staff.state import CallState

PRIVATE = frozenset({"profile"})
"""Questions whose answers say what somebody is: passed on only if the adviser ticks them."""


@dataclass(frozen=True, slots=True)
class PassOn:
    """One answer that may be passed on; `aloud` is how it is read out, in the caller's language."""

    key: str
    label: str
    words: str
    aloud: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class NewReferralPage:
    """The form. `sentence` is read out in the caller's language, whose own name is `caller_name`.

    `known_address` is true if the catalogue has the partner's address. `provider_url` shows
    the form for another of the providers, if there are several. `signs` are what in the
    line may say who somebody is. With `trial` no mail leaves the house.
    """

    layout: StaffLayout
    problems: tuple[Problem, ...]
    service: Picked
    provider: Picked
    providers: tuple[Choice, ...]
    provider_url: str
    provider_hidden: tuple[Hidden, ...]
    action: str
    hidden: tuple[Hidden, ...]
    needs: tuple[Choice, ...]
    answers: tuple[PassOn, ...]
    sentence: str
    caller: Language
    caller_name: str
    agreed: bool
    name: str
    phone: str
    email: str
    partners: tuple[Choice, ...]
    address: str
    known_address: bool
    line: str
    signs: tuple[str, ...]
    anyway: bool
    trial: bool
    back_url: str


def new_referral_page(
    to: Target,
    state: CallState,
    at: Here,
    form: ReferralForm | None = None,
    more: tuple[Problem, ...] = (),
) -> NewReferralPage:
    """Return the form as it begins, or as it was filled in with what is to be mended."""
    typed = form or _begun(to, state, at)
    problems = (*more, *form.problems()) if form else ()
    title, language = gettext("Refer the caller"), at.language
    chosen = [*state.pairs(), ("service", to.service.key)]
    kept = [("provider", to.provider.key), ("form", typed.form.data or ""), ("sentence", CURRENT)]
    terms, office = access.office().terms, access.office()
    name = to.provider.name.pick(state.caller).words
    line = typed.line.data or ""
    return NewReferralPage(
        layout=staff_layout(title_with(problems, title), "referrals"),
        problems=problems,
        service=to.service.words.title.pick(language),
        provider=to.provider.name.pick(language),
        providers=_providers(to, at),
        provider_url=at.links.path("referrals/new"),
        provider_hidden=hidden(chosen),
        action=at.links.path("referrals"),
        hidden=hidden([*chosen, *kept]),
        needs=_needs(typed.asked.data or "", at),
        answers=_answers(state, at, frozenset(typed.passed.data or ())),
        sentence=sentence(CURRENT, state.caller, name, terms.contact_days),
        caller=state.caller,
        caller_name=OWN_NAMES[state.caller],
        agreed=bool(typed.consent.data),
        name=typed.name.data or "",
        phone=typed.phone.data or "",
        email=typed.email.data or "",
        partners=tuple(
            Choice(code, OWN_NAMES[code], code == typed.partner.data) for code in LANGUAGES
        ),
        address=typed.address.data or "",
        known_address=bool(to.address),
        line=line,
        signs=tuple(sign_words(one) for one in identity_in(line, at.catalogue)),
        anyway=bool(typed.anyway.data),
        trial="mail" in office.trial,
        back_url=carried(state, at).back,
    )


def _begun(to: Target, state: CallState, at: Here) -> ReferralForm:
    """Return the form as it begins: the least that the service needs to know is ticked."""
    needed = {one.question for rule in to.service.criteria for one in rule.conditions}
    needed |= {"stage", "sector"}
    needs = state.answers.of("need")
    likely = [one for one in to.service.needs if one in needs] or [*needs, *to.service.needs]
    return ReferralForm(
        data={
            "form": token_hex(16),
            "asked": likely[0] if likely else "",
            "passed": [key for key, _ in state.answers if key in needed - PRIVATE],
            "partner": state.caller if state.caller != "en" else at.language,
            "address": to.address,
        }
    )


def _providers(to: Target, at: Here) -> tuple[Choice, ...]:
    """Return the providers to choose from; none if there is only one."""
    if len(to.service.providers) < 2:
        return ()
    return tuple(
        Choice(
            key, at.catalogue.providers[key].name.pick(at.language).words, key == to.provider.key
        )
        for key in to.service.providers
    )


def _needs(chosen: str, at: Here) -> tuple[Choice, ...]:
    question = at.catalogue.journey.question("need")
    options = question.options if question else ()
    return tuple(
        Choice(one.key, one.label.pick(at.language).words, one.key == chosen) for one in options
    )


def _answers(state: CallState, at: Here, ticked: frozenset[str]) -> tuple[PassOn, ...]:
    journey, given = at.catalogue.journey, state.answers
    return tuple(
        PassOn(
            key=question.key,
            label=question.short.pick(at.language).words,
            words=wording.answer_text(question, given, journey, at.language),
            aloud=""
            if state.caller == at.language
            else wording.answer_text(question, given, journey, state.caller),
            ticked=question.key in ticked,
        )
        for question in journey.questions
        if question.key in given
    )
