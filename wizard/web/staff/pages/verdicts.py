"""A verdict in two or three words, for somebody who gave the answers on behalf of a caller."""

from wizard.domain.service import Service
from wizard.domain.truth import Truth
from wizard.web.messages import gettext


def verdict_key(service: Service, truth: Truth) -> str:
    """Return the key of the verdict: that of an ended service is «no», whatever was answered."""
    return truth.key if service.recommended else Truth.NO.key


def verdict_label(service: Service, truth: Truth) -> str:
    """Return the words of the verdict."""
    if not service.recommended:
        return gettext("No longer exists")
    return {
        Truth.YES: gettext("Fits the answers"),
        Truth.UNKNOWN: gettext("Possible"),
        Truth.NO: gettext("Does not fit"),
    }[truth]
