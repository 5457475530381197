"""The forms about accounts: is everything filled in, and is what was chosen on the list?"""

from collections.abc import Callable
from typing import cast

from wtforms import BooleanField, Field, Form, PasswordField, SelectField, StringField
from wtforms.validators import StopValidation

from wizard.application.accounts import NewAccount
from wizard.domain.staff import ROLES, Role
from wizard.domain.text import LANGUAGES, Language
from wizard.web.messages import gettext
from wizard.web.staff.access import partners

Check = Callable[[Form, Field], None]


def _given(words: Callable[[], str]) -> Check:
    """Return a check that something was typed; `words` says so in the reader's language."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            raise StopValidation(words())

    return check


def _listed(options: tuple[str, ...]) -> Check:
    """Return a check that an option of the list was chosen."""

    def check(_form: Form, field: Field) -> None:
        if field.data not in options:
            raise StopValidation(gettext("Choose from the list"))

    return check


def _the_same(form: Form, field: Field) -> None:
    if field.data != form["new"].data:
        raise StopValidation(gettext("Type the same new password twice"))


class PasswordForm(Form):
    """The old password, the new one, and the new one again."""

    old = PasswordField(validators=[_given(lambda: gettext("Type the password you have now"))])
    new = PasswordField(validators=[_given(lambda: gettext("Type a new password"))])
    again = PasswordField(validators=[_the_same])

    def typed(self) -> tuple[str, str]:
        """Return the old password and the new one."""
        return self.old.data or "", self.new.data or ""


class PreferencesForm(Form):
    """What somebody chooses for their own account."""

    language = SelectField(validate_choice=False, validators=[_listed(LANGUAGES)])
    shortcuts = BooleanField()

    def chosen_language(self) -> Language:
        """Return the language, which must have been checked."""
        return cast(Language, self.language.data)


def _desk(form: Form, field: Field) -> None:
    """Check that a desk was chosen for the role that needs one; for others it says nothing."""
    if form["role"].data == "desk" and partners().desks.by_key(field.data or "") is None:
        raise StopValidation(gettext("Choose the partner desk that this account belongs to"))


class NewAccountForm(Form):
    """A new account; `by_provider` for one without a password."""

    name = StringField(validators=[_given(lambda: gettext("Type a name"))])
    role = SelectField(validate_choice=False, validators=[_listed(ROLES)])
    language = SelectField(validate_choice=False, validators=[_listed(LANGUAGES)])
    desk = SelectField(validate_choice=False, validators=[_desk])
    by_provider = BooleanField()

    def chosen(self) -> NewAccount:
        """Return the account, which must have been checked."""
        role, language = cast(Role, self.role.data), cast(Language, self.language.data)
        return NewAccount(self.name.data or "", role, language, self.desk.data or "")


class ManageForm(Form):
    """What an admin decides on an account."""

    role = SelectField(validate_choice=False, validators=[_listed(ROLES)])
    language = SelectField(validate_choice=False, validators=[_listed(LANGUAGES)])
    desk = SelectField(validate_choice=False, validators=[_desk])
    active = BooleanField()

    def chosen(self) -> tuple[Role, Language]:
        """Return role and language, which must have been checked."""
        return cast(Role, self.role.data), cast(Language, self.language.data)
