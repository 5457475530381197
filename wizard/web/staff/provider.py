"""The OpenID Connect provider through which people may sign in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provider:
    """Who says who somebody is: its address, and how it knows this site.

    `claim` is what of its answer is the name of an account; `name` stands on the button.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str
    name: str
