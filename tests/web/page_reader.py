"""Reads a page as HTML: what it links to, what its labels refer to, and its language."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
"""Attributes whose words must be ids of the same page."""

ADDRESSES = ("href", "src", "action")


@dataclass(frozen=True, slots=True)
class Reference:
    """An attribute that names another element of the page."""

    attribute: str
    target: str


@dataclass
class PageReader(HTMLParser):
    """What tests ask about a page."""

    ids: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    language: str = ""
    title: str = ""
    text: str = ""
    _inside: str = ""

    def __post_init__(self) -> None:
        """Begin with the parser's own state."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says about itself."""
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        if tag in ("title", "h1"):
            self._inside = tag
            if tag == "h1":
                self.headings.append("")
        if "id" in values:
            self.ids.append(values["id"])
        for name in REFERENCES:
            self.references += [Reference(name, one) for one in values.get(name, "").split()]
        self.addresses += [values[name] for name in ADDRESSES if name in values]
        if tag == "input":
            self._note_input(values)

    def handle_endtag(self, tag: str) -> None:
        """Leave the title or heading."""
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        self.text += data
        if self._inside == "title":
            self.title += data
        elif self._inside == "h1":
            self.headings[-1] += data

    def _note_input(self, values: dict[str, str]) -> None:
        if values.get("type") == "hidden":
            self.hidden.append((values["name"], values["value"]))
        elif "checked" in values:
            self.checked.append(values["value"])

    @property
    def internal(self) -> list[str]:
        """The addresses on this site, without their fragments."""
        inside = [one for one in self.addresses if one.startswith("/") and one[:2] != "//"]
        return [one.partition("#")[0] for one in inside]

    @property
    def fragments(self) -> list[str]:
        """The targets of links within the page."""
        return [one[1:] for one in self.addresses if one.startswith("#")]


def read(html: str) -> PageReader:
    """Return what `html` holds."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader
