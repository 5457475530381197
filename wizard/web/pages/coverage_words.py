"""The laboratory's findings in words: one sentence a kind, one line a finding."""

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.answers import UNSURE
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.findings import Finding
from wizard.domain.coverage.offers import Facts
from wizard.domain.coverage.thin import Thin
from wizard.domain.text import Language
from wizard.web import wording
from wizard.web.messages import gettext, ngettext


@dataclass(frozen=True, slots=True)
class Speaker:
    """In which words to speak of a catalogue; `root` is the site's address, "" for none."""

    catalogue: Catalogue
    language: Language
    root: str = ""

    def service(self, key: str) -> str:
        """Return the title of a service; its id if there is none of that id."""
        found = self.catalogue.services.get(key)
        return found.words.title.pick(self.language).words if found else key

    def url(self, key: str) -> str:
        """Return the address of a service's page; "" if the site's address is not known."""
        return f"{self.root}/{self.language}/services/{key}" if self.root and key else ""

    def term(self, vocabulary: str, key: str) -> str:
        """Return the label of a term; its key if there is no such term."""
        return self.catalogue.label(vocabulary, key).pick(self.language).words or key

    def question(self, key: str) -> str:
        """Return the short name of a question; its key if the journey does not have it."""
        found = self.catalogue.journey.question(key)
        return found.short.pick(self.language).words if found else key

    def options(self, question: str, keys: Iterable[str]) -> str:
        """Return options by name; where they are most of the question's, what is missing."""
        chosen, asked = tuple(keys), self.catalogue.journey.question(question)
        if asked is None:
            return ", ".join(chosen)
        missing = [key for key in asked.allowed if key not in chosen and key != UNSURE]
        few = missing if missing and 2 * len(missing) < len(chosen) else chosen
        names = ", ".join(
            wording.option_label(asked, key, self.catalogue.journey, self.language) for key in few
        )
        return names if few is chosen else gettext("all except %(options)s", options=names)

    def facts(self, facts: Facts) -> str:
        """Return the answers of a description: «Stage: Idea; Size: Nobody yet»."""
        return "; ".join(
            f"{self.question(key)}{self._colon} {self.options(key, options)}"
            for key, options in facts
        )

    def detail(self, finding: Finding) -> str:
        """Return what a finding is about, beside the service: a criterion, options, a part."""
        parts = [self._criterion(finding), self._about(finding)]
        return "; ".join(part for part in parts if part)

    @property
    def _colon(self) -> str:
        return "\u00a0:" if self.language == "fr" else ":"

    def _criterion(self, finding: Finding) -> str:
        service = self.catalogue.services.get(finding.service)
        for criterion in service.criteria if service else ():
            if finding.key == f"criteria.{criterion.key}":
                return criterion.label.pick(self.language).words
        return ""

    def _about(self, finding: Finding) -> str:
        if finding.kind == "empty-stage":
            category = finding.key.removeprefix("category.")
            return f"{self.term('stage', finding.options[0])}, {self.term('category', category)}"
        if finding.file.startswith("packages/"):
            return self._element(finding)
        if not finding.options:
            return self.question(finding.question) if finding.question else ""
        return self.facts(((finding.question, finding.options),))

    def _element(self, finding: Finding) -> str:
        elements = (
            (f"part.{part.key}.element.{element.key}.services", package, element)
            for package in self.catalogue.packages.values()
            for part in package.parts
            for element in part.elements
        )
        for key, package, element in elements:
            if (finding.file, finding.key) == (f"packages/{package.key}.toml", key):
                names = (package.title.pick(self.language), element.title.pick(self.language))
                return ", ".join(
                    [*(name.words for name in names), *map(self.service, element.services)]
                )
        return ""


def number_of_services(thin: Thin) -> str:
    """Return «no service», «1 service» or «1 to 2 services»."""
    if thin.most == 0:
        return gettext("no service")
    if thin.fewest == thin.most:
        return ngettext("%(num)s service", "%(num)s services", thin.most)
    return gettext("%(fewest)s to %(most)s services", fewest=thin.fewest, most=thin.most)


def kind_title(kind: str) -> str:
    """Return what a kind of finding means, in one sentence."""
    return {**_faults(), **_gaps()}[kind]


def _faults() -> dict[str, str]:
    return {
        "unreachable": gettext("A service that nobody can use: its criteria refuse everybody"),
        "implied-closes": gettext(
            "A service that nobody can use, because a question that is skipped counts as answered"
        ),
        "always-yes": gettext("A criterion that everybody meets, so that it decides nothing"),
        "always-no": gettext("A criterion that nobody meets"),
        "dead-option": gettext(
            "An answer that a criterion accepts, while the other criteria always refuse it"
        ),
        "dead-end": gettext("A criterion that stays open, because nobody is asked about it"),
        "idle-question": gettext("A question whose answer changes nothing"),
        "never-asked": gettext("A question that nobody is asked"),
        "always-asked": gettext("A condition for asking that everybody meets"),
        "empty-stage": gettext("A stage at which every service of a category refuses everybody"),
        "no-stage": gettext("A service made for stages at which its criteria refuse everybody"),
        "no-facet": gettext(
            "A service made for sectors, groups or projects that its criteria refuse"
        ),
    }


def _gaps() -> dict[str, str]:
    return {
        "at-best-possible": gettext(
            "A service that never certainly fits, because its criteria do not hold together"
        ),
        "always-open": gettext("A criterion that always stays open: only the provider can tell"),
        "redundant": gettext("A criterion that the other criteria already contain"),
        "overlapped-option": gettext(
            "An answer that another criterion on the same question settles already"
        ),
        "some-stages": gettext(
            "A service made for several stages, at some of which its criteria refuse everybody"
        ),
        "some-facets": gettext(
            "A service made for several sectors, groups or projects, some of which its criteria refuse"
        ),
        "unnamed-options": gettext("Answers that no service names"),
        "element-ended": gettext("A part of a package whose services can no longer be used"),
        "element-empty": gettext("A part of a package for which no service is known"),
        "never-shown": gettext(
            "A service that is never among the first: visitors see it after «show all» only"
        ),
    }
