"""A glossary as a page to read and print: no script, no outside address, every text escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from glossary.exchange.markup import fit
from glossary.exchange.output import write_text
from glossary.exchange.report import Report, Tally
from glossary.model import Concept, TermStatus
from glossary.wording import said

_STYLE = """
body { font: 10.5pt/1.45 Georgia, "Noto Serif CJK SC", serif; margin: 2rem; color: #111; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border-bottom: 1px solid #ccc; padding: .25rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { font-size: .8rem; } tr { break-inside: avoid; } thead { display: table-header-group; }
.reading, .more { color: #555; font-size: .85rem; } .wrong { text-decoration: line-through; }
@page { size: A4 landscape; margin: 15mm; }
"""
_WRONG = (TermStatus.DEPRECATED, TermStatus.SUPERSEDED)


def write_page(path: Path, concepts: Sequence[Concept], *, title: str = "") -> Report:
    """Write the page, by domains, Chinese in the order of its reading. Raises GlossaryFileError."""
    tally = Tally("html")
    for concept in concepts:
        for _ in concept.bad:
            tally.add(said("Condition, fix and evidence of a bad rendering"), concept.id)
        if concept.politically_fixed:
            tally.add(said("“Politically fixed”"), concept.id)
    write_text(path, _page(concepts, title or "Glossary"))
    return tally.report(len(concepts), sum(len(concept.terms) for concept in concepts))


def _page(concepts: Sequence[Concept], title: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_safe(title)}</h1>\n"
    domains: dict[str, list[Concept]] = {}
    for concept in concepts:
        domains.setdefault(concept.domain, []).append(concept)
    for domain in sorted(domains):
        yield f"<h2>{_safe(domain)}</h2>\n<table>\n<thead><tr><th>Chinese</th><th>English</th>"
        yield "<th>Also</th><th>Not</th><th>Remarks</th></tr></thead>\n<tbody>\n"
        for concept in sorted(domains[domain], key=_order):
            yield _row(concept)
        yield "</tbody>\n</table>\n"
    yield "</body>\n</html>\n"


def _order(concept: Concept) -> tuple[str, str]:
    chinese = concept.forms("zh")
    return (chinese[0].reading or chinese[0].text, chinese[0].text) if chinese else ("", concept.id)


def _row(concept: Concept) -> str:
    chinese = "<br>".join(
        _span(term.text, "zh") + (f' <span class="reading">{_safe(term.reading)}</span>' if term.reading else "")
        for term in concept.terms
        if term.language == "zh" and term.status not in _WRONG
    )
    preferred = "<br>".join(_span(t.text, "en") for t in concept.forms("en", TermStatus.PREFERRED))
    admitted = "<br>".join(_span(t.text, "en") for t in concept.forms("en", TermStatus.ADMITTED))
    wrong = [term.text for term in concept.terms if term.status in _WRONG]
    wrong += [variant for rule in concept.bad if rule.match == "tokens" for variant in rule.variants]
    avoided = "<br>".join(f'<span class="wrong" dir="auto">{_safe(text)}</span>' for text in dict.fromkeys(wrong))
    remarks = [concept.definition, "; ".join(concept.expansion), concept.first_mention, concept.note]
    more = "<br>".join(f'<span class="more" dir="auto">{_safe(text)}</span>' for text in remarks if text)
    cells = "".join(f"<td>{cell}</td>" for cell in (chinese, preferred, admitted, avoided, more))
    return f"<tr>{cells}</tr>\n"


def _span(text: str, language: str) -> str:
    return f'<span lang="{language}" dir="auto">{_safe(text)}</span>'


def _safe(text: str) -> str:
    return html.escape(fit(text))
