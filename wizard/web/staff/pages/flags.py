"""The flags: an adviser's own, the editors' queue, and the form that makes one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from wizard.application.ports_flags import Flag
from wizard.domain.flags import REASONS, Reason, State
from wizard.web.links import Links
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.layout import Link
from wizard.web.staff.carried import Carried, call_in_address, carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_words import moment_words, service_name
from wizard.web.staff.pages.controls import ControlOption, Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class FlagView:
    """One flag. `account` is "" on the reader's own list, `answer_url` "" where it is closed."""

    id: int
    reason: str
    text: str
    made: str
    account: str
    edition: int
    state: State
    state_words: str
    answer: str
    answered: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """The flags on one service, with the file in which an editor finds it."""

    title: str
    file: str
    public_url: str
    desk_url: str
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class FlagsPage:
    """Flags by service; `lists` are the lists that the reader may see."""

    layout: StaffLayout
    heading: str
    lists: tuple[Link, ...]
    count: str
    groups: tuple[FlagGroup, ...]
    hidden: tuple[Hidden, ...]
    back_url: str


@dataclass(frozen=True, slots=True)
class FlagPage:
    """The form that makes a flag, shown when something in it was wrong."""

    layout: StaffLayout
    problems: tuple[Problem, ...]
    action: str
    hidden: tuple[Hidden, ...]
    service: str
    title: str
    reasons: tuple[ControlOption, ...]
    text: str
    back_url: str


def flag_reasons(chosen: str = REASONS[0]) -> tuple[ControlOption, ...]:
    """Return the reasons to choose from."""
    return tuple(ControlOption(key, reason_words(key), key == chosen) for key in REASONS)


def reason_words(reason: Reason) -> str:
    """Return what is wrong with a record, in words."""
    return {
        "closed": gettext("It no longer exists"),
        "contact": gettext("Contact details are wrong"),
        "conditions": gettext("Conditions have changed"),
        "amount": gettext("An amount is wrong"),
        "text": gettext("The text is wrong or unclear"),
        "other": gettext("Something else"),
    }[reason]


def flag_page(
    service: str,
    reason: str,
    text: str,
    problems: tuple[Problem, ...],
    state: CallState,
    at: Here,
) -> FlagPage:
    """Return the form again with what was typed."""
    carry = carried(state, at)
    title = gettext("Flag a record as out of date")
    return FlagPage(
        layout=staff_layout(title_with(problems, title), "flags"),
        problems=problems,
        action=at.links.path("flags"),
        hidden=hidden(list(carry.pairs)),
        service=service,
        title=service_name(service, at),
        reasons=flag_reasons(reason),
        text=text,
        back_url=carry.back or at.links.desk,
    )


def own_flags_page(flags: Sequence[Flag], at: Here) -> FlagsPage:
    """Return an account's own flags with the editors' answers."""
    return _page("mine", gettext("My flags"), flags, {}, at)


def queue_page(
    shown: str, flags: Sequence[Flag], names: Mapping[int, str], at: Here, done: str = ""
) -> FlagsPage:
    """Return the editors' queue; `shown` is the state of the flags that are shown."""
    heading = gettext("Flags to look at") if shown == "open" else _state_words()[shown]
    return _page(shown, heading, flags, names, at, done)


def _page(
    shown: str,
    heading: str,
    flags: Sequence[Flag],
    names: Mapping[int, str],
    at: Here,
    done: str = "",
) -> FlagsPage:
    carry = carried(call_in_address(at), at)
    return FlagsPage(
        layout=staff_layout(heading, "flags", _notices().get(done, "")),
        heading=heading,
        lists=_lists(shown, carry) if at.account.may("editor") else (),
        count=ngettext("%(num)s flag", "%(num)s flags", len(flags)),
        groups=_groups(flags, names, carry),
        hidden=hidden(list(carry.pairs)),
        back_url=carry.back,
    )


def _lists(shown: str, carry: Carried) -> tuple[Link, ...]:
    words = {**_state_words(), "mine": gettext("My flags")}
    return tuple(
        Link(text, carry.path("flags", [("list", key)]), current=key == shown)
        for key, text in words.items()
    )


def _groups(
    flags: Sequence[Flag], names: Mapping[int, str], carry: Carried
) -> tuple[FlagGroup, ...]:
    """Return the flags by service: the service with the newest flag first."""
    places = {key: place for place, key in reversed(list(enumerate(one.service for one in flags)))}
    ordered = sorted(flags, key=lambda one: places[one.service])
    return tuple(
        _group(key, tuple(_flag(one, names, carry) for one in group), carry)
        for key, group in groupby(ordered, key=lambda one: one.service)
    )


def _group(key: str, flags: tuple[FlagView, ...], carry: Carried) -> FlagGroup:
    at = carry.at
    there = key in at.catalogue.services
    public = Links(at.links.root, at.language, at.catalogue.journey.replay({}).answers)
    pairs = [pair for pair in carry.pairs if pair[0] != "show"]
    return FlagGroup(
        title=service_name(key, at),
        file=f"catalogue/services/{key}.toml",
        public_url=public.service(key) if there else "",
        desk_url=at.links.service(key, pairs) if there else "",
        flags=flags,
    )


def _flag(flag: Flag, names: Mapping[int, str], carry: Carried) -> FlagView:
    may_answer = flag.state == "open" and flag.account in names
    return FlagView(
        id=flag.id,
        reason=reason_words(flag.reason),
        text=flag.text,
        made=moment_words(flag.made_at),
        account=names.get(flag.account, ""),
        edition=flag.edition,
        state=flag.state,
        state_words=_state_words()[flag.state],
        answer=flag.answer,
        answered=moment_words(flag.answered_at) if flag.answered_at else "",
        answer_url=carry.at.links.path(f"flags/{flag.id}") if may_answer else "",
    )


def _state_words() -> dict[str, str]:
    return {
        "open": gettext("Open"),
        "solved": gettext("Solved"),
        "rejected": gettext("Left as it is"),
    }


def _notices() -> dict[str, str]:
    return {
        "answered": gettext("The answer is kept; its adviser sees it"),
        "gone": gettext("Somebody else has answered this flag already"),
    }
