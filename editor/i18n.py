"""Texts of the user interface in the person's language, through gettext; no state of its own."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable

import resources

Translate = Callable[[str], str]

LANGUAGES = ("en", "zh_CN")
DOMAIN = "zhubi"


def mark(message: str) -> str:
    """Mark a text for extraction where it is defined; it is translated where it is shown."""
    return message


def load_texts(language: str = "", system: str = "") -> Translate:
    """The translating function for `language`; where it is empty, for the one `wanted_language` finds."""
    return gettext.translation(
        DOMAIN, resources.folder("locale"), languages=[language or wanted_language(system)], fallback=True
    ).gettext


def wanted_language(system: str = "") -> str:
    """The first language of the environment that the program speaks, else that of the `system`, else English.

    `LANGUAGE` is a list parted by colons, as gettext has it; every kind of Chinese is answered in Simplified Chinese.
    """
    set_to = next((os.environ[k] for k in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    for name in (*set_to.split(":"), system):
        main = re.split(r"[_.@-]", name, maxsplit=1)[0].lower()
        for language in LANGUAGES:
            if main == language.split("_")[0]:
                return language
    return LANGUAGES[0]


def fill(message: str, values: tuple[tuple[str, str], ...], translate: Translate) -> str:
    """A message in the person's language with its `{names}` filled."""
    text = translate(message)
    for name, value in values:
        text = text.replace("{" + name + "}", value)
    return text
