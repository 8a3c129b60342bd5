"""Bad renderings written as regular expressions, found without trying every expression on every sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from ahocorasick_rs import AhoCorasick

from glossary.errors import GlossaryError
from glossary.forms import cased

SECONDS = 0.5  # what one expression may take on one sentence: one can be written that never ends


class PatternIndex:
    """Compiled expressions with payloads; an expression is tried where a literal it cannot do without stands."""

    def __init__(self, patterns: Sequence[tuple[str, bool, int]]) -> None:
        """`patterns` are (expression, case-sensitive, payload)."""
        self._compiled = [(compile_expression(p, exact=exact), payload) for p, exact, payload in patterns]
        owners: dict[str, list[int]] = {}
        self._always = []
        for number, (pattern, _exact, _payload) in enumerate(patterns):
            literals = required_literals(pattern)
            if not literals:
                self._always.append(number)
            for literal in literals:
                owners.setdefault(literal, []).append(number)
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(list(owners)) if owners else None

    def __bool__(self) -> bool:
        return bool(self._compiled)

    def find(self, text: str, low: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, payload) of every match in `text`; `low` is the same text folded."""
        tried = set(self._always)
        if self._automaton is not None:
            for literal, _start, _end in self._automaton.find_matches_as_indexes(low, overlapping=True):
                tried.update(self._owners[literal])
        for number in sorted(tried):
            expression, payload = self._compiled[number]
            try:
                for match in expression.finditer(text, timeout=SECONDS):
                    if match.end() > match.start():
                        yield match.start(), match.end(), payload
            except TimeoutError as problem:
                raise too_slow(expression.pattern) from problem


def compile_expression(expression: str, *, exact: bool) -> regex.Pattern[str]:
    """An expression of a rule, compiled; GlossaryError says what is wrong with it."""
    try:
        return regex.compile(expression, 0 if exact else regex.IGNORECASE)
    except (regex.error, RecursionError, OverflowError, MemoryError) as problem:
        reason = str(problem) or type(problem).__name__
        raise GlossaryError(f"“{expression[:60]}” is no regular expression: {reason}. Correct it.") from problem


def too_slow(expression: str) -> GlossaryError:
    """The error for an expression that tries too many ways to match."""
    return GlossaryError(f"The expression “{expression[:60]}” of a glossary rule takes too long. Make it simpler.")


def required_literals(pattern: str) -> tuple[str, ...]:
    """Folded literals of which at least one stands in every match; empty where none can be named safely."""
    if "(?x" in pattern or "(?-" in pattern:
        return ()
    literals = []
    for branch in _branches(pattern):
        runs = [run for run in _runs(branch) if len(run) >= 3]
        if not runs:
            return ()
        literals.append(max(runs, key=len))
    return tuple(dict.fromkeys(cased(run).lower() for run in literals))


def _branches(pattern: str) -> list[str]:
    """Top-level alternatives of an expression."""
    branches, depth, begin, at = [], 0, 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = _class_end(pattern, at)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == "|" and depth == 0:
            branches.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return [*branches, pattern[begin:]]


def _runs(branch: str) -> list[str]:
    """Plain character runs outside groups and classes of one alternative."""
    runs, run, depth, at = [], "", 0, 0

    def close() -> None:
        nonlocal run
        runs.append(run)
        run = ""

    while at < len(branch):
        char = branch[at]
        if char == "\\" and depth == 0 and at + 1 < len(branch) and not branch[at + 1].isalnum():
            run += branch[at + 1]
            at += 1
        elif char == "\\":
            close()
            at += 1
        elif char == "[":
            close()
            at = _class_end(branch, at)
        elif char in "()":
            close()
            depth += 1 if char == "(" else -1
        elif char in "?*{":
            run = run[:-1]
            close()
            if char == "{":
                at = max(at, branch.find("}", at))
        elif char in "+.^$":
            close()
        elif depth == 0:
            run += char
        at += 1
    close()
    return runs


def _class_end(pattern: str, at: int) -> int:
    """Index of the bracket that closes the class opened at `at`."""
    at += 1
    if pattern[at : at + 1] == "^":
        at += 1
    if pattern[at : at + 1] == "]":
        at += 1
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at
