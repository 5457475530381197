"""The questions of the journey: what is asked, of whom, and what a skip implies."""

from dataclasses import dataclass, field
from typing import Literal

from wizard.domain.answers import NONE_OF_THESE, OTHER, UNSURE, Known
from wizard.domain.criteria import Condition
from wizard.domain.text import NO_TEXT, Text
from wizard.domain.truth import Truth, all_of


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `label` is the neutral name, `answer` the words at the button.

    `aliases` are other values that an address may carry for the same choice,
    as the City of Brussels has four postcodes.
    """

    key: str
    label: Text
    answer: Text
    hint: Text = NO_TEXT
    aliases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its options in the order in which they are shown.

    `aloud` is how an adviser asks it on the phone, where the title would sound odd.
    `ask_when` are conditions on earlier questions that must all hold for it to
    be asked; when one fails the question is skipped and `implied` counts as its
    answer, because «not applicable» is not «unknown». To a `voluntary` question
    choosing nothing is an answer too: it is left unsaid.
    """

    key: str
    kind: Literal["one", "many"]
    options: tuple[Option, ...]
    title: Text
    short: Text
    help: Text
    why: Text
    opening: bool = False
    voluntary: bool = False
    ask_when: tuple[Condition, ...] = ()
    implied: frozenset[str] = frozenset()
    aloud: Text = NO_TEXT
    allowed: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        own = tuple(option.key for option in self.options)
        reserved = (NONE_OF_THESE, UNSURE) if self.has_none else (UNSURE,)
        object.__setattr__(self, "allowed", own + reserved)

    @property
    def said(self) -> Text:
        """The question as it is asked by voice."""
        return self.aloud or self.title

    @property
    def has_none(self) -> bool:
        """Whether «none of these» is offered: several answers, and no «other» of its own."""
        keys = {option.key for option in self.options}
        return self.kind == "many" and not keys & {NONE_OF_THESE, OTHER}

    @property
    def exclusive(self) -> frozenset[str]:
        """The options that cannot be chosen together with another one."""
        return frozenset({UNSURE, NONE_OF_THESE}) if self.has_none else frozenset({UNSURE})

    def applies(self, known: Known) -> Truth:
        """Return YES if it is to be asked, NO if it is skipped, UNKNOWN if not clear yet."""
        return all_of(condition.truth(known) for condition in self.ask_when)

    def canonical(self, value: str) -> str | None:
        """Return the option key that `value` stands for, or None if it is no option.

        >>> Question("size", "one", (), NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT).canonical("?")
        """
        if value in self.allowed:
            return value
        for option in self.options:
            if value in option.aliases:
                return option.key
        return None

    def option(self, key: str) -> Option | None:
        """Return the option with this key; None for the reserved ones."""
        return next((option for option in self.options if option.key == key), None)
