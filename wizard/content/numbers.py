"""Numbers as texts write them: figures with any separator, words, months, «1.5 million».

Everything is compared by value: «5.000», «5 000» and «5,000» are one number,
and so are «three», «drie» and «3».
"""

import re
from collections.abc import Iterator

NUMBER = re.compile(
    r"(?<![^\W_])(?<![^\W\d_]\.)(?<!ovid-)\d+(?:[., \u202f\xa0]\d{3}(?!\d))*(?:[.,]\d+)?"
)
"""A number in figures; one that hangs on letters («CO2», «C.6», «Covid-19») is part of a name."""

_ATTACHED = re.compile(r"(?<=[^\W\d_])\d+")
_DATE = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})\b")
_NO_NUMBERS = re.compile(r"\b(?:ten|onze)\b", re.IGNORECASE)
"""Dutch words («to the», «our») that would be read as an English or French number word."""
_GAPS = re.compile(r"[ \u202f\xa0]")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(\D|$))")
_SPACES = re.compile(r"\s")
_WORD = re.compile(r"[^\W\d_]+")
_SCALED = re.compile(
    r"(\d+(?:[., \u202f\xa0]\d{3})*(?:[.,]\d+)?)\s*"
    r"(?:(?:miljoen|milli?oe?ns?|mln|mio)\b|(miljard|milliards?|billions?)\b)",
    re.IGNORECASE,
)


def _values(*lines: str) -> dict[str, str]:
    """Return word -> value for lines such as «3 drie trois three»."""
    pairs = [line.split() for line in lines]
    return {word: value for value, *words in pairs for word in words}


CARDINALS: dict[str, dict[str, str]] = {
    "nl": _values(
        "2 twee", "3 drie", "4 vier", "5 vijf", "6 zes", "7 zeven", "8 acht", "9 negen",
        "10 tien", "11 elf", "12 twaalf", "15 vijftien", "20 twintig", "100 honderd",
    ),
    "fr": _values(
        "2 deux", "3 trois", "4 quatre", "5 cinq", "6 six", "7 sept", "8 huit",
        "10 dix", "12 douze", "15 quinze", "20 vingt", "100 cent",
    ),
    "en": _values(
        "2 two", "3 three", "4 four", "5 five", "6 six", "7 seven", "8 eight", "9 nine",
        "10 ten", "11 eleven", "12 twelve", "15 fifteen", "20 twenty", "100 hundred",
    ),
}  # fmt: skip
"""Language -> the number words that state a number; those with a second sense («neuf»,
«onze», «één», «one») are left out."""

_WORDS = {
    **CARDINALS["nl"],
    **CARDINALS["fr"],
    **CARDINALS["en"],
    **_values(
        "1 een één eén eerste un une premier première one first once",
        "2 tweede beide tweemaal deuxième second seconde twice both half helft moitié demi",
        "3 derde troisième tiers third driemaal trio",
        "4 vierde quatrième fourth quarter kwart quart",
        "5 vijfde cinquième fifth",
        "6 zesde sixième sixth halfjaar semestre",
        "7 zevende septième seventh",
        "8 achtste huitième eighth",
        "9 neuf neuvième negende ninth",
        "10 tiende tiental dixième dizaine tenth",
        "11 onze",
        "12 twaalfde douzième douzaine dozijn dozen",
        "13 dertien treize thirteen",
        "14 veertien quatorze fourteen",
        "15 vijftiental quinzaine",
        "16 zestien seize sixteen",
        "17 zeventien seventeen",
        "18 achttien eighteen",
        "19 negentien nineteen",
        "20 twintigtal vingtaine",
        "25 vijfentwintig",
        "30 dertig dertigtal trente trentaine thirty",
        "40 veertig veertigtal quarante quarantaine forty",
        "50 vijftig vijftigtal cinquante cinquantaine fifty",
        "60 zestig soixante sixty",
        "70 zeventig septante seventy",
        "80 tachtig eighty",
        "90 negentig nonante ninety",
        "100 honderdtal centaine",
        "1000 duizend duizendtal mille millier thousand",
        "1000000 miljoen million",
        # Months, for the dates of pages and documents.
        "1 januari janvier january",
        "2 februari février february",
        "3 maart mars march",
        "4 april avril",
        "5 mei mai may",
        "6 juni juin june",
        "7 juli juillet july",
        "8 augustus août august",
        "9 september septembre",
        "10 oktober octobre october",
        "11 november novembre",
        "12 december décembre",
    ),
}
"""Every word of the three languages that a source may state a number with."""


def numbers(text: str) -> set[str]:
    """Return the numbers in the figures of a text, in one form.

    >>> sorted(numbers("2,5 % of 5 000 euro, 2.5 % of 5,000 euro, on 01/02, CO2"))
    ['1', '2', '2.5', '5000']
    """
    return {_norm(found) for found in NUMBER.findall(text)}


def spelled(text: str, language: str) -> dict[str, str]:
    """Return the number words of a text with their values.

    >>> spelled("Drie jaar en twaalf maanden", "nl")
    {'drie': '3', 'twaalf': '12'}
    """
    cardinals = CARDINALS[language]
    words = _WORD.findall(text.casefold())
    return {word: cardinals[word] for word in words if word in cardinals}


def readings(text: str) -> set[str]:
    """Return every number that a careful text states: figures, words, months, millions.

    >>> sorted(readings("six months, 1.5 million"))
    ['1.5', '1000000', '1500000', '6']
    """
    found = numbers(text) | {_norm(part) for date in _DATE.findall(text) for part in date}
    found |= {_WORDS[word] for word in _WORD.findall(text.casefold()) if word in _WORDS}
    return found | {whole for _, whole in _scaled(text)}


def loose_readings(text: str) -> set[str]:
    """Return every number that the raw text of a document may be read to state.

    Beside `readings`: both halves of what may be two numbers («2016 250»), and
    figures that hang on a letter where the layout lost a space.

    >>> sorted(loose_readings("in 2016 250 starters, level3"))
    ['2016', '2016250', '250', '3']
    """
    parts = numbers(_GAPS.sub("|", text))
    plain = _NO_NUMBERS.sub("", text)
    return readings(plain) | parts | {_norm(part) for part in _ATTACHED.findall(text)}


def missing(text: str, stated: set[str]) -> list[str]:
    """Return the numbers in figures of a text that are not among those `stated`.

    «1.5 million» is there if the source writes 1.5 or 1 500 000.

    >>> missing("1.5 million in 2020", {"1500000"})
    ['2020']
    """
    whole = {number for number, value in _scaled(text) if value in stated}
    return sorted(numbers(text) - stated - whole)


def _scaled(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number before «million» or «billion» with the value of the whole."""
    for figures, billion in _SCALED.findall(text):
        number = _norm(figures)
        if number.count(".") < 2:
            value = float(number) * (10**9 if billion else 10**6)
            yield number, str(int(value)) if value.is_integer() else str(value)


def _norm(number: str) -> str:
    """Return a number without separators and leading zeros, with a point for decimals."""
    plain = _THOUSANDS.sub("", _SPACES.sub("", number)).replace(",", ".").strip(".")
    whole, point, rest = plain.partition(".")
    return (whole.lstrip("0") or "0") + point + rest
