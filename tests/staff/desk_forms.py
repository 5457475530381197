"""What a browser sends from the form of a partner desk: every field, as the page has it."""

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import TypeAlias

from PIL import Image
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from tests.staff.people import Member, partners_of
from wizard.domain.desks import Desk
from wizard.web.staff.office import Office

Values: TypeAlias = dict[str, list[str]]

SUMMARY = re.compile(r'<div class="error-summary".*?</div>', re.DOTALL)


class _Form(HTMLParser):
    """Collects what the form with class `desk-form` would send unchanged."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Values = {}
        self._inside = False
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a value, or what it belongs to."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "desk-form" in given.get("class", "")
        if not self._inside:
            return
        if tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select:
            # A list without a choice sends its first option.
            if "selected" in given or self._select not in self.values:
                self.values[self._select] = [given["value"]]
        elif tag == "textarea":
            self._textarea = given["name"]
            self.values[self._textarea] = [""]
        elif tag == "input":
            self._input(given)

    def handle_endtag(self, tag: str) -> None:
        """Leave a part of the form."""
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        """Add to the text of a large field."""
        if self._textarea:
            self.values[self._textarea][0] += data

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind != "file" and (kind != "checkbox" or "checked" in given):
            self._add(given["name"], given.get("value", ""))

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)


def values_of(answer: TestResponse) -> Values:
    """Return what the form of a page sends if nobody changes anything."""
    form = _Form()
    form.feed(answer.text)
    assert "csrf_token" in form.values, "there is no such form on the page"
    return form.values


def send(member: Member, address: str, values: Values, logo: bytes | None = None) -> TestResponse:
    """Send the form as a browser does, with a picture or without."""
    data: dict[str, object] = {name: list(value) for name, value in values.items()}
    name, picture = ("logo.png", logo) if logo is not None else ("", b"")
    data["logo"] = FileStorage(BytesIO(picture), name)
    # Encoded here: the test client would leave a large body in an open temporary file.
    boundary, body = encode_multipart(MultiDict(data))
    kind = f'multipart/form-data; boundary="{boundary}"'
    return member.client.post(address, data=body, content_type=kind)


def png(colour: tuple[int, int, int] = (10, 60, 80), size: tuple[int, int] = (200, 80)) -> bytes:
    """Return a picture: a bar of one colour on nothing."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.paste((*colour, 255), (10, 10, size[0] - 10, size[1] - 10))
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def stored(office: Office, key: str) -> Desk:
    """Return a desk as the database has it, which must be there."""
    found = partners_of(office).desks.by_key(key)
    assert found is not None
    return found


def summary(text: str) -> str:
    """Return the list of what is to be mended, which must be there."""
    found = SUMMARY.search(text)
    assert found is not None
    return found[0]
