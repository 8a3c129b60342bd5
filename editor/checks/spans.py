"""How a check writes down a finding on the target, and the word lists several families read; no check lives here."""

from __future__ import annotations

import re

from editor.checks.framework import SegmentView
from editor.core.model import Evidence, Finding, Fix, Severity, Side


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
FUNCTION_WORDS = words(
    """
    a an the this that these those its his her their our my your whose of in on at by to for from with without
    into onto upon over under between among through during after before against within about across along around
    towards toward beyond per via as than and or but nor so yet if when where while because although though
    unless until since whether which who whom what how why not no is are was were be been being am has have had
    having do does did will would shall should can could may might must it he she they we i you them him us
    there then also only both each all any some more most such other another every either neither
    """
)


def flag(
    view: SegmentView,
    check: str,
    severity: Severity,
    span: tuple[int, int],
    message: str,
    *,
    values: tuple[tuple[str, str], ...] = (),
    fixes: tuple[Fix, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    confidence: float = 0.8,
    rule: str = "",
    painted: bool = True,
) -> Finding:
    """A finding of `check` on `span` of the view's target; without other evidence the rule is the evidence."""
    return Finding(
        check=check,
        severity=severity,
        segment=view.segment.id,
        side=Side.TARGET,
        start=span[0],
        end=span[1],
        message=message,
        values=values,
        fixes=fixes,
        evidence=evidence or (Evidence("rule", rule or check),),
        confidence=confidence,
        rule=rule,
        painted=painted,
    )


def is_letter(text: str, match: re.Match[str]) -> bool:
    """Whether the match begins with the letter A as a name (class A cases), not with an article."""
    before = text[: match.start()].rstrip(' “"‘(')
    return match.group().startswith("A ") and before != "" and before[-1] not in ".!?:;”\n"


def is_title(text: str) -> bool:
    """Whether most longer words are capitalised, as in a headline set in title case."""
    words = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)
