"""The spoken code: a set of answers as a few everyday words, told by phone and typed elsewhere.

Nothing is stored: the words are the answers. The parts, from answers to words:

- `book`: which answers codes can say, numbered for ever, in versions that only grow.
- `pile`: several small numbers in one, where what is usual takes little room.
- `packing`: the answers of a journey <-> one whole number.
- `check`: that number <-> numbers of words, the last of which checks the others.
- `lists`: the words, as many in each language as `check.WORDS`; `folding`: how they are compared.
- `speaking`: answers to words. `hearing`: words to answers, with `reading` (cutting a line
  into words), `nearness` and `sounds` (what a mistyped word may be), `offers` (what code).
- `meaning`: what the journey of today makes of a code, also of an old one.
"""

from wizard.domain.spoken.hearing import Doubt, Heard, Misheard, hear
from wizard.domain.spoken.meaning import Meaning, understand
from wizard.domain.spoken.speaking import speak

__all__ = ["Doubt", "Heard", "Meaning", "Misheard", "hear", "speak", "understand"]
