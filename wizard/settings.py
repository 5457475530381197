"""Every setting, read from the environment once; the README lists them."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from wizard import resources


@dataclass(frozen=True, slots=True)
class Settings:
    """How one process is set up.

    `data`: folder for the database, the index and the secret.
    `catalogue`: folder whose content is published at start.
    `database_url`: where editions are kept.
    `public_url`: the site's own address for links in the API («» = from the request).
    """

    data: Path
    catalogue: Path
    database_url: str
    public_url: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings of the variables `WIZARD_*`, with defaults that just work."""
        data = Path(environment.get("WIZARD_DATA") or _default_data(environment)).expanduser()
        catalogue = environment.get("WIZARD_CATALOGUE")
        return cls(
            data=data,
            catalogue=Path(catalogue).expanduser() if catalogue else resources.folder("catalogue"),
            database_url=environment.get("WIZARD_DATABASE_URL")
            or f"sqlite:///{data / 'parcours.sqlite3'}",
            public_url=environment.get("WIZARD_PUBLIC_URL", "").rstrip("/"),
        )

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.data / "index"

    def secret(self) -> str:
        """Return the signing key, made at the first call and readable by the owner only.

        It is written whole beside its place and then linked there, so that no other
        process ever reads half a key, and a crash leaves none behind.
        """
        file = self.data / "secret"
        if not file.exists() or not file.read_text(encoding="ascii").strip():
            file.unlink(missing_ok=True)
            with NamedTemporaryFile("w", dir=self.data, encoding="ascii") as draft:
                draft.write(secrets.token_urlsafe(48))
                draft.flush()
                with suppress(FileExistsError):  # another process was first: its key counts
                    os.link(draft.name, file)
        return file.read_text(encoding="ascii").strip()


def _default_data(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base) / "parcours"
