"""Texts of the user interface in the person's language, through gettext; no state of its own."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable

import resources
from glossary.errors import GlossaryError
from glossary.wording import Said, filled, mark

__all__ = ["DOMAIN", "LANGUAGES", "Translate", "fill", "load_texts", "mark", "told", "wanted_language"]

Translate = Callable[[str], str]

LANGUAGES = ("en", "zh_CN")
DOMAIN = "zhubi"


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
    return filled(translate(message), values)


# Values of sentences that are words of ours and no words of a text.
_OURS = frozenset({"state", "action", "role", "needed", "missing", "field"})


def told(what: Exception | Said, translate: Translate) -> str:
    """A sentence, or what an error says, in the person's language where it can be said in it."""
    if isinstance(what, GlossaryError):
        what = what.said
    if not isinstance(what, Said):
        return str(what)
    values = tuple((name, translate(value) if name in _OURS and value else value) for name, value in what.values)
    return fill(what.message, values, translate)
