"""The check of one answer with WTForms: is something chosen, and is it an option?"""

from collections.abc import Sequence
from functools import cache

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from wizard.domain.question import Question
from wizard.web.messages import gettext


class ChosenOptions(SelectMultipleField):
    """The values sent for one question; a radio button simply sends at most one."""

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002  (WTForms' signature)
        """Raise `ValidationError` with what to do if the values are no answer."""
        question: Question = self.render_kw["question"]
        values: Sequence[str] = self.data or ()
        options = {question.canonical(value) for value in values}
        if not options and question.voluntary:
            return
        if not options:
            raise ValidationError(
                gettext("Choose at least one answer, or say that you do not know")
                if question.kind == "many"
                else gettext("Choose one answer, or say that you do not know")
            )
        if None in options:
            raise ValidationError(gettext("Choose an answer from the list"))
        if question.kind == "one" and len(options) > 1:
            raise ValidationError(gettext("Choose one answer only"))
        if len(options) > 1 and options & question.exclusive:
            raise ValidationError(
                gettext("Choose either answers from the list or one of the last lines, not both")
            )


class AnswerForm(Form):
    """The field that every question's form has; `_form_class` gives it its question."""

    answer: ChosenOptions


@cache
def _form_class(question: Question) -> type[AnswerForm]:
    field = ChosenOptions(validate_choice=False, render_kw={"question": question})
    return type(f"Answer_{question.key}", (AnswerForm,), {"answer": field})


def check_answer(question: Question, values: MultiDict[str, str]) -> str:
    """Return the message for the reader if the values are no answer to `question`, else ""."""
    renamed = MultiDict([("answer", value) for value in values.getlist(question.key)])
    form = _form_class(question)(renamed)
    if form.validate():
        return ""
    return str(form.answer.errors[0])
