"""The checks of what an adviser types to give something to a caller, with WTForms."""

from wtforms import BooleanField, Field, Form, SelectMultipleField, StringField
from wtforms.validators import StopValidation

from wizard.application.hand_over import MOST_GIVEN
from wizard.domain.addresses import AddressError, mail_address, phone_number
from wizard.web.messages import gettext
from wizard.web.site import site
from wizard.web.staff.pages.handover import Typed
from wizard.web.staff.pages.problems import problems_of


def _given(_form: Form, field: Field) -> None:
    known = site().catalogue.services
    if not field.data:
        raise StopValidation(gettext("Choose at least one service"))
    if any(key not in known or not known[key].recommended for key in field.data):
        raise StopValidation(gettext("Choose services from the list"))
    if len(set(field.data)) > MOST_GIVEN:
        raise StopValidation(gettext("Choose at most %(number)s services", number=MOST_GIVEN))


def _mail_address(_form: Form, field: Field) -> None:
    try:
        mail_address(field.data or "")
    except AddressError:
        raise StopValidation(gettext("Type one e-mail address, such as name@example.be")) from None


def _number(_form: Form, field: Field) -> None:
    try:
        phone_number(field.data or "")
    except AddressError:
        raise StopValidation(
            gettext("Type a telephone number, such as 0470 12 34 56 or +33 6 12 34 56 78")
        ) from None


def _asked(_form: Form, field: Field) -> None:
    if not field.data:
        raise StopValidation(gettext("Send it only if the caller asked for it: tick the box"))


class MailForm(Form):
    """An e-mail to the caller; the services that are ticked also go on paper."""

    give = SelectMultipleField(validate_choice=False, validators=[_given])
    to = StringField(validators=[_mail_address])
    asked = BooleanField(validators=[_asked])

    def chosen(self) -> tuple[str, ...]:
        """Return the services, each once, in the order of the page."""
        return tuple(dict.fromkeys(self.give.data or ()))

    def address(self) -> str:
        """Return the address, which must have been checked."""
        return mail_address(self.to.data or "")

    def typed(self) -> Typed:
        """Return what was typed, with what is to be mended."""
        return Typed(
            to=self.to.data or "",
            give=self.chosen(),
            asked_mail=self.asked.data,
            problems=problems_of(self, {"asked": "asked-mail"}),
        )


class TextForm(Form):
    """A text message to the caller."""

    number = StringField(validators=[_number])
    asked = BooleanField(validators=[_asked])

    def address(self) -> str:
        """Return the number, which must have been checked."""
        return phone_number(self.number.data or "")

    def typed(self) -> Typed:
        """Return what was typed, with what is to be mended."""
        return Typed(
            number=self.number.data or "",
            asked_text=self.asked.data,
            problems=problems_of(self, {"asked": "asked-text"}),
        )
