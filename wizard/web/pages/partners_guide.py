"""The pages for partners: the offer, the frame on their website, the kiosk in their waiting room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from wizard.domain.desks import IDLE_LEAST, IDLE_MOST, IDLE_USUAL, Desk
from wizard.domain.text import LANGUAGES, Language, Picked
from wizard.web import languages
from wizard.web.links import Pair
from wizard.web.messages import gettext
from wizard.web.pages import guide_blocks as blocks
from wizard.web.pages.guide_blocks import Block, KioskSetup
from wizard.web.pages.layout import Layout, layout
from wizard.web.place import EMBED_PREVIEW, KIOSK, KIOSK_PREVIEW
from wizard.web.visit import Visit

PATH = "partners"
EMBED_PATH = f"{PATH}/embed"
KIOSK_PATH = f"{PATH}/kiosk"

DESK, LANGUAGE, KIND = "desk", "language", "kind"
"""The parameters of the forms."""

AS_THE_PAGE = "page"
"""The language of the frame is that of the page around it."""

SCRIPT, PLAIN = "script", "plain"

NO_DESK = "your-desk"
"""What stands in the lines while no desk has a record."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form on a page for partners asks for.

    `desks` can be chosen, `desk` is the one that is shown (None without any); `chosen` says
    that it stands in the address. `language` is None for that of the page around the frame.
    `script` is the kind of line: one that grows, or a plain frame.
    """

    desks: tuple[Desk, ...]
    desk: Desk | None
    chosen: bool
    language: Language | None
    script: bool

    @classmethod
    def of(cls, given: Mapping[str, str], desks: tuple[Desk, ...]) -> "Asked":
        """Return what the parameters ask for; what has no sense falls back on what is usual."""
        found = next((one for one in desks if one.key == given.get(DESK)), None)
        desk = found or next(iter(desks), None)
        offered = desk.languages if desk else ()
        language = next((one for one in offered if one == given.get(LANGUAGE)), None)
        return cls(desks, desk, found is not None, language, given.get(KIND) != PLAIN)

    @property
    def key(self) -> str:
        """The id that stands in the lines to copy."""
        return self.desk.key if self.desk else NO_DESK

    @property
    def desk_pairs(self) -> tuple[Pair, ...]:
        """The parameter of the desk as the page's address has it; none before a choice."""
        return ((DESK, self.key),) if self.chosen else ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All parameters as the page's address has them; none before a choice."""
        if not self.chosen:
            return ()
        kind = SCRIPT if self.script else PLAIN
        return (*self.desk_pairs, (LANGUAGE, self.language or AS_THE_PAGE), (KIND, kind))


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a form: what is sent, its words, what to know about it ("" = nothing)."""

    value: str
    words: Picked
    chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """What the guide offers partners, and what it asks of them."""

    layout: Layout
    embed_url: str
    kiosk_url: str


@dataclass(frozen=True, slots=True)
class EmbedGuidePage:
    """How the frame comes onto a partner's page.

    `preview_url` is "" while no desk has a frame. `sites` may show the frame of the desk
    chosen. `host` is the site's own name.
    """

    layout: Layout
    action: str
    hidden: tuple[Pair, ...]
    desks: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    script: bool
    snippet: Block
    preview_url: str
    sites: tuple[str, ...]
    sites_line: Block
    add_desk: Block
    policy: Block
    host: str
    counted_url: str


@dataclass(frozen=True, slots=True)
class KioskGuidePage:
    """How a kiosk is set up.

    `preview_url` is "" while no desk has a kiosk. `address` is the kiosk's own. `idle`,
    `idle_least` and `idle_most` are in seconds. `printing` and `offline` say what the desk
    chosen has.
    """

    layout: Layout
    action: str
    hidden: tuple[Pair, ...]
    desks: tuple[Choice, ...]
    preview_url: str
    address: str
    host: str
    setup: KioskSetup
    printing: bool
    offline: bool
    idle: int
    idle_least: int
    idle_most: int
    counted_url: str


def partners_page(visit: Visit) -> PartnersPage:
    """Return the page with the offer."""
    links = visit.links
    return PartnersPage(
        layout(visit, PATH, gettext("For partners")),
        embed_url=links.path(EMBED_PATH),
        kiosk_url=links.path(KIOSK_PATH),
    )


def embed_guide_page(visit: Visit, asked: Asked, base: str) -> EmbedGuidePage:
    """Return the page on the frame; `base` is the beginning of the site's whole addresses."""
    title = gettext("Put the guide on your website")
    return EmbedGuidePage(
        layout=layout(visit, EMBED_PATH, title, extra=asked.pairs),
        action=f"{visit.links.home}/{EMBED_PATH}#line",
        hidden=tuple(visit.answers.query()),
        desks=_desk_choices(visit, asked),
        languages=tuple(_language_choices(visit, asked)),
        kinds=_kind_choices(visit, asked),
        script=asked.script,
        snippet=blocks.snippet(base, asked.key, asked.language, script=asked.script),
        preview_url=_preview(visit, asked),
        sites=asked.desk.origins if asked.desk else (),
        sites_line=blocks.origins_line(asked.desk),
        add_desk=blocks.add_desk(),
        policy=blocks.own_policy(base, script=asked.script),
        host=urlsplit(base).netloc,
        counted_url=visit.links.path(PATH, fragment="counted"),
    )


def kiosk_guide_page(visit: Visit, asked: Asked, base: str) -> KioskGuidePage:
    """Return the page on the kiosk; `base` is the beginning of the site's whole addresses."""
    desk, root = asked.desk, visit.links.root
    printing = desk is None or desk.offers("print")
    title = gettext("Put the guide in your waiting room")
    return KioskGuidePage(
        layout=layout(visit, KIOSK_PATH, title, extra=asked.desk_pairs),
        action=f"{visit.links.home}/{KIOSK_PATH}#start",
        hidden=tuple(visit.answers.query()),
        desks=_desk_choices(visit, asked),
        preview_url=f"{root}{KIOSK_PREVIEW.path(desk.key)}/" if desk else "",
        address=f"{base}{KIOSK.path(asked.key)}/",
        host=urlsplit(base).netloc,
        setup=blocks.kiosk_setup(base, asked.key, printing=printing),
        printing=printing,
        offline=desk is None or desk.offers("offline"),
        idle=desk.idle if desk else IDLE_USUAL,
        idle_least=IDLE_LEAST,
        idle_most=IDLE_MOST,
        counted_url=visit.links.path(PATH, fragment="counted"),
    )


def _desk_choices(visit: Visit, asked: Asked) -> tuple[Choice, ...]:
    hint = gettext("An example with made-up facts, for trying it out")
    return tuple(
        Choice(
            one.key,
            one.name.pick(visit.language),
            one is asked.desk,
            hint if one.example else "",
        )
        for one in asked.desks
    )


def _language_choices(visit: Visit, asked: Asked) -> Iterable[Choice]:
    own = Picked(gettext("The language of your page"), visit.language)
    hint = gettext("With the plain frame: the language of the visitor's browser")
    yield Choice(AS_THE_PAGE, own, asked.language is None, hint)
    for code in asked.desk.languages if asked.desk else LANGUAGES:
        name = Picked(languages.OWN_NAMES[code], code, foreign=code != visit.language)
        yield Choice(code, name, asked.language == code)


def _kind_choices(visit: Visit, asked: Asked) -> tuple[Choice, ...]:
    return (
        Choice(
            SCRIPT,
            Picked(gettext("A frame that grows"), visit.language),
            asked.script,
            gettext("Recommended: your page scrolls, not the frame"),
        ),
        Choice(
            PLAIN,
            Picked(gettext("A plain frame"), visit.language),
            not asked.script,
            gettext("For pages on which no script may run; it scrolls inside"),
        ),
    )


def _preview(visit: Visit, asked: Asked) -> str:
    if asked.desk is None:
        return ""
    language = asked.language or asked.desk.language(visit.language)
    return f"{visit.links.root}{EMBED_PREVIEW.path(asked.desk.key, language)}/"
