"""Simple glossaries of users: a table with the columns zh and en (CSV or TSV), made into concepts."""

from __future__ import annotations

import csv
import io

from glossary.errors import GlossaryFileError
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleId, Term, TermStatus

COLUMNS = ("zh", "en", "admitted", "bad", "domain", "condition", "source", "note", "definition")
_SEPARATOR = "|"


def read_table(data: bytes, name: str) -> tuple[Concept, ...]:
    """Concepts of a table with the header `zh,en[,admitted,bad,domain,condition,source,note,definition]`.

    Cells of zh, admitted and bad may hold several forms with | between them. Bad forms become approved rules:
    the user gave them. Raises GlossaryFileError.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise GlossaryFileError(f"{name}, line {line}: this is not UTF-8. Save the table as UTF-8.") from problem
    delimiter = "\t" if name.lower().endswith(".tsv") or "\t" in text.split("\n", 1)[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
        _check_header(header, name)
        concepts = []
        for row in rows:
            if any(cell.strip() for cell in row):
                concepts.append(_concept(_cells(header, row, name, rows.line_num), name, rows.line_num))
    except csv.Error as problem:
        raise GlossaryFileError(f"{name}, line {rows.line_num}: {problem}. Correct the quotation marks.") from problem
    return tuple(concepts)


def _check_header(header: list[str], name: str) -> None:
    for needed in ("zh", "en"):
        if needed not in header:
            raise GlossaryFileError(
                f"{name}, line 1: there is no column “{needed}”. The first line names the columns, at least zh and en."
            )
    unknown = [cell for cell in header if cell not in COLUMNS]
    if unknown:
        raise GlossaryFileError(f"{name}, line 1: unknown column “{unknown[0]}”. Use only these: {', '.join(COLUMNS)}.")
    if len(set(header)) < len(header):
        raise GlossaryFileError(f"{name}, line 1: a column is named twice. Remove one of them.")


def _cells(header: list[str], row: list[str], name: str, line: int) -> dict[str, str]:
    if len(row) > len(header):
        raise GlossaryFileError(
            f"{name}, line {line}: {len(row)} cells, but the header names {len(header)}. "
            "Put cells that contain the separator between quotation marks."
        )
    return {column: cell.strip() for column, cell in zip(header, row, strict=False)}


def _concept(cells: dict[str, str], name: str, line: int) -> Concept:
    chinese, english = _forms(cells.get("zh", "")), _forms(cells.get("en", ""))
    if not chinese:
        raise GlossaryFileError(f"{name}, line {line}: the Chinese term is missing. Fill the column zh.")
    if not english:
        raise GlossaryFileError(f"{name}, line {line}: the English term is missing. Fill the column en.")
    source = cells.get("source", "") or "user"
    admitted = [*chinese[1:], *english[1:], *_forms(cells.get("admitted", ""))]
    terms = [Term(chinese[0], "zh", source=source), Term(english[0], "en", source=source)]
    for form in admitted:
        language = "zh" if form in chinese else "en"
        terms.append(Term(form, language, TermStatus.ADMITTED, source=source))
    bad = _forms(cells.get("bad", ""))
    key = f"user-{line}-{chinese[0]}"
    rules: tuple[BadRendering, ...] = ()
    if bad:
        condition = _condition(cells.get("condition", ""), name, line)
        reason = cells.get("note", "") or f"Named as a bad rendering in {name}."
        rules = (BadRendering(RuleId(f"{key}-bad"), tuple(bad), condition, reason=reason, evidence=(name,)),)
    return Concept(
        ConceptId(key),
        cells.get("domain", "") or "user",
        tuple(terms),
        rules,
        definition=cells.get("definition", ""),
        note=cells.get("note", ""),
    )


def _forms(cell: str) -> list[str]:
    return list(dict.fromkeys(form.strip() for form in cell.split(_SEPARATOR) if form.strip()))


def _condition(cell: str, name: str, line: int) -> Condition:
    if cell and cell not in tuple(Condition):
        raise GlossaryFileError(f"{name}, line {line}: “{cell}” is no condition. Write mono, ctx or src.")
    return Condition(cell) if cell else Condition.MONO
