"""Where the content folders are: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_BUNDLED = _PACKAGE / "_bundled"


def folder(name: str) -> Path:
    """Return the folder `templates`, `static`, `translations` or `catalogue`.

    Raises `FileNotFoundError` if the installation does not have it.
    """
    for root in (_BUNDLED, _PACKAGE.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"the folder {name} is missing from this installation; install again")
