"""Form of the English beyond its marks: capitals, joints, web boilerplate, double numbering, doubled spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag, is_title, words
from editor.checks.spelling import mixed_spelling
from editor.checks.verbs import is_base_verb
from editor.core.model import Finding, Fix, Severity
from editor.i18n import mark
from glossary.matching import Verdict

_PARTY_NOUNS = (
    "committees?|branch(?:es)?|congress(?:es)?|schools?|buildings?|conduct|groups?|members?|organi[sz]ations?|discipline|"
    "lessons?|construction|constitution|leadership|secretar(?:y|ies)|style|cadres?|work style|cells?|flag|"
    "self-governance|spirit|history|emblem|affairs|central committee"
)
_PARTY = re.compile(
    rf"\bparty(?P<own>['’]s (?:absolute |overall |centralized |own )*)?(?:(?<=s )| )(?:{_PARTY_NOUNS})\b"
)
_LITIGANT = re.compile(
    r"\b(?:third|other|either|each|one|any|every|an?|injured|opposing|adverse|contracting|interested|defaulting|losing|"
    r"winning|prevailing|no|neither|relevant|which|whichever|political|ruling|birthday|tea|search|same|non|multi|"
    r"working|conservative|labou?r|democratic|republican)[ -]$",
    re.I,
)
_CONGRESS = re.compile(
    r"\b(?P<n>1[6-9]th|2\dth|2[1-3](?:st|nd|rd)|(?:six|seven|eigh|nine)teenth|twentieth) "
    r"(?:national )?party congress\b",
    re.I,
)
_LITIGATION_PARTY = re.compile(
    r"(?<=\b[Tt]hird )(?P<a>Party|Parties)\b(?! (?:Committee|Congress|Central))"
    r"|(?<!^)\b(?P<b>Party|Parties) (?=(?:concerned|to (?:the|a) (?:case|dispute|lawsuit|contract|agreement))\b)"
)
_NAMES = re.compile(
    r"\b(?:communist party of china|(?:cpc |party )?central committee|supreme people['’]s (?:court|procuratorate)"
    r"|national people['’]s congress|cpc|belt and road initiative"
    r"|january|february|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|\b(?:Supreme|supreme) people['’]s (?:court|procuratorate)\b"
)
_NAME_WORDS = words(
    """
    communist central supreme cpc belt national january february april june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday
    """
)
_SMALL = frozenset(("of", "and"))


def proper_capitals(view: SegmentView) -> Iterator[Finding]:
    """F03: Party and party, and names that lost their capitals."""
    text = view.target
    taken = 0
    if "arty" in text or "arties" in text:
        yield from _party(view)
    if _NAME_WORDS.isdisjoint(view.words):
        return
    for match in _NAMES.finditer(text):
        start, end = match.span()
        if start < taken or _in_web_name(text, start, end):
            continue
        taken = end
        proper = "CPC" if match.group() == "cpc" else _capitals(match.group())
        message = mark("“{text}” is a name: “{proper}”.")
        values = (("text", match.group()), ("proper", proper))
        fixes = (Fix(start, end, proper),)
        yield flag(view, "F03", Severity.MINOR, (start, end), message, values=values, fixes=fixes, rule="name")


def _capitals(name: str) -> str:
    words = name.split(" ")
    return " ".join("CPC" if w == "cpc" else w if w in _SMALL else w[0].upper() + w[1:] for w in words)


def _in_web_name(text: str, start: int, end: int) -> bool:
    return (
        text[start - 1 : start] in tuple("@/.-_") or text[end : end + 1] in tuple("@/_") or text[end : end + 2] == ".c"
    )


def _party(view: SegmentView) -> Iterator[Finding]:
    text = view.target
    taken: set[int] = set()
    for match in _CONGRESS.finditer(text):
        at = match.group().lower().rindex("party") + match.start()
        taken.add(at)
        if not text[at].isupper() and not _known_bad(view, at, match.end()):
            texts = (f"{match.group('n')} CPC National Congress", f"{match.group('n')} Party Congress")
            fixes = tuple(Fix(match.start(), match.end(), t) for t in texts)
            yield _capital(view, (at, match.end()), "Party Congress", fixes, "congress")
    for match in _PARTY.finditer(text):
        start, end = match.span()
        if start in taken or _LITIGANT.search(text, max(0, start - 14), start) or _known_bad(view, start, end):
            continue
        fixes = (Fix(start, start + 1, "P"),)
        yield _capital(view, (start, end), "P" + match.group()[1:], fixes, "party")
    for match in _LITIGATION_PARTY.finditer(text):
        group = "a" if match.group("a") else "b"
        start, end = match.span(group)
        message = mark("A party to a case is written small: “{proper}”.")
        values = (("proper", match.group(group).lower()),)
        fixes = (Fix(start, end, match.group(group).lower()),)
        yield flag(view, "F03", Severity.MINOR, (start, end), message, values=values, fixes=fixes, rule="litigant")


def _known_bad(view: SegmentView, start: int, end: int) -> bool:
    """Whether the glossary has a better word than a capital for the span."""
    return any(
        o.verdict is Verdict.BAD and o.target and o.target[0] < end and start < o.target[1] for o in view.occurrences
    )


def _capital(view: SegmentView, span: tuple[int, int], proper: str, fixes: tuple[Fix, ...], rule: str) -> Finding:
    message = mark("The Communist Party of China is “the Party”, with a capital: “{proper}”.")
    values = (("proper", proper),)
    return flag(view, "F03", Severity.MINOR, span, message, values=values, fixes=fixes, confidence=0.85, rule=rule)


_JOINT = re.compile(r"[,;][”’]?\s*(?P<word>[A-Z][a-z]+)\b(?! [A-Z])")
_STARTERS = words(
    """
    The This These Those It In On At By For From With And But Or To Of As When While If After Before Because
    There Also All Through Under They He She
    """
)


def capital_after_joint(view: SegmentView) -> Iterator[Finding]:
    """F05: a comma or semicolon, then a capital that no name asks for."""
    text = view.target
    if ("," not in text and ";" not in text) or is_title(text):
        return
    for match in _JOINT.finditer(text):
        word = match["word"]
        if word not in _STARTERS and not is_base_verb(word):
            continue
        start, end = match.span("word")
        message = mark("“{word}” goes on after a comma or semicolon: no capital, or a new sentence.")
        fixes = (Fix(start, end, word.lower()),)
        yield flag(view, "F05", Severity.MINOR, (start, end), message, values=(("word", word),), fixes=fixes)


_BOILERPLATE = re.compile(
    r"(?:\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?\s+)?(?<![\w.,])\d+ By\b(?=\s*$|\s*\n)"
    r"|\b(?:[Oo]fficial )?[Ww]e[Cc]hat(?: (?:[Ii][Dd]|[Aa]ccount|[Nn]umber|(?:public|official) account))?"
    r" ?[:：] ?[\w@-]+"
    r"|\b(?:[Ss]ina )?(?:[Ww]eibo|[Mm]icroblog)(?: (?:[Ii][Dd]|[Aa]ccount))?"
    r" ?[:：] ?@?\w+(?: (?:[A-Z]\w+|of|People’s))*"
    r"|^(?:[Ss]hare|[Pp]rint|[Ss]hare to|[Ff]ont size|[Cc]lose (?:the )?(?:window|page)|[Bb]ack to top|"
    r"[Pp]rint this page)\b[^.;]{0,40}$"
    r"|^(?:[Rr]esponsible [Ee]ditor|[Ee]ditor(?:-in-charge)?|[Ee]dit(?:ed by)?|[Pp]roofread(?:er|ing)?|[Tt]ypesetting|"
    r"[Aa]uthor|[Ss]ource(?: of (?:the )?article)?|[Cc]orrespondent|[Rr]eviewer|[Vv]iews|[Rr]eadings?|[Hh]its|"
    r"[Cc]lick(?:s| rate| volume)?|[Rr]elease time|[Pp]ublish(?:ed)? time|[Rr]elease date) ?[:：] ?[^.;]{1,60}$"
    r"|^(?:[Pp]revious|[Nn]ext)(?: (?:article|page|one|post))? ?[:：].*$"
    r"|\b[Ll]ong press (?:to )?(?:identify|recognize|scan)[^.]*\.?|\b(?:[Cc]lick|[Ss]can)[^.]{0,30} QR code[^.]*\.?"
)


_BOILERPLATE_WORDS = words(
    """
    wechat weibo microblog share print font close back editor editor-in-charge edit edited proofread proofreader
    proofreading typesetting author source correspondent reviewer views reading readings hits click clicks release
    publish published previous next press qr
    """
)


def web_boilerplate(view: SegmentView) -> Iterator[Finding]:
    """F06: what the web page printed around the article."""
    text = view.target
    if _BOILERPLATE_WORDS.isdisjoint(view.words) and " By" not in text:
        return
    spans: list[tuple[int, int]] = []
    for match in _BOILERPLATE.finditer(text):
        if spans and not text[spans[-1][1] : match.start()].strip():
            spans[-1] = spans[-1][0], match.end()
        elif match.end() > match.start():
            spans.append(match.span())
    for start, end in spans:
        cut = start - 1 if start and text[start - 1] == " " else start
        message = mark("“{text}” belongs to the web page, not to the article.")
        fixes = (Fix(cut, end, "", safe=True),)
        values = (("text", text[start:end]),)
        yield flag(view, "F06", Severity.MINOR, (start, end), message, values=values, fixes=fixes, confidence=0.98)


_LABEL = r"(?:0?\d{1,2}[.、)](?!\d)|[(（]\d{1,2}[)）]|[(（]?[IVX]{1,4}[.)])"
_ORDINAL = r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)(?:ly)?\b"
_DOUBLE = re.compile(
    rf"(?:^|(?<=[:;] )|(?<=[:;]))(?P<label>{_LABEL}(?:\s*{_LABEL})*)\s*"
    rf"(?={_ORDINAL}(?:,|\s+is\b|:)|{_LABEL}\s*[^\d\s.])"
)


_LABEL_SIGNS = frozenset("0123456789(（IVX")


def double_numbering(view: SegmentView) -> Iterator[Finding]:
    """F08: a number and an ordinal, or two numbers, for one item."""
    text = view.target
    if text[:1] not in _LABEL_SIGNS and ":" not in text and ";" not in text:
        return
    for match in _DOUBLE.finditer(text):
        start, end = match.span()
        second = re.compile(rf"{_ORDINAL}|{_LABEL}").match(text, end)
        stop = second.end() if second else end
        message = mark("“{text}” numbers one item twice.")
        fixes = (Fix(start, end, "", safe=True),)
        values = (("text", text[start:stop]),)
        yield flag(view, "F08", Severity.MINOR, (start, stop), message, values=values, fixes=fixes, confidence=0.98)


_DOUBLED = re.compile(
    r"(?<=[\w)%”’])[ \u00a0]+[,;](?=[A-Za-z“])"
    r"|(?<=[^\s])[ \u00a0]{2,}(?=\S)|(?<=[\w)%”’])[ \u00a0]+(?=[,;](?:\s|$)|[.:?!](?:\s|$)(?![.\s\d]))"
    r"|,(?:\s*,)+|(?<![.\s])\.\.(?!\.)|;(?:\s*;)+|(?<=\w),\.|(?<=\w);\."
)


_DOUBLED_SIGNS = ("  ", "\u00a0", " ,", " .", " ;", " :", " ?", " !", "..", ",,", ", ,", ",.", ";;", "; ;", ";.")


def doubled_marks(view: SegmentView) -> Iterator[Finding]:
    """F09 in a segment: doubled spaces and marks, a space before a mark."""
    text = view.target
    if not any(sign in text for sign in _DOUBLED_SIGNS):
        return
    for match in _DOUBLED.finditer(text):
        start, end = match.span()
        run = match.group()
        if run[0].isspace() and not run.isspace():
            new, message = f"{run[-1]} ", mark("The space stands before “{mark}” instead of after it.")
        elif not run.isspace():
            new, message = run[-1], mark("“{text}” is doubled.")
        elif text[end] in ",;.:?!":
            new, message = "", mark("There is a space before “{next}”.")
        else:
            new, message = " ", mark("There is more than one space here.")
        values = (("text", run), ("next", text[end : end + 1]), ("mark", run[-1]))
        fixes = (Fix(start, end, new, safe=True),)
        yield flag(view, "F09", Severity.MINOR, (start, end), message, values=values, fixes=fixes, confidence=0.95)


CHECKS: tuple[Check, ...] = (
    Check(
        "F03",
        mark("Party or party, and capitals of names"),
        mark(
            "The Communist Party of China and its bodies take a capital (the Party, a Party branch); a party to a "
            "case or a contract does not. Month names, the Supreme People’s Court and the like keep their capitals."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=proper_capitals,
    ),
    Check(
        "F05",
        mark("Capital after a comma or semicolon"),
        mark(
            "Two clauses were joined, but the second still begins like a sentence. Make the letter small, or end the "
            "first sentence with a full stop."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=capital_after_joint,
    ),
    Check(
        "F06",
        mark("Words of the web page"),
        mark(
            "Posting date, by-line, share buttons or account names were copied with the article. They are not part of "
            "the text; remove them, or ask the client if they should stay."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=web_boilerplate,
    ),
    Check(
        "F08",
        mark("Double numbering"),
        mark(
            "The item carries both the number of the layout and the number word of the sentence. Keep one of them; the "
            "fix removes the first."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=double_numbering,
    ),
    Check(
        "F09",
        mark("Doubled spaces or marks, mixed spelling"),
        mark(
            "Spaces or marks stand twice, or American and British spellings are mixed within the document. Keep one "
            "space and one mark, and one spelling throughout; the fix takes the one the document uses more."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=doubled_marks,
        document=mixed_spelling,
    ),
)
