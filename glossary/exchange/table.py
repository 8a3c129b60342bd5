"""Glossaries as tables (CSV, TSV, XLSX): a row for a concept, columns the person assigns, a preview for that."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.errors import GlossaryFileError
from glossary.exchange import remainder
from glossary.exchange.cells import MAX_CELL, decoded, encodable, escaped, joined, split, unescaped
from glossary.exchange.output import write_text
from glossary.exchange.report import STRICT, Imported, Manner, Report, Tally
from glossary.exchange.settling import HAN, Placed, own_id, settle, with_preference
from glossary.files import fault, read_data
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleId, Term, TermStatus
from glossary.wording import said

FIELDS = (
    "id", "zh", "en", "reading", "admitted", "deprecated", "superseded", "bad", "condition", "domain", "definition",
    "source", "note",
)  # fmt: skip
REST = "zhubi"
SHOWN = 20
_CHUNK = 15_000
_STATUSES = {"admitted": TermStatus.ADMITTED, "deprecated": TermStatus.DEPRECATED, "superseded": TermStatus.SUPERSEDED}
_NAMES = {
    "id": "id key identifier entry 编号 序号",
    "zh": "zh chinese 中文 汉语 zh-cn zh-hans zh_cn 中文术语 术语 原文 zh-hans-cn simplified 简体中文",
    "en": "en english 英文 英语 en-us en-gb preferred_en 译文 英译 英文术语 en_us",
    "reading": "reading pinyin 拼音",
    "admitted": "admitted admitted_en variants synonyms also 同义词 别名",
    "deprecated": "deprecated forbidden avoid 禁用 弃用",
    "superseded": "superseded obsolete old 旧译",
    "bad": "bad known_bad_mt bad_mt wrong 误译 错误译法",
    "condition": "condition bad_condition 条件",
    "domain": "domain subject field category subjectfield 领域 分类 类别",
    "definition": "definition meaning 定义 释义",
    "source": "source reference url ref 来源 出处",
    "note": "note notes comment comments remark description 备注 说明 注释",
}
_FIELD_OF = {word: field for field, words in _NAMES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How a table is read: the field of each column (empty: passed over) and what the file does not say of itself."""

    columns: tuple[str, ...]
    header: bool = True
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    separator: str = "|"


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a table: names of the columns, first rows, sheets of an XLSX, and a guess how to read it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: TableMapping
    sheets: tuple[str, ...] = ()


def preview(path: Path, mapping: TableMapping | None = None) -> Preview:
    """Look at a table before reading it; `mapping` may name encoding, delimiter and sheet. Raises GlossaryFileError."""
    sheets: tuple[str, ...] = ()
    if _is_sheet(path):
        from glossary.exchange.sheets import sheet_names

        sheets = sheet_names(path)
    rows, settings = _grid(path, mapping or TableMapping(()))
    first = [tuple(row) for _, row in itertools.islice(rows, SHOWN + 1)]
    if not first:
        raise GlossaryFileError(f"{path} is empty. Choose another file.")
    fields, header = _guess(first)
    guess = dataclasses.replace(settings, columns=fields, header=header)
    names = first[0] if guess.header else ("",) * len(fields)
    columns = tuple(name or f"{n}" for n, name in enumerate(names, 1))
    return Preview(columns, tuple(first[1:] if guess.header else first[:SHOWN]), guess, sheets)


def _guess(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], bool]:
    """Fields by the names of the columns, else Chinese and English by their letters; whether there is a header."""
    width = max(map(len, rows))
    words = [cell.strip().lower() for cell in rows[0]] + [""] * (width - len(rows[0]))
    fields = [REST if word.split(" ")[0] == REST else _FIELD_OF.get(word, "") for word in words]
    for n, field in enumerate(fields):
        if field != REST and field in fields[:n]:
            fields[n] = ""
    header = bool({"zh", "en"} & set(fields))
    body = rows[1:] if header else rows
    if header:
        width = len(rows[0])
        del fields[width:]
    for field, wanted in (("zh", True), ("en", False)):
        if field not in fields:
            shares = [(_share(body, n, han=wanted), -n) for n in range(width) if not fields[n]]
            best = max(shares, default=(0.0, 0))
            if best[0] > 0.5:
                fields[-best[1]] = field
    return tuple(fields), header


def _share(rows: Sequence[tuple[str, ...]], column: int, *, han: bool) -> float:
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    fitting = sum(bool(HAN.search(c)) if han else not HAN.search(c) and any(x.isalpha() for x in c) for c in cells)
    return fitting / len(cells) if cells else 0.0


def read_table(
    path: Path, mapping: TableMapping | None = None, *, own: bool = False, manner: Manner = STRICT
) -> Imported:
    """The concepts of a table, by the guess of `preview` if no mapping is given. Raises GlossaryFileError.

    Approved rules, and bad renderings of a plain table, come in as proposed unless the file is the person's `own`.
    """
    guessed = mapping is None
    mapping = mapping or preview(path).guess
    known = {"zh", "en"} & set(mapping.columns)
    if not known or (guessed and not mapping.header and "zh" not in known):
        raise GlossaryFileError(
            "{path}: no column is known as Chinese or English. Name a column zh or en, or say which one it is.",
            path=path,
        )
    tally = Tally("table", manner)
    return settle(_concepts(path, mapping, tally), str(path), tally, own=own)


def _concepts(path: Path, mapping: TableMapping, tally: Tally) -> Iterator[Placed]:
    rows, _ = _grid(path, mapping)
    names: list[str] = []
    for line, row in rows:
        if mapping.header and not names:
            names = row or [""]
            continue
        if not any(cell.strip() for cell in row):
            continue
        try:
            concept = _concept(path, line, row, names, mapping, tally)
        except GlossaryFileError as problem:
            tally.leave_out(line, " | ".join(cell for cell in row if cell.strip()), problem)
            continue
        if concept is None:
            tally.add(said("Row without a term"), f"line {line}")
            continue
        yield concept, line


def _concept(
    path: Path, line: int, row: Sequence[str], names: Sequence[str], mapping: TableMapping, tally: Tally
) -> Concept | None:
    """The concept of a row; None where it has no term. GlossaryFileError where it is at fault."""
    if any(row[len(mapping.columns) :]):
        raise GlossaryFileError(
            "{path}, line {line}: {cells} cells, but the table has {columns} columns. Put cells that contain the"
            " separator between quotation marks.",
            path=path, line=line, cells=len(row), columns=len(mapping.columns),
        )  # fmt: skip
    cells: dict[str, str] = {}
    for n, field in enumerate(mapping.columns[: len(row)]):
        if field == REST or (field and field not in cells):
            cells[field] = cells.get(field, "") + row[n]
        elif field and row[n].strip():
            cells[field] = mapping.separator.join(filter(None, (cells[field], row[n])))
        elif row[n].strip():
            tally.add(said("Column “{name}” not assigned", name=names[n] if n < len(names) else n + 1), row[n])
    place = f"{path}, line {line}"
    concept = concept_of(cells, mapping.separator, place)
    return None if concept is None else _whole(concept, cells, mapping.separator, place, tally)


@dataclass(frozen=True, slots=True)
class Tried:
    """A row as a mapping reads it: its concept, or what is wrong with it (neither: it has no term)."""

    line: int
    cells: tuple[str, ...]
    concept: Concept | None = None
    fault: GlossaryFileError | None = None


def tried(path: Path, mapping: TableMapping, count: int = SHOWN) -> tuple[Tried, ...]:
    """The first rows as the mapping reads them. Raises GlossaryFileError where the file cannot be read so at all."""
    rows, _ = _grid(path, mapping)
    found: list[Tried] = []
    tally = Tally("table")
    for line, row in itertools.islice(rows, int(mapping.header), count + int(mapping.header)):
        if not any(cell.strip() for cell in row):
            continue
        concept, problem = None, None
        try:
            concept = _concept(path, line, row, (), mapping, tally)
            said = fault(concept) if concept else ""
            problem = GlossaryFileError(f"{path}, line {line}: {said}") if said else None
        except GlossaryFileError as raised:
            problem = raised
        found.append(Tried(line, tuple(row), concept, problem))
    return tuple(found)


def _whole(concept: Concept, cells: Mapping[str, str], separator: str, place: str, tally: Tally) -> Concept:
    """The concept with what our own column adds; bad renderings a person put in or took out of their cell count."""
    rest = cells.get(REST, "").strip()
    if not rest:
        return concept
    try:
        whole = remainder.apply(concept, rest, lambda text: tally.add(said("Kept data of a term that is gone"), text))
    except remainder.NotARemainder as problem:
        raise GlossaryFileError(f"{place}: the column {REST} is damaged ({problem}). Empty this cell.") from problem
    shown = split(cells.get("bad", ""), separator)
    before = _shown_bad(whole.bad)
    if "bad" not in cells or shown == before:
        return whole
    gone = set(before) - set(shown)
    rules = [dataclasses.replace(r, variants=tuple(v for v in r.variants if v not in gone)) for r in whole.bad]
    added = [form for form in shown if form not in before]
    fresh = [dataclasses.replace(rule, variants=tuple(added)) for rule in concept.bad] if added else []
    return dataclasses.replace(whole, bad=tuple(rule for rule in [*rules, *fresh] if rule.variants))


def concept_of(cells: Mapping[str, str], separator: str, place: str) -> Concept | None:
    """The concept of a row without what our own column adds; None where there is no term."""
    source = cells.get("source", "").strip(" \t\r\n") or "usage"
    terms: list[tuple[Term, bool]] = []
    for language in ("zh", "en"):
        for form in split(cells.get(language, ""), separator):
            terms.append((Term(form, language, source=source), False))
    settled = list(with_preference(terms))
    for field, status in _STATUSES.items():
        for form in split(cells.get(field, ""), separator):
            settled.append(Term(form, "zh" if HAN.search(form) else "en", status, source=source))
    if not settled:
        return None
    settled.sort(key=lambda term: term.language != "zh")
    reading = cells.get("reading", "").strip(" \t\r\n")
    if reading and settled[0].language == "zh":
        settled[0] = dataclasses.replace(settled[0], reading=reading)
    id_ = ConceptId(cells.get("id", "").strip(" \t\r\n")) or own_id(settled)
    return Concept(
        id_,
        cells.get("domain", "").strip(" \t\r\n") or "imported",
        tuple(settled),
        _rules(cells, id_, separator, place),
        definition=cells.get("definition", "").strip(" \t\r\n"),
        note=cells.get("note", "").strip(" \t\r\n"),
    )


def _rules(cells: Mapping[str, str], id_: ConceptId, separator: str, place: str) -> tuple[BadRendering, ...]:
    variants = split(cells.get("bad", ""), separator)
    if not variants:
        return ()
    condition = cells.get("condition", "").strip().lower()
    if condition and condition not in tuple(Condition):
        raise GlossaryFileError(
            "{place}: “{text}” is no condition. Write mono, ctx or src.", place=place, text=condition[:40]
        )
    said = Condition(condition) if condition else Condition.MONO
    return (BadRendering(RuleId(f"{id_}-bad"), tuple(variants), said, reason="Named in an imported table."),)


def _grid(path: Path, mapping: TableMapping) -> tuple[Iterator[tuple[int, list[str]]], TableMapping]:
    """Rows with their lines, and the mapping with what was found out about the file."""
    if _is_sheet(path):
        from glossary.exchange.sheets import read_sheet

        return enumerate(read_sheet(path, mapping.sheet), 1), mapping
    text, encoding = decoded(read_data(path), str(path), mapping.encoding)
    text = text.removeprefix("\ufeff")
    delimiter = mapping.delimiter or delimiter_of(path, text)
    return _csv_rows(path, text, delimiter), dataclasses.replace(mapping, encoding=encoding, delimiter=delimiter)


def _csv_rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as problem:
            raise GlossaryFileError(f"{path}, line {line}: {problem}. Correct the quotation marks.") from problem
        if row is None:
            return
        yield line, [unescaped(cell) for cell in row]


def delimiter_of(path: Path, text: str) -> str:
    """What parts the cells of a text table: a tabulator by the file's name, else the commonest in its first line."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    first = text.split("\n", 1)[0]
    return max(",\t;", key=first.count)


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in (".xlsx", ".xlsm")


def write_table(path: Path, concepts: Sequence[Concept], *, title: str = "") -> Report:
    """Write a row for each concept; what columns cannot say goes into the column `zhubi`. Raises GlossaryFileError."""
    tally = Tally(path.suffix.lower().lstrip("."))
    rows = [_row(concept, tally) for concept in concepts]
    extra = max((len(row) - len(FIELDS) for row in rows), default=0)
    header = [*FIELDS, *(REST if n == 0 else f"{REST} {n + 1}" for n in range(extra))]
    for row in rows:
        _check(row, path)
    if _is_sheet(path):
        from glossary.exchange.sheets import write_sheet

        write_sheet(path, header, rows, title=title or "Glossary", hidden=REST)
    else:
        write_text(path, _lines(header, rows, "\t" if path.suffix.lower() == ".tsv" else ","))
    return tally.report(len(concepts), sum(len(concept.terms) for concept in concepts))


def _row(concept: Concept, tally: Tally) -> list[str]:
    """The cells of a concept in the order of FIELDS, and our own column in pieces a cell can hold."""
    cells = {field: encodable(text) for field, text in _shown(concept).items()}
    if concept.id and not concept.terms:
        cells["en"] = concept.id  # a row must have a term; the column zhubi takes it away again
    back = concept_of(cells, "|", concept.id) or Concept(concept.id, "", ())
    rest = remainder.difference(concept, back)
    row = [cells[field] for field in FIELDS]
    if rest:
        text = remainder.write(rest)
        row += [text[n : n + _CHUNK] for n in range(0, len(text), _CHUNK)]
        for what, count in remainder.names_of(rest):
            for _ in range(count):
                tally.add(what, concept.id, kept=True)
    return row


def _shown(concept: Concept) -> dict[str, str]:
    def forms(language: str, *statuses: TermStatus) -> list[str]:
        return [term.text for term in concept.terms if term.language == language and term.status in statuses]

    preferred = {language: forms(language, TermStatus.PREFERRED) for language in ("zh", "en")}
    cells = {field: joined(forms("zh", status) + forms("en", status)) for field, status in _STATUSES.items()}
    chinese = concept.forms("zh")
    sources = {"" if term.source == "usage" else term.source for term in concept.terms}
    conditions = {rule.condition.value for rule in concept.bad}
    return dict.fromkeys(FIELDS, "") | cells | {
        "id": concept.id,
        "zh": joined(preferred["zh"]),
        "en": joined(preferred["en"]),
        "reading": chinese[0].reading if chinese else "",
        "bad": joined(_shown_bad(concept.bad)),
        "condition": conditions.pop() if len(conditions) == 1 else "",
        "domain": concept.domain,
        "definition": concept.definition,
        "source": sources.pop() if len(sources) == 1 else "",
        "note": concept.note,
    }  # fmt: skip


def _shown_bad(rules: Sequence[BadRendering]) -> list[str]:
    """The phrases of rules as a cell shows them; expressions, and what a cell would break, are not shown."""
    phrases = (variant for rule in rules if rule.match == "tokens" for variant in rule.variants)
    return split(joined([encodable(phrase) for phrase in phrases if "|" not in phrase]))


def _check(row: Sequence[str], path: Path) -> None:
    for field, text in zip(FIELDS, row, strict=False):
        if len(text.encode("utf-16-le", "replace")) // 2 > MAX_CELL:
            raise GlossaryFileError(
                f"{path}: “{row[0][:60]}” has {len(text)} characters in {field}; a cell holds {MAX_CELL:,}. "
                "Shorten it, or export as TBX."
            )


def _lines(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> Iterator[str]:
    yield "\ufeff"  # without it spreadsheets show Chinese as rubbish
    for row in [list(header), *rows]:
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=delimiter).writerow(
            [escaped(text) for text in row] + [""] * (len(header) - len(row))
        )
        yield line.getvalue()
