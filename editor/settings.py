"""The person's settings, each declared once with type, default and sentence; dialog, file and manual come from this."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from editor.i18n import mark

T = TypeVar("T")
log = logging.getLogger(__name__)

VERSION = 1


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting: its name in the file, its default (whose type is its type), and what it does.

    `choices` limits the values (a value outside them counts as the default). `group` is the page of the settings
    dialog; settings without one are kept by the program itself and are not offered.
    """

    name: str
    default: T
    sentence: str
    group: str = ""
    choices: tuple[T, ...] = ()
    at_least: int = 0
    at_most: int = 0

    def accepts(self, value: object) -> bool:
        """Whether `value` is of the type and inside the limits of this setting."""
        if type(value) is not type(self.default):
            return False
        if self.at_most and isinstance(value, int):
            return self.at_least <= value <= self.at_most
        return not self.choices or value in self.choices


LANGUAGE = Setting("language", "", mark("Language of the program."), "general", ("", "en", "zh_CN"))
AUTHOR = Setting("author", "", mark("Your name, written beside every change you make."), "general")
ROLE = Setting(
    "role", "reviewer",
    mark("What you may do in the termbase. In a file this is a setting and no protection; a server keeps its own."),
    "termbase", ("reader", "translator", "reviewer", "lead"),
)  # fmt: skip
TERMBASE = Setting(
    "termbase", "",
    mark("Where the termbase is: a file, or postgresql://USER@HOST/DATABASE. Empty: the file of this computer."),
    "termbase",
)  # fmt: skip
THEME = Setting("theme", "system", mark("Light, dark, or as the system."), "look", ("system", "light", "dark"))
TEXT_SIZE = Setting("text_size", 11, mark("Size of the text in the grid, in points."), "look", at_least=8, at_most=28)
TERM_MARKS = Setting("term_marks", True, mark("Mark approved terms in the text."), "look")
MARKED_SHARE = Setting(
    "marked_share", 12,
    mark("How much of the English may be marked, in percent, the surest findings first; the others stay in the list."),
    "look", at_least=0, at_most=100,
)  # fmt: skip
SKIP_CONFIRMED = Setting(
    "skip_confirmed", True, mark("Confirming goes to the next segment that is not confirmed yet."), "editing"
)
OFFER_MORE = Setting(
    "offer_more", True, mark("After a fix, offer the same fix for the other places in the document."), "editing"
)
KEYS: Setting[dict[str, str]] = Setting("keys", {}, mark("Keys changed by you: action id to key."))
RECENT: Setting[list[str]] = Setting("recent", [], mark("Projects opened lately, the last one first."))
GEOMETRY = Setting("geometry", "", mark("Place and size of the window."))
DOCKS = Setting("docks", "", mark("Places of the panels."))
SOURCE_SHARE = Setting(
    "source_share", 44, mark("Width of the Chinese column, in percent of both texts."), at_least=15, at_most=85
)
LIST_COLUMNS = Setting("list_columns", "", mark("Widths of the columns in the list of all findings."))

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE, AUTHOR, ROLE, TERMBASE, THEME, TEXT_SIZE, TERM_MARKS, MARKED_SHARE, SKIP_CONFIRMED, OFFER_MORE, KEYS,
    RECENT, GEOMETRY, DOCKS, SOURCE_SHARE, LIST_COLUMNS,
)  # fmt: skip

# Old name → new name; a renamed setting is read under both.
RENAMED: dict[str, str] = {}
MAX_RECENT = 10


class Settings:
    """Values of the settings; `save` writes only what differs from the defaults, and keeps names it does not know."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._values: dict[str, object] = {}
        self._unknown: dict[str, object] = {}
        self._watchers: list[Callable[[str], None]] = []

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Settings read from `path`; an unreadable file or value counts as default and is logged."""
        settings = cls(path)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return settings
        except (OSError, ValueError) as error:
            log.info("settings at %s not readable, using defaults: %s", path, error)
            return settings
        declared = {s.name: s for s in SETTINGS}
        for name, value in found.items() if isinstance(found, dict) else ():
            setting = declared.get(RENAMED.get(str(name), str(name)))
            if setting is None and name != "version":
                settings._unknown[name] = value
            elif setting is not None and setting.accepts(value):
                settings._values[setting.name] = value
        return settings

    def __getitem__(self, setting: Setting[T]) -> T:
        return cast("T", self._values.get(setting.name, setting.default))

    def __setitem__(self, setting: Setting[T], value: T) -> None:
        if not setting.accepts(value):
            raise ValueError(f"{setting.name}: {value!r} is not allowed")
        if self[setting] != value:
            self._values[setting.name] = value
            for watcher in tuple(self._watchers):
                watcher(setting.name)

    def watch(self, watcher: Callable[[str], None]) -> None:
        """Call `watcher` with the name of every setting that changes."""
        self._watchers.append(watcher)

    def save(self) -> None:
        """Write the settings beside the old file and replace it; a failure is logged, never raised."""
        if self.path is None:
            return
        changed = {s.name: self[s] for s in SETTINGS if self[s] != s.default}
        text = json.dumps({"version": VERSION, **self._unknown, **changed}, ensure_ascii=False, indent=1)
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text + "\n", encoding="utf-8")
            beside.replace(self.path)
        except OSError as error:
            log.info("settings not saved at %s: %s", self.path, error)

    def remember(self, path: Path) -> None:
        """Put `path` first in the list of recent projects."""
        named = str(path.resolve())
        recent: list[str] = self[RECENT]
        self[RECENT] = [named, *(p for p in recent if p != named)][:MAX_RECENT]

    def recent(self) -> list[Path]:
        """Recent projects that are still there."""
        return [p for p in self.remembered() if p.is_file()]

    def remembered(self) -> list[Path]:
        """Recent projects, there or not."""
        return [Path(p) for p in _texts(cast("list[object]", self[RECENT]))]


def _texts(values: Iterable[object]) -> list[str]:
    return [v for v in values if isinstance(v, str)]
