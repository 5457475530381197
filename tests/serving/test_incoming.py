"""When a request counts as whole: however it is cut into pieces, at its last byte and not before."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from wizard.serving.incoming import BodyLimits, Incoming, RefusedError
from wizard.serving.server import BODIES
from wizard.settings.serving import MOST_BYTES, MOST_UPLOAD_BYTES
from wizard.web.staff.views import partner_desk_form

LIMITS = BodyLimits(1000, ((b"/staff/", 5000),))

BODIES_SENT = st.binary(max_size=300)
CUTS = st.lists(st.integers(1, 40), max_size=60)


def request(body: bytes, target: bytes = b"/") -> bytes:
    return b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (
        target,
        len(body),
        body,
    )


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    found = []
    for size in cuts:
        found.append(data[:size])
        data = data[size:]
    return [piece for piece in (*found, data) if piece]


@given(BODIES_SENT, CUTS)
def test_whole_at_the_last_byte(body: bytes, cuts: list[int]) -> None:
    incoming, data = Incoming(LIMITS), request(body)
    come = 0
    for piece in pieces(data, cuts):
        incoming.data += piece
        come += len(piece)
        assert (incoming.stage() == "whole") == (come == len(data))
    assert incoming.take(len(data) + 1) == data
    assert not incoming.data


@given(BODIES_SENT, BODIES_SENT)
def test_what_follows_is_the_next_request(first: bytes, second: bytes) -> None:
    incoming = Incoming(LIMITS)
    incoming.data += request(first) + request(second)
    assert incoming.stage() == "whole"
    incoming.take(len(request(first)))
    incoming.put_back(b"")
    assert incoming.stage() == "whole"
    assert bytes(incoming.data) == request(second)


@given(st.binary(max_size=2000), CUTS)
def test_any_bytes_have_a_stage_or_are_refused(data: bytes, cuts: list[int]) -> None:
    incoming = Incoming(LIMITS)
    with suppress(RefusedError):
        for piece in pieces(data, cuts):
            incoming.data += piece
            assert incoming.stage() in {"head", "body", "whole"}


def test_a_long_body_is_waited_for_in_the_staff_area_only() -> None:
    for target, body, waited in (
        (b"/", 1000, True),
        (b"/", 1001, False),
        (b"/staff/desks", 5000, True),
        (b"/staff/desks", 5001, False),
        (b"/fr/?/staff/", 1001, False),
    ):
        incoming = Incoming(LIMITS)
        incoming.data += request(b"x" * body, target)[:-1]
        assert (incoming.stage() == "body") == waited, target


def test_what_the_site_takes_is_waited_for() -> None:
    assert BODIES.of(b"POST /staff/desks HTTP/1.1") == MOST_UPLOAD_BYTES
    assert partner_desk_form.MOST_BYTES <= MOST_UPLOAD_BYTES
    assert BODIES.of(b"POST /kiosk/x/counts HTTP/1.1") == MOST_BYTES
