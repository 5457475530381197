"""The desk's keys in words. The script finds them by the same names; a test holds both together."""

from dataclasses import dataclass

from wizard.web.messages import gettext


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key (as it is printed), the name of what it does in the script, and the words for it."""

    keys: str
    action: str
    words: str


def shortcuts() -> tuple[Shortcut, ...]:
    """Return all keys, in the order in which a call needs them."""
    return (
        Shortcut("/", "box", gettext("Type what the caller says")),
        Shortcut("Enter", "accept", gettext("In the box: confirm the first proposal")),
        Shortcut("Shift+Enter", "accept-all", gettext("In the box: confirm all proposals")),
        Shortcut("Alt+1 … Alt+9", "accept-one", gettext("Confirm one proposal")),
        Shortcut("Esc", "leave", gettext("From a field to the list")),
        Shortcut(
            "1 … 7", "question", gettext("Go to a question; then a letter jumps to an option")
        ),
        Shortcut("a", "ask", gettext("Ask the question that settles most")),
        Shortcut("j / k", "move", gettext("Next or previous service")),
        Shortcut("o", "open", gettext("Open the service")),
        Shortcut("m", "name", gettext("Note that you named the service, or not")),
        Shortcut("t", "tongue", gettext("Text in the caller's language, or in yours")),
        Shortcut("l", "language", gettext("Caller's language: the next one")),
        Shortcut("p", "channel", gettext("How the person came to us")),
        Shortcut("e", "excluded", gettext("To what does not fit")),
        Shortcut("r", "refer", gettext("Refer the caller to the provider")),
        Shortcut("f", "flag", gettext("Flag the record as out of date")),
        Shortcut("h", "hand-over", gettext("Give it to the caller: link, code, mail, paper")),
        Shortcut("c", "case", gettext("Reference of earlier calls")),
        Shortcut("d", "details", gettext("Outcome and notes of the call")),
        Shortcut("s", "save", gettext("Save the call")),
        Shortcut("u", "undo", gettext("Take back the last change")),
        Shortcut("x", "clear", gettext("Clear all answers and words")),
        Shortcut("n", "new", gettext("New call")),
        Shortcut("?", "help", gettext("Show or hide these keys")),
    )
