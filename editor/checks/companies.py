"""Names of companies that were translated by their meaning or guessed by their sound: a part of R07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import SegmentView
from editor.checks.spans import flag, words
from editor.core.gazetteer import is_latin_name, letters, mentions
from editor.core.model import Evidence, Finding, Mode, Severity
from editor.core.name_ledger import Ledger, ledger
from editor.i18n import mark

_MEANING = mark("“{text}” looks translated by its meaning. A company has a name of its own in English; look up {zh}.")
_GUESSED = mark("“{text}” looks guessed by its sound. A company has a name of its own in English; look up {zh}.")

_CHINESE = re.compile(r"[\u4e00-\u9fff（）()·]{2,16}?(?:公司|集团|证券)")
# What is said of every other company, in its name or beside it.
_USUAL = words(
    """
    company corporation corp inc ltd co group holding holdings consulting investment investments technology
    technologies electronics electronic enterprise enterprises management entertainment media pictures pharmaceutical
    pharmaceuticals industry industries industrial trading trade development construction real estate securities
    insurance bank asset assets limited international national china chinese culture cultural communication
    communications network information software science tech engineering energy power electric automobile automotive
    motor motors food foods medical health logistics transport transportation railway airlines airline aviation oil
    petroleum gas chemical chemicals steel mining building materials education film television tv property properties
    service services financial finance capital fund equity venture and of the for stock state-owned general first
    second north south east west northern southern eastern western central analysis analytics tunnel bureau water new
    chairman president manager director chief
    """
)
_NAME = re.compile(
    r"\b[A-Z][\w’'&.-]*(?: (?:[A-Z][\w’'&.-]*|of|and|for|the|\([A-Z]\w*\)))*"
    r" (?:Company|Corporation|Corp|Inc|Ltd|Group|Holdings?|Consulting|Investments?|Electronics|Enterprises?|Securities"
    r"|Entertainment|Media|Pharmaceuticals?)\b"
)


def guessed_companies(view: SegmentView) -> Iterator[Finding]:
    """R07: companies whose English name holds an ordinary word, or a name that is in no list."""
    if view.mode is Mode.MONOLINGUAL or not re.search("公司|集团|证券", view.source):
        return
    found = _CHINESE.search(view.source)
    if found is None:
        return
    book = ledger(view.source, view.target)
    for match in _NAME.finditer(view.target):
        message = _suspicion(book, match)
        if message and not view.quoted(*match.span()):
            yield flag(
                view,
                "R07",
                Severity.MINOR,
                match.span(),
                message,
                values=(("text", match.group()), ("zh", found.group())),
                evidence=(Evidence("source", found.group(), view.segment.id, found.start(), found.end()),),
                confidence=0.55,
                rule="company",
            )


def _suspicion(book: Ledger, match: re.Match[str]) -> str:
    """What is wrong with the name: its own words are those that are neither usual, places, nor Latin in the source."""
    known = {letters(p) for m in mentions(book.source) for form in m.entry.forms for p in form.split()}
    inside = (w for w in book.words if match.start() <= w.start < match.end() and w.text.lower() not in _USUAL)
    own = [w for w in inside if letters(w.text) not in known and w.text.lower() not in book.source.lower()]
    if not own or all(book.read(w.text) for w in own):
        return ""
    if any(w.ordinary for w in own):
        return _MEANING
    return "" if all(is_latin_name(w.text) for w in own) else _GUESSED
