"""The call that is on the line, as the address of the desk holds it.

As on the public site the answers stand in the address, so that Back, a reload, a
crash of the browser and work without JavaScript all just go on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import request

from wizard.domain.answers import Answers
from wizard.domain.calls import CHANNELS
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.web.links import Pair

MOST_LETTERS = 300
"""What is typed about a caller beyond this is cut off."""

ROWS = 20
"""Services shown in the list at first."""
MOST_ROWS = 400

ROW_NUMBER = re.compile(r"[1-9][0-9]{0,3}")

CASE = re.compile(r"[0-9A-Za-z -]{1,24}")
"""Anything that could be meant as a reference; whether it is one is told where it is used."""


@dataclass(frozen=True, slots=True)
class CallState:
    """What the desk knows of the call: answers, words typed, the caller's language.

    `call` is the token under which the draft of the call is kept ("" before it began),
    `show` the service that is opened, `named` those that were named to the caller.
    `aloud` shows the texts of a service in the caller's language, `rows` and `every` how
    much of the lists is shown, `case` the reference that links several calls.
    """

    answers: Answers
    query: str = ""
    caller: Language = "fr"
    call: str = ""
    show: str = ""
    named: tuple[str, ...] = ()
    channel: str = CHANNELS[0]
    aloud: bool = False
    rows: int = ROWS
    every: bool = False
    case: str = ""

    def pairs(self, *, show: bool = True) -> list[Pair]:
        """Return the canonical parameters: answers in order, then the rest."""
        rest = [
            ("q", self.query),
            ("caller", self.caller),
            ("channel", "" if self.channel == CHANNELS[0] else self.channel),
            ("call", self.call),
            ("case", self.case),
            *(("named", key) for key in self.named),
            ("aloud", "yes" if self.aloud else ""),
            ("rows", str(self.rows) if self.rows != ROWS else ""),
            ("every", "yes" if self.every else ""),
            ("show", self.show if show else ""),
        ]
        return [*self.answers.query(), *(pair for pair in rest if pair[1])]

    def with_answers(self, answers: Answers) -> "CallState":
        """Return the same call with other answers."""
        return replace(self, answers=answers)

    def showing(self, key: str) -> "CallState":
        """Return the same call with another service opened."""
        return replace(self, show=key)

    def naming(self, key: str) -> "CallState":
        """Return the same call with a service named to the caller, or not any more."""
        if key in self.named:
            return replace(self, named=tuple(one for one in self.named if one != key))
        return replace(self, named=(*self.named, key))


def read_state(
    values: Mapping[str, Sequence[str]], catalogue: Catalogue, usual: Language
) -> CallState:
    """Return the call that parameters describe; what is not valid is left out.

    `usual` is the caller's language as long as none is chosen.
    """
    caller, channel, show = (first(values, name) for name in ("caller", "channel", "show"))
    call, case, rows = (first(values, name) for name in ("call", "case", "rows"))
    named = dict.fromkeys(key for key in values.get("named", ()) if key in catalogue.services)
    return CallState(
        answers=catalogue.journey.replay(values).answers,
        query=" ".join(first(values, "q").split())[:MOST_LETTERS],
        caller=caller if caller in LANGUAGES else usual,
        call=call if call.isalnum() and len(call) <= 32 else "",
        show=show if show in catalogue.services else "",
        named=tuple(named),
        channel=channel if channel in CHANNELS else CHANNELS[0],
        aloud=first(values, "aloud") == "yes",
        rows=min(int(rows), MOST_ROWS) if ROW_NUMBER.fullmatch(rows) else ROWS,
        every=first(values, "every") == "yes",
        case=case.strip() if CASE.fullmatch(case) else "",
    )


def first(values: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the first value sent under a name; "" if there is none."""
    return next(iter(values.get(name, ())), "")


def call_state(catalogue: Catalogue, usual: Language) -> CallState:
    """Return the call of the current request: of its form if it is a POST, else of its query."""
    source = request.form if request.method == "POST" else request.args
    return read_state({key: source.getlist(key) for key in source}, catalogue, usual)
