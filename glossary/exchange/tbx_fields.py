"""The data categories of TBX: pick lists, statuses in all the words for them, and what each dialect holds."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model import TermStatus

CORE = "urn:iso:std:iso:30042:ed:3.0"
MIN = "http://www.tbxinfo.net/ns/dct/min"
BASIC = "http://www.tbxinfo.net/ns/dct/basic"

PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", "other"})
TERM_TYPES = frozenset({"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"})

# The module a category belongs to; in DCT style it is the prefix of its element.
MODULES = {
    "administrativeStatus": "min",
    "partOfSpeech": "min",
    "subjectField": "min",
    "crossReference": "basic",
    "definition": "basic",
    "geographicalUsage": "basic",
    "source": "basic",
    "termType": "basic",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way of writing TBX: `style` is dca, dct or 2008."""

    name: str
    type: str
    style: str
    reading: bool = False

    @property
    def entry(self) -> str:
        """The element of a concept."""
        return "termEntry" if self.style == "2008" else "conceptEntry"

    @property
    def language(self) -> str:
        """The element of a language."""
        return "langSet" if self.style == "2008" else "langSec"

    @property
    def term(self) -> str:
        """The element around a term and its fields."""
        return "tig" if self.style == "2008" else "termSec"


BASIC_DCA = Dialect("tbx-basic", "TBX-Basic", "dca")
BASIC_DCT = Dialect("tbx-basic-dct", "TBX-Basic", "dct")
LINGUIST_DCA = Dialect("tbx-linguist", "TBX-Linguist", "dca", reading=True)
MARTIF = Dialect("tbx-2008", "TBX", "2008")

STATUS_NAMES = {status: f"{status.value}Term-admn-sts" for status in TermStatus}

_P, _A, _D, _S = TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DEPRECATED, TermStatus.SUPERSEDED
# administrativeStatus and normativeAuthorization as written by: the standards; Weblate (forbidden, obsolete);
# MultiTerm; Terminologue, whose labels are in the language of the termbase (Irish: molta, inghlactha, dímholta).
_STATUSES = {
    "preferred": _P,
    "standardized": _P,
    "regulated": _P,
    "legal": _P,
    "approved": _P,
    "molta": _P,
    "admitted": _A,
    "allowed": _A,
    "acceptable": _A,
    "inghlactha": _A,
    "deprecated": _D,
    "forbidden": _D,
    "prohibited": _D,
    "not recommended": _D,
    "dímholta": _D,
    "superseded": _S,
    "obsolete": _S,
    "archaic": _S,
    "as feidhm": _S,
}


def status_of(text: str) -> TermStatus | None:
    """The status a word for it means; None if the word is not known."""
    word = text.strip().removesuffix("-admn-sts").lower().removesuffix("term").strip()
    return _STATUSES.get(word)


def language_of(tag: str) -> str:
    """`zh` or `en` for a language tag of their kind, empty for other languages."""
    primary = tag.replace("_", "-").split("-")[0].lower()
    return {"zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "en": "en", "eng": "en"}.get(primary, "")
