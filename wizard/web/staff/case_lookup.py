"""Looking a reference up, from whichever page: the path of its case, or why there is none."""

from wizard.application.cases import CasePath, TooManyMissesError, find_case, path_of
from wizard.domain.references import WrongReferenceError, read_reference
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.carried import carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.cases import CasePart, case_part, fault_words, no_part, wait_words
from wizard.web.staff.state import CallState


def look_up(typed: str, at: Here) -> CasePath | None:
    """Return the path of the case with a reference, None if there is none.

    Raises `WrongReferenceError` if it cannot be one, and `TooManyMissesError`.
    """
    office = access.office()
    case = find_case(office.cases, at.account.id, read_reference(typed), at.now)
    return None if case is None else path_of(office.calls, office.referrals, case)


def case_problem(typed: str, at: Here) -> str:
    """Return why a reference cannot be used, in words; "" if it can."""
    return _try(typed, at)[1]


def case_of_call(state: CallState, at: Here) -> CasePart | None:
    """Return what the desk shows of the call's case; None if the call has none."""
    if not state.case:
        return None
    path, problem = _try(state.case, at)
    return case_part(path, carried(state, at)) if path else no_part(state.case, problem)


def no_case() -> str:
    """Return that there is no case with a reference."""
    return gettext("There is no case with this reference")


def _try(typed: str, at: Here) -> tuple[CasePath | None, str]:
    try:
        path = look_up(typed, at)
    except WrongReferenceError as error:
        return None, fault_words(error)
    except TooManyMissesError as error:
        return None, wait_words(error, at.now)
    return path, "" if path else no_case()
