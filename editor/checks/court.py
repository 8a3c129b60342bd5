"""Court vocabulary that general machine translation takes from hospitals, the police and prisons: C01–C05 and C07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.cues import Cue, cue_findings
from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.renderings import rule_findings
from editor.checks.spans import flag
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.i18n import mark
from glossary.matching import Verdict

_SCHOOL = ("universit", "college", "facult", "academ", "campus", "professor", "student", "school", "cathedral")
_MEDICAL = ("patient", "doctor", "medic", "nurs", "surg", "clinic", "treat", "disease", "health", "injur", "ambulance")
_POLICE = (
    "traffic",
    "arrest",
    "station",
    "shot",
    "suspect",
    "kill",
    "attack",
    "obstruct",
    "assault",
    "patrol",
    "bribe",
)
_DEATH = ("death", "sentence", "penalt", "capital", "gallows", "firing", "wrongly", "prison", "guilty")
_REAL_HOSPITALS = ("医院", "学院", "研究院", "科学院", "卫生院", "就医", "住院", "出院", "入院", "患者", "医生", "治疗")
_OWN_HOUSE = ("本院", "我院", "全院", "两院", "中院", "高院", "法院", "检察院", "院党组", "院领导", "院长")
_COURT = ("president", "judge", "court", "procurat", "trial", "intermediate", "enforce", "adjudicat", "litiga", "case")

_HEAD = mark("院长 is the president of a court; “{text}” belongs to a school or a hospital. Write “{good}”.")
_STAFF = mark("干警 in a court are its judges, clerks and judicial police, not “{text}”. Write “{good}”.")
_PERSON = mark(
    "“{text}” says that somebody was put to death; 被执行人 is a party who must obey a judgment. Write “{good}”."
)
_ENFORCE = mark("执行 in civil matters is enforcement; “{text}” reads as an execution. Write “{good}”.")
_HOUSE = mark("院 here is a court or a procuratorate, not “{text}”.")
_NESTED = mark(
    "“{text}” names a court inside a court of the same kind; the inner one is probably a 人民法庭, a people's tribunal."
)
_TRIBUNAL = mark("The source has 人民法庭, a tribunal of a primary court; “{text}” would be 人民法院. Write “{good}”.")
_MAYBE_TRIBUNAL = mark("“{text}” may stand for 人民法庭, people's tribunals; this cannot be seen without the source.")

_DEAN = (
    Cue(
        "dean",
        re.compile(r"\b(?:(vice|deputy|executive)[ -])?(?:deans?|hospital (?:president|director)s?)\b", re.I),
        _HEAD,
        Severity.MAJOR,
        replace=r"\1 president",
        plural=r"\1 presidents",
        near_none=_SCHOOL,
        source_any=("院长",),
        source_none=("学院院长", "医院院长", "教务长"),
    ),
)
_OFFICERS = (
    Cue(
        "all-policemen",
        re.compile(
            r"\b(?:(?:partial|all(?: the)?|the (?:whole|entire)) )(?:court |hospital )?police(?:m|wom)[ae]n\b", re.I
        ),
        _STAFF,
        Severity.MAJOR,
        replace="all court staff",
        near_none=_POLICE,
        source_any=("干警",),
    ),
    Cue(
        "policemen",
        re.compile(
            r"\b(?:the )?(?:(?:court|hospital) )?police(?:m|wom)[ae]n(?: (?:of|in) (?:the|our) (?:court|hospital))?\b"
            r"|\bcadres and police(?:men| officers)?\b",
            re.I,
        ),
        _STAFF,
        Severity.MAJOR,
        replace="court staff",
        near_none=_POLICE,
        source_any=("干警",),
        confidence=0.75,
    ),
)
_EXECUTION = (
    Cue(
        "executed-person",
        re.compile(
            r"\b(?:executed person|person (?:to be|being|who (?:has|had) been) executed"
            r"|person subject(?:ed)? to execution|executee)\b",
            re.I,
        ),
        _PERSON,
        Severity.CRITICAL,
        replace="person subject to enforcement",
        near_none=_DEATH,
        source_any=("执行",),
    ),
    Cue(
        "executed-persons",
        re.compile(
            r"\b(?:executed (?:persons|people)|(?:persons|people) (?:to be|being|who (?:have|had) been) executed"
            r"|(?:persons|people) subject(?:ed)? to execution|executees)\b",
            re.I,
        ),
        _PERSON,
        Severity.CRITICAL,
        replace="persons subject to enforcement",
        near_none=_DEATH,
        source_any=("执行",),
    ),
    Cue(
        "execution",
        re.compile(
            r"\bexecution (bureaus?|judges?|cases?|police|department|tribunal|division|personnel"
            r"|command cent(?:er|re))\b",
            re.I,
        ),
        _ENFORCE,
        Severity.CRITICAL,
        replace=r"enforcement \1",
        near_none=_DEATH,
        source_any=("执行",),
    ),
    Cue(
        "executive-bureau",
        re.compile(r"\bexecutive (?:bureau|directorate)\b", re.I),
        _ENFORCE,
        Severity.CRITICAL,
        replace="enforcement bureau",
        near_any=_COURT,
        near_none=("party", "politburo", "union", "nations"),
        source_any=("执行局",),
    ),
)
_INSTITUTION = (
    Cue(
        "level-academy",
        re.compile(
            r"\b(Supreme|High|Higher|Intermediate|Primary|Basic|Maritime) (?:People[’']s )?"
            r"(?:Academy|Hospital|Institute)\b"
        ),
        _HOUSE,
        Severity.MAJOR,
        replace=r"\1 People’s Court",
        near_none=_MEDICAL,
        source_any=_OWN_HOUSE,
        source_none=_REAL_HOSPITALS,
    ),
    Cue(
        "hospital-in-source",
        re.compile(
            r"\b(?:(?:the|our|this) (?:whole |entire )?(?:hospital|academy)"
            r"|(?:the )?(?:two|both) (?:hospitals|academies))(?! (?:of|for|in|where)\b)",
            re.I,
        ),
        _HOUSE,
        Severity.MAJOR,
        near_none=_MEDICAL,
        source_any=_OWN_HOUSE,
        source_none=_REAL_HOSPITALS,
        only=Mode.BILINGUAL,
    ),
    Cue(
        "judges-of-the-hospital",
        re.compile(
            r"\b(?:president|judges?|courts?|party|cadres|police\w*|trial\w*|enforcement) (?:\w+ ){0,2}"
            r"(?:of|in|at|throughout) (?P<at>(?:the|our|this) (?:whole |entire )?(?:hospital|academy))\b",
            re.I,
        ),
        _HOUSE,
        Severity.MAJOR,
        near_none=(*_MEDICAL, "school", "science", "police"),
        near_any=_COURT,
        only=Mode.MONOLINGUAL,
        confidence=0.7,
    ),
    Cue(
        "hospital-hears-cases",
        re.compile(
            r"\b(?P<at>(?:the|our|this) (?:hospital|academy))(?= (?:has |had )?(?:heard|accepted|concluded|closed|tried"
            r"|adjudicated|enforced|mediated|sentenced)\b)",
            re.I,
        ),
        _HOUSE,
        Severity.MAJOR,
        near_none=_MEDICAL,
        near_any=_COURT,
        only=Mode.MONOLINGUAL,
        confidence=0.7,
    ),
)
_NAME_WORD = r"(?:(?:[A-Z][\w’'\-]*|of|the|in)\s+)"
_COURT_IN_COURT = re.compile(rf"\bPeople[’']s Court of {_NAME_WORD}{{1,7}}People[’']s Court\b")
_PEOPLES_COURT = re.compile(r"\b[Pp]eople[’']s [Cc]ourts?\b")
_BUILDING = re.compile(r"\b(?:building|construction|development) of (?:the )?(people[’']s courts)\b")


def _dean(view: SegmentView) -> Iterator[Finding]:
    yield from cue_findings(view, "C01", _DEAN, ("dean", "hospital"))


def _policemen(view: SegmentView) -> Iterator[Finding]:
    yield from cue_findings(view, "C02", _OFFICERS, ("police",))


def _execution(view: SegmentView) -> Iterator[Finding]:
    yield from cue_findings(view, "C03", _EXECUTION, ("execut",))


def _institution(view: SegmentView) -> Iterator[Finding]:
    yield from cue_findings(view, "C07", _INSTITUTION, ("hospital", "academ", "institute"))


def _nested(view: SegmentView) -> Iterator[Finding]:
    """A court of a court: the inner name is the tribunal."""
    for match in _COURT_IN_COURT.finditer(view.target):
        text = match.group()
        inner = len("People’s Court")
        first = text[:inner]
        yield flag(
            view,
            "C04",
            Severity.MAJOR,
            match.span(),
            _NESTED,
            values=(("text", text),),
            fixes=(Fix(match.start(), match.start() + inner, first.replace("Court", "Tribunal")),),
            confidence=0.9,
            rule="nested",
        )


def _tribunal(view: SegmentView) -> Iterator[Finding]:
    """人民法庭 rendered as a people's court; without the source only a listed question."""
    found = list(rule_findings(view, "C05"))
    yield from found
    if found:
        return
    if view.mode is Mode.MONOLINGUAL:
        for match in _BUILDING.finditer(view.target):
            yield flag(
                view,
                "C05",
                Severity.MINOR,
                match.span(1),
                _MAYBE_TRIBUNAL,
                values=(("text", match.group(1)),),
                confidence=0.4,
                rule="building",
                painted=False,
            )
        return
    yield from _tribunal_in_source(view)


def _tribunal_in_source(view: SegmentView) -> Iterator[Finding]:
    at = view.source.find("人民法庭")
    if at < 0 or "tribunal" in view.target.lower():
        return
    courts = list(_PEOPLES_COURT.finditer(view.target))
    surplus = len(courts) - view.source.count("人民法院")
    if surplus <= 0 or any(o.verdict is Verdict.BAD and o.source == (at, at + 4) for o in view.occurrences):
        return
    # A court's own name has capitals; what is left over after the courts of the source is the tribunal.
    courts.sort(key=lambda m: (m.group()[0] == "P", -m.start()))
    for match in sorted(courts[: min(surplus, view.source.count("人民法庭"))], key=lambda m: m.start()):
        text = match.group()
        good = text.replace("court", "tribunal").replace("Court", "Tribunal")
        yield flag(
            view,
            "C05",
            Severity.MAJOR,
            match.span(),
            _TRIBUNAL,
            values=(("text", text), ("good", good)),
            fixes=(Fix(*match.span(), good),),
            evidence=(Evidence("source", "人民法庭", view.segment.id, at, at + 4),),
            confidence=0.95,
            rule="tribunal",
        )


CHECKS = (
    Check(
        "C01",
        mark("Head of a court called a dean"),
        mark(
            "院长 is also the word for the head of a college or a hospital, so machines write dean. The head of a court"
            " is its president; a dean near a university or a law school is left alone."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=_dean,
        replaces=("T01", "T03", "T02"),
    ),
    Check(
        "C02",
        mark("Court staff called policemen"),
        mark(
            "干警 in court news covers everybody who works in the court. Policemen are a different body in English;"
            " write court staff, or judges and judicial police where the text lists them."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=_policemen,
        replaces=("T01", "T03", "T02"),
    ),
    Check(
        "C03",
        mark("Enforcement called execution"),
        mark(
            "执行 of a civil judgment is enforcement. An executed person is a dead one in English, so this error is"
            " grave; a real death sentence near by is left alone."
        ),
        Needs.TARGET,
        Severity.CRITICAL,
        segment=_execution,
        replaces=("T01", "T03", "T02"),
    ),
    Check(
        "C04",
        mark("A court inside a court"),
        mark(
            "A tribunal of a primary court (人民法庭) rendered as a people's court gives “People's Court of …"
            " People's Court”. The inner body is a people's tribunal."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=_nested,
        replaces=("C05", "T01", "T03"),
    ),
    Check(
        "C05",
        mark("People's tribunal called people's court"),
        mark(
            "人民法庭 is a branch of a primary court; 人民法院 is the court. With the source at hand the mix-up is"
            " certain; without it, it is only listed as a question."
        ),
        Needs.EITHER,
        Severity.MAJOR,
        segment=_tribunal,
        replaces=("T01", "T03", "T02"),
    ),
    Check(
        "C07",
        mark("Court or procuratorate called a hospital or an academy"),
        mark(
            "院 ends the names of courts, procuratorates, hospitals and academies alike. In court news without a"
            " medical or teaching context a hospital is a court."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=_institution,
        replaces=("T01", "T03"),
    ),
)
