"""Glossaries the exchange tests send through every format: every field filled, and strings that break careless code."""

from __future__ import annotations

from glossary.model import (
    BadRendering,
    Concept,
    ConceptId,
    Condition,
    InsideQuotes,
    RuleFix,
    RuleId,
    RuleMode,
    RuleStatus,
    RuleTests,
    Term,
    TermStatus,
)

RULE = BadRendering(
    RuleId("party-group.1"),
    ("party gang", "members' cluster"),
    Condition.SRC,
    case_sensitive=True,
    inflect=False,
    source_any=("党组",),
    source_none=("党组书记",),
    near_any=("meet",),
    near_none=("rock",),
    window=4,
    profiles=("court-news", "notice"),
    inside_quotes=InsideQuotes.NEVER,
    fixes=(RuleFix("leading Party members group"), RuleFix("the group", "its")),
    mode=RuleMode.WARN,
    severity="critical",
    check="C07",
    reason="组 was read as gang",
    tests=RuleTests(("党组 => The party gang met.",), ("The group met.",)),
    evidence=("own",),
)
EXPRESSION = BadRendering(RuleId("party-group.2"), (r"party (gang|crew)s?",), match="regex", status=RuleStatus.RETIRED)
FULL = Concept(
    ConceptId("party-group"),
    "party",
    (
        Term("leading Party members group", "en", source="https://court.example/a?b=c&d", part_of_speech="noun"),
        Term("党组", "zh", source="plate", reading="dǎng zǔ", term_type="fullForm", note="line one\nline two"),
        Term("Party group", "en", TermStatus.ADMITTED, case_sensitive=True, exact=True, part_of_speech="properNoun"),
        Term("中共党组", "zh", TermStatus.ADMITTED, term_type="odd", source=""),
        Term("party cell", "en", TermStatus.DEPRECATED),
        Term("party fraction", "en", TermStatus.SUPERSEDED),
    ),
    (RULE, EXPRESSION),
    definition="The group that leads a body.",
    expansion=("one", "two"),
    jurisdiction="PRC, Hainan",
    cross_references=("court", "not-here"),
    politically_fixed=True,
    first_mention="leading Party members group (dangzu)",
    note="first\n\nsecond",
)
COURT = Concept(ConceptId("court"), "court", (Term("法院", "zh"), Term("court", "en"), Term("courts", "en")))
SPARSE = (
    COURT,
    Concept(ConceptId("no-english"), "numeronym", (Term("五地两县", "zh"),), expansion=("a", "b")),
    Concept(ConceptId("no-chinese"), "form", (Term("docket", "en"),)),
    Concept(
        ConceptId("two-the-same"), "form", (Term("甲", "zh"), Term("甲", "zh", TermStatus.ADMITTED), Term("a", "en"))
    ),
    Concept(ConceptId("two-preferred"), "form", (Term("乙", "zh"), Term("b", "en"), Term("c", "en"))),
    Concept(ConceptId("none-preferred"), "", (Term("丙", "zh", TermStatus.ADMITTED),), jurisdiction=""),
    Concept(ConceptId("c1"), "form", (Term("丁", "zh"), Term("d", "en")), cross_references=("id with spaces",)),
    Concept(ConceptId("id with spaces"), "form", (Term("戊", "zh"),), cross_references=("c1",)),
    Concept(ConceptId("<&\"'>"), "form", (Term("己", "zh"),), cross_references=("c1", "<&\"'>")),
)
EVERYTHING = (FULL, *SPARSE)

_STRINGS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "＝1", "'=1", "''=1", "'quoted'", "\t=1", "\r=1", "\n=1", "=",
    "<b>bold</b>", "<script>alert(1)</script>", "&amp;", "&", "]]>", "<!--", "<![CDATA[x]]>", "&#0;", "&x;", "%x;",
    '"', '""', "a\"b,c;d", "a,b", "a;b", "a|b", "|", "a\\|b", "\\", "\\n", "#comment", "//", "{0}", "%s", "$HOME",
    "../../x", "C:\\x", "\\\\host\\x", "con", "tab\there", "line\nbreak", "cr\rhere", "crlf\r\nhere", "two\n\nlines",
    "nb\u00a0sp", "thin\u2009sp", "ideo\u3000sp", "zero\u200bwidth", "joiner\u200d", "\u202eoverride\u202c",
    "\u2067isolate\u2069", "שלום", "مرحبا", "e\u0301", "\u0301", "𠮷野家", "😀👨\u200d👩\u200d👧", "\U0010ffff",
    "\ufeffbom", "line\u2028sep", "para\u2029sep", "nel\u0085x", "\x00nul", "\x01\x02", "\x0b\x0c", "\x1b[31m",
    "\x7f\x80", "\ud800lone", "lone\udc00", "\ufffe\uffff", "\ufdd0", "\ufffd", "_x000D_", "_x005F_x000D_", "_x41_",
    "Zhubi: {", 'Zhubi: {"id":"x"}', "null", "TRUE", "1", "1.0", "01", "1e5", "2026-01-02", "–—…", "“”‘’", "，。；",
    "Ａ１", "ß İ ı", "x" * 1500, "漢" * 1500,
)  # fmt: skip
_AROUND = ("{}", "a {} b", "{} ", " {}", "{0}{0}")
NASTY = tuple(dict.fromkeys(around.replace("{}", s).replace("{0}", s) for s in _STRINGS for around in _AROUND))


def form(text: str) -> str:
    """The string as a term: a term may not be white space only."""
    return text[:1900] if text.strip() else f"x{text}x"


def nasty_concept(number: int, text: str) -> Concept:
    """A concept with the string in every place a text can stand."""
    rule = BadRendering(RuleId(f"nasty-{number}.1"), (form(text), "plain"), fixes=(RuleFix(text),), reason=text)
    terms = (
        Term(form(text), "zh", reading=text, source=text, note=text),
        Term(form(text), "en", part_of_speech=text, term_type=text, note=text),
        Term(f"{form(text)} again", "en", TermStatus.DEPRECATED),
    )
    return Concept(
        ConceptId(f"nasty-{number}-{text[:20]}"),
        text,
        terms,
        (rule,),
        definition=text,
        expansion=(text, ""),
        jurisdiction=text,
        cross_references=(text,),
        first_mention=text,
        note=text,
    )


NASTY_GLOSSARY = tuple(nasty_concept(number, text) for number, text in enumerate(NASTY))
