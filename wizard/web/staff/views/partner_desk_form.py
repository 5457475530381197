"""Adding a partner desk, and changing one: all of it for editors, a part for its own staff."""

from dataclasses import dataclass, replace

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.application.desk_records import ChangedMeanwhileError, DeskTakenError
from wizard.domain.desks import FEATURES, IDLE_USUAL, Desk
from wizard.domain.text import LANGUAGES
from wizard.web.messages import gettext
from wizard.web.staff import access, desk_problems
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages.partner_desk_form import Filled, partner_desk_form_page
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.partner_fields import WHOLE, labels
from wizard.web.staff.partner_form import (
    OF_THE_DESK,
    PLACES_OF_LANGUAGES,
    Typed,
    record_of,
    record_of_the_desk,
    typed_of,
)
from wizard.web.staff.render import show
from wizard.web.visit import see_other

MOST_BYTES = 8 * 1024 * 1024
"""Of a form with a logo: a picture that is too heavy is told so, and the rest is not lost."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: its values, the logo that the desk is to have, the version seen."""

    typed: Typed
    logo: bytes
    uploaded: bool
    seen: str

    @property
    def has_logo(self) -> bool:
        """Whether the desk is to have a logo; an empty file was meant as one."""
        return self.uploaded or bool(self.logo)


@blueprint.get("/desks/new")
@access.needs("editor")
def new_partner_desk() -> Response:
    """Show the form of a new desk, with what is usual."""
    usual: Typed = {
        "features": FEATURES,
        "idle": (str(IDLE_USUAL),),
        **{field: (one,) for field, one in zip(PLACES_OF_LANGUAGES, LANGUAGES, strict=True)},
    }
    return show(partner_desk_form_page(here(), None, Filled(usual)))


@blueprint.post("/desks/new")
@access.needs("editor", most_bytes=MOST_BYTES)
def add_partner_desk() -> Response:
    """Add a desk and lead to it (303), or show the form again (422)."""
    at, sent = here(), _sent(None)
    record = record_of(sent.typed, at.catalogue, logo=sent.has_logo)
    read = access.partners().read(record, sent.logo, at.catalogue)
    if not isinstance(read, Desk):
        return _again(
            at, None, sent, desk_problems.said(read, sent.typed, at.catalogue, at.language)
        )
    try:
        access.partners().add(read, at.now)
    except DeskTakenError:
        taken = Problem("id", gettext("There is a desk with this id already: choose another one"))
        return _again(at, None, sent, (taken,))
    return see_other(at.links.partner_desk(read.key, pairs=[("done", "added")]))


@blueprint.get("/desks/<key>/edit")
@access.needs("desk")
def edit_partner_desk(key: str) -> Response:
    """Show the form of a desk."""
    at, desk = here(), _changeable(key) or abort(404)
    partners = access.partners()
    filled = Filled(typed_of(partners.reader.write(desk)), partners.version(desk))
    return show(partner_desk_form_page(at, desk, filled))


@blueprint.post("/desks/<key>/edit")
@access.needs("desk", most_bytes=MOST_BYTES)
def change_partner_desk(key: str) -> Response:
    """Change a desk and lead to it (303), or show the form again (422, 409)."""
    at, desk = here(), _changeable(key)
    sent = _sent(desk)
    if desk is None:
        return _gone(key, at, sent)
    read = _read(desk, sent, at)
    if not isinstance(read, Desk):
        said = desk_problems.said(read, sent.typed, at.catalogue, at.language)
        return _again(at, desk, sent, said)
    try:
        access.partners().change(read, sent.seen, at.now)
    except ChangedMeanwhileError as error:
        return _meanwhile(key, at, sent, error.current)
    return see_other(at.links.partner_desk(key, pairs=[("done", "saved")]))


def _changeable(key: str) -> Desk | None:
    """Return the desk if the account may change it; answers 403 if not, also if there is none."""
    if not access.me().may_change_desk(key):
        abort(403)
    return access.partners().desks.by_key(key)


def _sent(desk: Desk | None) -> Sent:
    """Read the form. Without a new picture the desk keeps the one it has, unless it shall not."""
    typed = {name: request.form.getlist(name) for name in request.form}
    file, logo, uploaded = request.files.get("logo"), b"", False
    if file is not None:
        logo, uploaded = file.read(), bool(file.filename)
        # A large one lies in a temporary file.
        file.close()
    if not uploaded and desk is not None and not typed.get("logo_remove"):
        logo = desk.picture
    return Sent(typed, logo, uploaded, request.form.get("seen", ""))


def _read(desk: Desk, sent: Sent, at: Here) -> Desk | desk_problems.Found:
    """Return the desk as the form would have it, or what is wrong; its id stays."""
    partners = access.partners()
    if at.account.may("editor"):
        record = record_of(sent.typed, at.catalogue, logo=sent.has_logo)
        return partners.read({**record, "id": desk.key}, sent.logo, at.catalogue)
    kept = {
        part: value
        for part, value in partners.reader.write(desk).items()
        if part not in OF_THE_DESK
    }
    own = record_of_the_desk(sent.typed, logo=sent.has_logo)
    # A service that has ended meanwhile is for editors to replace; it must not stop the desk.
    return partners.read({**kept, **own}, sent.logo, None)


def _again(
    at: Here, desk: Desk | None, sent: Sent, problems: tuple[Problem, ...], status: int = 422
) -> Response:
    """Show the form with all that was typed; a file must be chosen again, and that is said."""
    if sent.uploaded and not any(one.field == "logo" for one in problems):
        again = gettext("Logo: choose the file again, the browser does not keep it")
        problems = (*problems, Problem("logo", again))
    return show(partner_desk_form_page(at, desk, Filled(sent.typed, sent.seen, problems)), status)


def _meanwhile(key: str, at: Here, sent: Sent, current: Desk | None) -> Response:
    """Say that somebody else was quicker, and what is different now (409)."""
    if current is None:
        return _gone(key, at, sent)
    partners = access.partners()
    now, names = typed_of(partners.reader.write(current)), labels(at.catalogue, at.language)
    differs = [
        name
        for field, name in names.items()
        if field in sent.typed and _values(sent.typed, field) != _values(now, field)
    ]
    words = gettext(
        "Somebody else changed this desk while you were writing, and nothing is stored yet."
        " Different there: %(fields)s. Save again to put yours in its place.",
        fields=", ".join(differs) or gettext("nothing that you see here"),
    )
    newer = replace(sent, seen=partners.version(current))
    return _again(at, current, newer, (Problem(WHOLE, words),), 409)


def _values(typed: Typed, field: str) -> list[str]:
    return [" ".join(value.split()) for value in typed.get(field, ()) if value.strip()]


def _gone(key: str, at: Here, sent: Sent) -> Response:
    """Say that the desk was removed meanwhile (409); editors may add it again as it was typed."""
    if not at.account.may("editor"):
        abort(404)
    words = gettext(
        "Somebody else removed this desk. To have it again with what stands here, add it."
    )
    again = replace(sent, typed={**sent.typed, "id": [key]}, seen="")
    return _again(at, None, again, (Problem(WHOLE, words),), 409)
