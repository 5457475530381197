"""The form of a new referral: whom it goes to, and the checks of what an adviser types."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from flask import abort, request
from wtforms import BooleanField, Field, Form, SelectMultipleField, StringField
from wtforms.validators import StopValidation

from wizard.application.ports_referrals import Consent, Contact, Matter, NewReferral
from wizard.domain.addresses import AddressError, mail_address, phone_number
from wizard.domain.calls import is_token
from wizard.domain.consent import CURRENT
from wizard.domain.notes import LINE_LONGEST, clean_line
from wizard.domain.service import Provider, Service
from wizard.domain.text import LANGUAGES, Language
from wizard.web.messages import gettext
from wizard.web.own_address import own_address
from wizard.web.site import site
from wizard.web.staff.access import office
from wizard.web.staff.call_form import identity_in, reference_of
from wizard.web.staff.here import Here
from wizard.web.staff.pages.problems import Problem, problems_of
from wizard.web.staff.state import CallState

NAME_LONGEST = 80

Check = Callable[[Form, Field], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a referral goes: a service and one of its providers.

    `address` is the e-mail address that the catalogue has of them, "" if it has none.
    """

    service: Service
    provider: Provider
    address: str


def target(at: Here) -> Target:
    """Return where the request refers to; answers 404 if there is no such service any more."""
    service = at.catalogue.services.get(request.values.get("service", ""))
    if service is None or not service.recommended:
        abort(404)
    asked = request.values.get("provider", "")
    provider = at.catalogue.providers[asked if asked in service.providers else service.providers[0]]
    return Target(service, provider, service.contact.email or provider.contact.email)


def _key(_form: Form, field: Field) -> None:
    # Two forms without a key, or with the same one, would become one referral.
    if not is_token(field.data or ""):
        abort(400, "The form has no key. Open it again.")


def _need(_form: Form, field: Field) -> None:
    question = site().catalogue.journey.question("need")
    if question is None or question.option(field.data or "") is None:
        raise StopValidation(gettext("Choose what the caller asks for"))


def _agreed(form: Form, field: Field) -> None:
    if not field.data or form["sentence"].data != CURRENT:
        raise StopValidation(
            gettext("Read the sentence out, and tick the box if the caller agrees")
        )


def _name(_form: Form, field: Field) -> None:
    if not clean_line(field.data or ""):
        raise StopValidation(gettext("Type the name to ask for"))
    if len(clean_line(field.data)) > NAME_LONGEST:
        raise StopValidation(gettext("Shorten it to %(number)s letters", number=NAME_LONGEST))


def _phone(form: Form, field: Field) -> None:
    if not (field.data or "").strip():
        if not (form["email"].data or "").strip():
            raise StopValidation(gettext("Type a telephone number or an e-mail address"))
        return
    try:
        phone_number(field.data)
    except AddressError:
        raise StopValidation(
            gettext("Type a telephone number, such as 0470 12 34 56 or +33 6 12 34 56 78")
        ) from None


def _mail(*, needed: bool) -> Check:
    """Return a check for an e-mail address, which may be left empty unless it is needed."""

    def check(_form: Form, field: Field) -> None:
        if not needed and not (field.data or "").strip():
            return
        try:
            mail_address(field.data or "")
        except AddressError:
            raise StopValidation(
                gettext("Type one e-mail address, such as name@example.be")
            ) from None

    return check


def _partner_language(_form: Form, field: Field) -> None:
    if field.data not in LANGUAGES:
        raise StopValidation(gettext("Choose from the list"))


def _line(form: Form, field: Field) -> None:
    line = clean_line(field.data or "")
    if len(line) > LINE_LONGEST:
        raise StopValidation(gettext("Shorten it to %(number)s letters", number=LINE_LONGEST))
    if identity_in(line, site().catalogue) and not form["anyway"].data:
        raise StopValidation(
            gettext("The line may say who somebody is. Shorten it, or tick that it is needed.")
        )


class ReferralForm(Form):
    """What is passed on, the consent, how to reach the caller, and how to reach the partner."""

    form = StringField(validators=[_key])
    sentence = StringField()
    asked = StringField(validators=[_need])
    passed = SelectMultipleField(validate_choice=False)
    consent = BooleanField(validators=[_agreed])
    name = StringField(validators=[_name])
    phone = StringField(validators=[_phone])
    email = StringField(validators=[_mail(needed=False)])
    address = StringField(validators=[_mail(needed=True)])
    partner = StringField(validators=[_partner_language])
    line = StringField(validators=[_line])
    anyway = BooleanField()

    def problems(self) -> tuple[Problem, ...]:
        """Return what is to be mended, in the order of the fields."""
        return problems_of(self)

    def contact(self) -> Contact:
        """Return how to reach the caller; the form must have been checked."""
        phone, email = (self.phone.data or "").strip(), (self.email.data or "").strip()
        return Contact(
            name=clean_line(self.name.data or ""),
            phone=phone_number(phone) if phone else "",
            email=mail_address(email) if email else "",
            line=clean_line(self.line.data or ""),
        )


def read_form(to: Target) -> ReferralForm:
    """Return the form of the request; an address that the catalogue has wins over one typed."""
    form = ReferralForm(request.form)
    if to.address:
        form.address.data = to.address
    return form


def new_referral(form: ReferralForm, to: Target, state: CallState, at: Here) -> NewReferral:
    """Return the referral that a checked form describes, agreed to at this moment."""
    days = office().terms.contact_days
    return NewReferral(
        form=form.form.data or "",
        account=at.account.id,
        matter=Matter(
            service=to.service.key,
            provider=to.provider.key,
            need=form.asked.data or "",
            answers=_chosen_answers(form, state),
            caller=state.caller,
            partner=cast(Language, form.partner.data),
            call=state.call if is_token(state.call) else "",
            case=reference_of(state.case),
        ),
        consent=Consent(CURRENT, state.caller, days, at.now),
        contact=form.contact(),
        address=mail_address(form.address.data or ""),
        site=own_address(),
    )


def _chosen_answers(form: ReferralForm, state: CallState) -> str:
    chosen = set(form.passed.data or ())
    return urlencode([pair for pair in state.answers.query() if pair[0] in chosen])
