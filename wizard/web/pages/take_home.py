"""Taking the list home: a QR code, spoken words, and paper."""

from dataclasses import dataclass

from wizard.domain.spoken import speak
from wizard.web.messages import gettext
from wizard.web.pages.cards import Card
from wizard.web.pages.layout import Layout, layout
from wizard.web.pages.qr import Qr, qr
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class TakeHomePage:
    """The list as a QR code and as spoken words, with what comes first on paper.

    `address` is what the QR code says, `code_address` where the words are typed.
    """

    layout: Layout
    qr: Qr
    address: str
    code: tuple[str, ...]
    code_address: str
    first_steps: tuple[Card, ...]
    back_url: str


def take_home_page(visit: Visit, address: str, code_address: str) -> TakeHomePage:
    """Return the page; `address` is the whole address of the list on the website."""
    return TakeHomePage(
        layout=layout(visit, "take-home", gettext("Take your list home"), indexed=False),
        qr=qr(address),
        address=address,
        code=speak(visit.answers, visit.language),
        code_address=code_address,
        first_steps=(),
        back_url=visit.links.results(),
    )
