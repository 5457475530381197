"""The words for how somebody came to us and how a call ended."""

from wizard.domain.calls import CHANNELS, OUTCOMES
from wizard.web.messages import gettext


def channel_names() -> tuple[tuple[str, str], ...]:
    """Return each channel with its words."""
    words = {
        "phone": gettext("Phone"),
        "desk": gettext("At the desk"),
        "mail": gettext("E-mail"),
        "chat": gettext("Chat"),
        "event": gettext("Event"),
    }
    return tuple((key, words[key]) for key in CHANNELS)


def outcome_names() -> tuple[tuple[str, str], ...]:
    """Return the outcomes that an adviser may choose, each with its words."""
    words = {
        "informed": gettext("Informed"),
        "referred": gettext("Referred"),
        "called-back": gettext("We call back"),
        "not-for-us": gettext("Not for us"),
        "unfinished": gettext("Not finished"),
    }
    return tuple((key, words[key]) for key in OUTCOMES)
