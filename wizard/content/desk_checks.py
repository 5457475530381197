"""What can be wrong with a desk's record beyond its form."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from wizard.content import keys
from wizard.content.desk_problems import wrong_form
from wizard.content.origins import read_origins
from wizard.content.schema_desks import ContactTable, DayTable, DeskFile
from wizard.domain.addresses import AddressError, mail_address
from wizard.domain.desk_start import unknown_option, unknown_question
from wizard.domain.desks import DAYS, DeskProblem

_DIGITS = re.compile(r"\d")


def record_problems(record: DeskFile) -> Iterator[DeskProblem]:
    """Yield what is wrong with a record of the right form, but for its colours and logo."""
    yield from _doubles("languages", record.languages)
    yield from _doubles("features", record.features)
    yield from _doubles("first", record.first)
    yield from read_origins(record.origins)[1]
    yield from _start(record.start)
    yield from _contact(record.contact)
    yield from _hours(record.hours)


def _doubles(key: str, values: Sequence[str]) -> Iterator[DeskProblem]:
    for place, value in enumerate(values):
        if value in values[:place]:
            advice = f"names «{value}» again; remove it"
            yield DeskProblem(f"{key}.{place}", advice, "twice", (("value", value),))


def _start(start: dict[str, list[str]]) -> Iterator[DeskProblem]:
    """Yield the answers that no journey can have.

    What depends on the journey in force (`domain.desk_start`) is checked by whoever has it.
    """
    for question, options in start.items():
        allowed = keys.QUESTION_OPTIONS.get(question)
        if allowed is None:
            yield unknown_question(question, ", ".join(keys.QUESTION_OPTIONS))
            continue
        yield from _doubles(f"start.{question}", options)
        for option in options:
            if option not in allowed:
                yield unknown_option(question, option, ", ".join(allowed))


def _contact(contact: ContactTable) -> Iterator[DeskProblem]:
    if contact.phone and len(_DIGITS.findall(contact.phone)) < 3:
        yield wrong_form("contact.phone", "phone", contact.phone)
    if contact.email and not _is_mail(contact.email):
        yield wrong_form("contact.email", "email", contact.email)
    if contact.url and not _is_page(contact.url):
        yield wrong_form("contact.url", "url", contact.url)


def _is_mail(written: str) -> bool:
    try:
        mail_address(written)
    except AddressError:
        return False
    return True


def _is_page(written: str) -> bool:
    """Return whether an address has a host, and no name and password before it."""
    try:
        site = urlsplit(written)
        return bool(site.hostname) and "." in str(site.hostname) and "@" not in site.netloc
    except ValueError:
        return False


def _hours(table: DayTable) -> Iterator[DeskProblem]:
    for day in DAYS:
        before = ("", "")
        for place, hours in enumerate(getattr(table, day)):
            begin, _, end = str(hours).partition("-")
            key, figures = f"hours.{day}.{place}", (("value", str(hours)),)
            if end <= begin:
                advice = f"«{hours}» ends before it begins; write the earlier time first"
                yield DeskProblem(key, advice, "wrong-order", figures)
            elif begin < before[0]:
                advice = f"«{hours}» comes after later hours; put the earlier ones first"
                yield DeskProblem(key, advice, "wrong-order", figures)
            elif begin < before[1]:
                advice = f"«{hours}» begins before the hours ahead of it end; join or mend them"
                yield DeskProblem(key, advice, "overlap", figures)
            before = (begin, end)
