"""Texts of the user interface in the person's language, through gettext; no state of its own."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable

import resources

Translate = Callable[[str], str]

LANGUAGES = ("en", "zh_CN")
DOMAIN = "zhubi"


def mark(message: str) -> str:
    """Mark a text for extraction where it is defined; it is translated where it is shown."""
    return message


def load_texts(language: str = "") -> Translate:
    """The translating function for `language` (a locale name; empty: the environment's), English if unknown."""
    wanted = language or next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "en")
    return gettext.translation(
        DOMAIN, resources.folder("locale"), languages=[wanted.split(".")[0]], fallback=True
    ).gettext


def fill(message: str, values: tuple[tuple[str, str], ...], translate: Translate) -> str:
    """A message in the person's language with its `{names}` filled."""
    text = translate(message)
    for name, value in values:
        text = text.replace("{" + name + "}", value)
    return text
