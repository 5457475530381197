"""The build step of the wheel: compile the translations, so that none can be forgotten."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]  # its configuration has no type
    """Writes a .mo beside every .po and puts it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered; `version` is "standard" or "editable"."""
        root = Path(self.root)
        for source in sorted((root / "translations").glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            with source.open("rb") as text, target.open("wb") as binary:
                write_mo(binary, read_po(text, locale=source.parts[-3]))
            if self.target_name == "wheel" and version == "standard":
                inside = target.relative_to(root).as_posix()
                build_data["force_include"][str(target)] = f"wizard/_bundled/{inside}"
            elif self.target_name == "wheel":
                build_data["artifacts"].append(str(target.relative_to(root)))
