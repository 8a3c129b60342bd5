"""The table of actions: menus, toolbar, command palette and key sheet are all built from it; nothing is done here.

A panel or dialog that wants something done asks by id: `actions.trigger("finding.fix")`. Who does it registers once
with `actions.on(id, function)`. Never bind Ctrl+Space, Ctrl+. or Shift alone: Chinese input methods own them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from editor.gui.icons import icon
from editor.gui.plain import set_tip
from editor.gui.theme import Theme
from editor.i18n import Translate, mark


class When(IntEnum):
    """What must be there for an action to make sense; each level includes the ones below it."""

    ALWAYS = 0
    PROJECT = 1
    SEGMENT = 2


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do: id, text, default key (portable; several parted by `;`), when, and its menu.

    `icon` names a file in resources/icons; `bar` puts it on the toolbar; a `separator` goes before it in the menu.
    """

    id: str
    text: str
    key: str = ""
    when: When = When.SEGMENT
    menu: str = ""
    icon: str = ""
    bar: bool = False
    separator: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The default keys."""
        return tuple(k for k in self.key.split(";") if k)


MENUS = {
    "file": mark("&File"),
    "edit": mark("&Edit"),
    "segment": mark("&Segment"),
    "finding": mark("F&indings"),
    "term": mark("&Terms"),
    "memory": mark("&Memory"),
    "go": mark("&Go"),
    "view": mark("&View"),
    "help": mark("&Help"),
}

# Written out, so that each can be found and translated.
_TERM_USES = (
    mark("Use suggested term 1"),
    mark("Use suggested term 2"),
    mark("Use suggested term 3"),
    mark("Use suggested term 4"),
    mark("Use suggested term 5"),
    mark("Use suggested term 6"),
    mark("Use suggested term 7"),
    mark("Use suggested term 8"),
    mark("Use suggested term 9"),
)
_A, _P, _S = When.ALWAYS, When.PROJECT, When.SEGMENT

ACTIONS: tuple[Action, ...] = (
    Action("file.paste", mark("New from pasted text…"), "Ctrl+N", _A, "file", "paste", bar=True),
    Action("file.new", mark("New from files…"), "Ctrl+Shift+N", _A, "file"),
    Action("file.open", mark("Open…"), "Ctrl+O", _A, "file", "open", bar=True),
    Action("file.export", mark("Export…"), "Ctrl+E", _P, "file", "export", bar=True, separator=True),
    Action("file.take_back", mark("Take back a reviewed file…"), "", _P, "file"),
    Action("file.close", mark("Close document"), "Ctrl+W", _P, "file"),
    Action("file.document", mark("Document settings…"), "Ctrl+Shift+,", _P, "file"),
    Action("file.settings", mark("Settings…"), "Ctrl+,", _A, "file", separator=True),
    Action("file.quit", mark("Quit"), "Ctrl+Q", _A, "file", separator=True),
    Action("edit.undo", mark("Undo"), "Ctrl+Z", _P, "edit", "undo", bar=True),
    Action("edit.redo", mark("Redo"), "Ctrl+Y;Ctrl+Shift+Z", _P, "edit", "redo", bar=True),
    Action("edit.find", mark("Find and replace…"), "Ctrl+F;Ctrl+H", _P, "edit", "find", bar=True, separator=True),
    Action("segment.confirm", mark("Confirm and go on"), "Ctrl+Return;Ctrl+Enter", _S, "segment", "confirm", bar=True),
    Action("segment.unconfirm", mark("Make a draft again"), "Ctrl+Shift+Return", _S, "segment"),
    Action("segment.split", mark("Split at the cursor"), "Ctrl+T", _S, "segment", separator=True),
    Action("segment.merge", mark("Merge with the next"), "Ctrl+J", _S, "segment"),
    Action("segment.restore", mark("Back to the machine's text"), "", _S, "segment", separator=True),
    Action("segment.next_tag", mark("Insert the next missing tag"), "F9", _S, "segment", separator=True),
    Action(
        "segment.tag_pair", mark("Put the next missing pair of tags around the selection"), "Ctrl+F9", _S, "segment"
    ),
    Action("finding.fix", mark("Apply the fix"), "Alt+Return;Alt+Enter", _S, "finding", "fix", bar=True),
    Action("finding.dismiss", mark("Dismiss with a reason…"), "Ctrl+Shift+D", _S, "finding", "dismiss", bar=True),
    Action("finding.reopen", mark("Open a dismissed finding again"), "", _S, "finding"),
    Action("finding.safe", mark("Apply all safe fixes"), "", _P, "finding", separator=True),
    Action("term.recheck", mark("Check again with the newest release…"), "", _P, "term"),
    *(Action(f"term.use{n}", text, f"Ctrl+{n}", _S, "term") for n, text in enumerate(_TERM_USES, 1)),
    Action("term.propose", mark("Propose a term…"), "Ctrl+Shift+T", _S, "term", separator=True),
    Action("term.browse", mark("Glossary…"), "Ctrl+G", _A, "term"),
    Action("term.review", mark("Review suggestions…"), "Ctrl+Shift+G", _A, "term"),
    Action("term.import", mark("Import a glossary…"), "", _A, "term", separator=True),
    Action("term.export", mark("Export the glossary…"), "", _A, "term"),
    Action("term.releases", mark("Glossary releases…"), "", _A, "term", separator=True),
    Action("term.delivered", mark("Delivered documents…"), "", _A, "term"),
    Action("memory.use1", mark("Insert match 1"), "Alt+1", _S, "memory"),
    Action("memory.use2", mark("Insert match 2"), "Alt+2", _S, "memory"),
    Action("memory.use3", mark("Insert match 3"), "Alt+3", _S, "memory"),
    Action("memory.concordance", mark("Look up in the memory…"), "Ctrl+K", _A, "memory", separator=True),
    Action("memory.same", mark("Apply to all identical segments…"), "Ctrl+Shift+K", _S, "memory"),
    Action("memory.conflicts", mark("Contradictions in the memory…"), "", _A, "memory", separator=True),
    Action("go.next_finding", mark("Next finding"), "F8", _P, "go", "next", bar=True),
    Action("go.previous_finding", mark("Previous finding"), "Shift+F8", _P, "go", "previous", bar=True),
    Action("go.next_segment", mark("Next segment"), "Ctrl+Down;Alt+Down", _P, "go", separator=True),
    Action("go.previous_segment", mark("Previous segment"), "Ctrl+Up;Alt+Up", _P, "go"),
    Action("go.next_open", mark("Next segment that is not confirmed"), "F7", _P, "go"),
    Action("go.next_worst", mark("Next segment by risk, worst first"), "Shift+F7", _P, "go"),
    Action("go.first", mark("First segment"), "Ctrl+Home", _P, "go"),
    Action("go.last", mark("Last segment"), "Ctrl+End", _P, "go"),
    Action("view.theme", mark("Light or dark"), "Ctrl+Shift+L", _A, "view", "theme", bar=True),
    Action("view.larger", mark("Larger text"), "Ctrl++;Ctrl+=", _A, "view"),
    Action("view.smaller", mark("Smaller text"), "Ctrl+-", _A, "view"),
    Action("view.reset", mark("Reset layout"), "", _A, "view"),
    Action(
        "view.worst_first", mark("Findings of the worst segments first"), "Ctrl+Shift+R", _P, "view", separator=True
    ),
    Action("view.commands", mark("All commands…"), "Ctrl+Shift+P", _A, "view", separator=True),
    Action("help.keys", mark("Keys"), "F1", _A, "help"),
    Action("help.sample", mark("Open the sample article"), "", _A, "help"),
    Action("help.about", mark("About Zhubi"), "", _A, "help"),
)


class Actions:
    """The table as Qt actions of one window."""

    def __init__(self, owner: QWidget, tr: Translate, theme: Theme, changed: Mapping[str, str] | None = None) -> None:
        self._owner = owner
        self._tr = tr
        self._qt: dict[str, QAction] = {}
        self._does: dict[str, Callable[[], object]] = {}
        for entry in ACTIONS:
            self._qt[entry.id] = action = QAction(tr(entry.text), owner)
            action.setObjectName(entry.id)
            keys = ((changed or {}).get(entry.id, entry.key)).split(";")
            action.setShortcuts([QKeySequence(k) for k in keys if k])
            action.triggered.connect(lambda _checked=False, name=entry.id: self._do(name))
            owner.addAction(action)
        self.paint(theme)

    def __getitem__(self, name: str) -> QAction:
        return self._qt[name]

    def on(self, name: str, do: Callable[[], object]) -> None:
        """Let `do` be what the action does from now on."""
        if name not in self._qt:
            raise KeyError(name)
        self._does[name] = do

    def unanswered(self) -> list[str]:
        """Actions nobody does."""
        return [name for name in self._qt if name not in self._does]

    def trigger(self, name: str) -> None:
        """Do it, if it can be done now."""
        self._qt[name].trigger()

    def listed(self) -> Iterator[tuple[Action, QAction]]:
        """All entries with their Qt actions, in the order of the table."""
        return ((entry, self._qt[entry.id]) for entry in ACTIONS)

    def enable(self, level: When) -> None:
        """Enable what makes sense when things up to `level` are there."""
        for entry, action in self.listed():
            action.setEnabled(entry.when <= level)

    def owns(self, key: QKeySequence) -> bool:
        """Whether a key belongs to the table (text editors leave it alone)."""
        return any(key == k for action in self._qt.values() for k in action.shortcuts())

    def paint(self, theme: Theme) -> None:
        """Draw the icons in the colours of `theme`, and write keys into the tips."""
        for entry, action in self.listed():
            if entry.icon:
                action.setIcon(icon(entry.icon, theme))
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            set_tip(action, self._tr(entry.text).rstrip("…") + (f"  ({key})" if key else ""))

    def fill_menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every entry into its menu; the menus by name, for what is not in the table (recent files, panels)."""
        menus = {name: bar.addMenu(self._tr(title)) for name, title in MENUS.items()}
        for entry, action in self.listed():
            if entry.separator:
                menus[entry.menu].addSeparator()
            menus[entry.menu].addAction(action)
        return menus

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the entries marked for it on the toolbar, a line between menus."""
        last = ""
        for entry, action in self.listed():
            if entry.bar:
                if last and entry.menu != last:
                    bar.addSeparator()
                bar.addAction(action)
                last = entry.menu

    def _do(self, name: str) -> None:
        if name in self._does:
            self._does[name]()
