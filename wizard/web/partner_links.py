"""The signature in a partner's link: a random nonce, signed and dated with the site's secret."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from wizard.application.ports_referrals import ForgedLinkError

SALT = "partner link"


class DatedSigner(TimestampSigner):
    """Dates by a clock that is handed in, like everything else of the site."""

    def __init__(self, *arguments: Any, now: Callable[[], datetime], **more: Any) -> None:
        """Sign as `TimestampSigner` does; `now` gives the moment in UTC."""
        super().__init__(*arguments, **more)
        self._now = now

    def get_timestamp(self) -> int:
        """Return the seconds that stand in the signature."""
        return int(self._now().timestamp())


class SignedLinks:
    """Signs with the site's secret: a token of one site means nothing to another."""

    def __init__(self, secret: str, now: Callable[[], datetime]) -> None:
        """Use `secret`; `now` gives the moment in UTC."""
        self._now = now
        self._serializer = URLSafeTimedSerializer(
            secret,
            salt=SALT,
            signer=DatedSigner,
            signer_kwargs={"now": now, "digest_method": sha256},
        )

    def sign(self, nonce: str) -> str:
        """Return the token of a link, signed and dated now."""
        return str(self._serializer.dumps(nonce))

    def read(self, token: str, days: int) -> tuple[str, bool]:
        """Return the nonce and whether it is older than `days`; raises `ForgedLinkError`."""
        try:
            nonce, made_at = self._serializer.loads(token, return_timestamp=True)
        except BadData as error:
            raise ForgedLinkError("the token was not signed by this site") from error
        if not isinstance(nonce, str):
            raise ForgedLinkError("the token holds something else than a nonce")
        return nonce, self._now() - made_at > timedelta(days=days)
