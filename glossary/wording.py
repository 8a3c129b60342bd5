"""Sentences the glossary says: a message with `{names}` and their values, so that it can be said in any language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Values = tuple[tuple[str, str], ...]


def mark(message: str) -> str:
    """Mark a text for extraction where it is defined; it is translated where it is shown."""
    return message


def filled(message: str, values: Iterable[tuple[str, str]]) -> str:
    """The message with its names filled."""
    for name, value in values:
        message = message.replace("{" + name + "}", value)
    return message


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: `str` says it in English."""

    message: str
    values: Values = ()

    def __str__(self) -> str:
        return filled(self.message, self.values)


def said(message: str, **values: object) -> Said:
    """A sentence of a message and its values."""
    return Said(message, tuple((name, str(value)) for name, value in values.items()))
