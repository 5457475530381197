"""The shortlist as a mail, and as the short text that fits a telephone."""

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.catalogue import Catalogue
from wizard.domain.service import Service
from wizard.domain.text import Language, Picked
from wizard.web import wording
from wizard.web.links import Links
from wizard.web.messages import gettext, ngettext
from wizard.web.staff.sharing import code_address, list_link, shared_links
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class MailedService:
    """One service of the shortlist: what it is, what to mind and have ready, how to reach it."""

    title: Picked
    provider: Picked
    summary: Picked
    cautions: tuple[str, ...]
    ready: tuple[str, ...]
    phone: str
    email: str
    web: str
    url: str
    age: str


@dataclass(frozen=True, slots=True)
class ShortlistMail:
    """The whole mail; `link` opens the list, `code` are the words that open it elsewhere."""

    language: Language
    subject: str
    services: tuple[MailedService, ...]
    link: str
    code: tuple[str, ...]
    code_page: str


def shortlist_mail(
    services: Iterable[Service], code: tuple[str, ...], state: CallState, catalogue: Catalogue
) -> ShortlistMail:
    """Return the mail to the caller; it must be made, and shown, in the caller's language."""
    links = shared_links(state)
    mailed = tuple(_mailed(one, links, catalogue) for one in services)
    return ShortlistMail(
        language=state.caller,
        subject=ngettext(
            "Support for your business: %(num)s address from 1819",
            "Support for your business: %(num)s addresses from 1819",
            len(mailed),
        ),
        services=mailed,
        link=list_link(state),
        code=code,
        code_page=code_address(state),
    )


def text_words(state: CallState) -> str:
    """Return the text message to the caller; it must be made in the caller's language."""
    return gettext(
        "Support for your business, as discussed with 1819: %(link)s", link=list_link(state)
    )


def _mailed(service: Service, links: Links, catalogue: Catalogue) -> MailedService:
    language = links.language
    cautions = (wording.status_note(service, catalogue, language), wording.apply_before(service))
    return MailedService(
        title=service.words.title.pick(language),
        provider=catalogue.providers[service.providers[0]].name.pick(language),
        summary=service.words.summary.pick(language),
        cautions=tuple(filter(None, cautions)),
        ready=service.spoken.have_ready.exact(language),
        phone=service.contact.phone,
        email=service.contact.email,
        web=service.contact.url,
        url=links.service(service.key),
        age=wording.closed_on(service) or wording.as_of(service),
    )
