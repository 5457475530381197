"""The call on the line, carried along through pages that are about something else."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from wizard.web.links import Pair
from wizard.web.staff.here import Here
from wizard.web.staff.state import CallState, read_state


@dataclass(frozen=True, slots=True)
class Carried:
    """The links of a page that keep the call; `pairs` is empty if there is no call."""

    at: Here
    pairs: tuple[Pair, ...]

    @property
    def back(self) -> str:
        """The desk just as it was left; "" if there is no call."""
        return self.at.links.path("desk", self.pairs) if self.pairs else ""

    def path(self, path: str, own: Iterable[Pair] = ()) -> str:
        """Return the address of a page of the staff area, its own parameters first."""
        return self.at.links.path(path, [*own, *self.pairs])


def carried(state: CallState, at: Here) -> Carried:
    """Return what carries the call of a request along."""
    there_is_one = state.call or state.query or state.case or len(state.answers)
    return Carried(at, tuple(state.pairs()) if there_is_one else ())


def call_in_address(at: Here) -> CallState:
    """Return the call that the address carries, also where a form sends something else."""
    values = {key: request.args.getlist(key) for key in request.args}
    return read_state(values, at.catalogue, at.language)
