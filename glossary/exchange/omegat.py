"""Glossary texts of OmegaT and Okapi: source, target, comment, with tabs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from glossary.errors import GlossaryFileError
from glossary.exchange.cells import decoded, encodable
from glossary.exchange.output import write_text
from glossary.exchange.report import STRICT, Imported, Manner, Report, Tally
from glossary.exchange.settling import HAN, Placed, own_id, settle, with_preference
from glossary.files import read_data
from glossary.model import Concept, Term, TermStatus
from glossary.wording import said

_SPACES = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_USED = (TermStatus.PREFERRED, TermStatus.ADMITTED)


def read_omegat(path: Path, *, own: bool = False, manner: Manner = STRICT) -> Imported:
    """The concepts of a glossary text: lines with the same source are one concept. Raises GlossaryFileError."""
    tally = Tally("OmegaT", manner)
    return settle(_concepts(path, tally), str(path), tally, own=own)


def _concepts(path: Path, tally: Tally) -> Iterator[Placed]:
    entries: dict[str, tuple[int, list[str], list[str]]] = {}
    lines = list(_lines(path, tally))
    first = sum(bool(HAN.search(cells[0])) for _, cells in lines)
    second = sum(bool(HAN.search(cells[1])) for _, cells in lines)
    turned = second > first
    for number, cells in lines:
        source, target = cells[1::-1] if turned else cells[:2]
        _, targets, comments = entries.setdefault(source, (number, [], []))
        if target and target not in targets:
            targets.append(target)
        if len(cells) > 2 and cells[2] and cells[2] not in comments:
            comments.append(cells[2])
    for source, (number, targets, comments) in entries.items():
        terms = with_preference([(Term(source, "zh"), False), *((Term(text, "en"), False) for text in targets)])
        yield Concept(own_id(terms), "imported", terms, note="\n".join(comments)), number


def _lines(path: Path, tally: Tally) -> Iterator[tuple[int, list[str]]]:
    text, _ = decoded(read_data(path), str(path))
    for number, line in enumerate(re.split("\r\n|\r|\n", text.removeprefix("\ufeff")), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip(" ") for cell in line.split("\t")]
        if len(cells) < 2:
            raise GlossaryFileError(
                f"{path}, line {number}: there is no tab. Each line is source, tab, target, tab, comment."
            )
        if not cells[0] or not cells[1]:
            tally.add(said("Line without source or target"), f"line {number}")
            continue
        yield number, cells


def write_omegat(path: Path, concepts: Sequence[Concept], *, title: str = "") -> Report:
    """Write each pair of usable forms; forms not to be used are left out, for these programs would offer them."""
    tally = Tally("omegat")
    counts = [0, 0]
    write_text(path, _pairs(concepts, tally, counts))
    return tally.report(counts[0], counts[1])


def _pairs(concepts: Sequence[Concept], tally: Tally, counts: list[int]) -> Iterator[str]:
    written: set[tuple[str, str]] = set()
    for concept in concepts:
        chinese, english = concept.forms("zh", *_USED), concept.forms("en", *_USED)
        for term in concept.terms:
            if term.status not in _USED:
                tally.add(said("Term not to be used ({status})", status=term.status.value), term.text)
            elif not chinese or not english:
                tally.add(said("Term without a counterpart"), term.text)
            elif term.language not in ("zh", "en"):
                tally.add(said("Term in another language"), term.text)
            elif term.text.startswith("#"):
                tally.add(said("Term beginning with #, which would be a comment"), term.text)
        for _ in concept.bad:
            tally.add(said("Known bad rendering"), concept.id)
        comment = _plain("; ".join(part for part in (concept.domain, concept.definition, concept.note) if part))
        counts[0] += bool(chinese and english)
        counts[1] += len(chinese) + len(english) if chinese and english else 0
        for source in chinese:
            for target in english:
                if not source.text.startswith("#"):
                    pair = _named(source.text, tally), _named(target.text, tally)
                    if pair not in written and all(pair):
                        written.add(pair)
                        yield f"{pair[0]}\t{pair[1]}\t{comment}\n"


def _named(text: str, tally: Tally) -> str:
    plain = _plain(text)
    if plain != text:
        tally.add(said("Tab or line break in a term, made a space"), text)
    return plain


def _plain(text: str) -> str:
    return _SPACES.sub(" ", encodable(text)).strip(" ")
