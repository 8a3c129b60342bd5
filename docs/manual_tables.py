"""Writes the tables of checks, keys and settings into the manual from where they are defined; prose is not touched.

Run `python docs/manual_tables.py` after a change to one of them. A table stands between `<!-- NAME -->` and
`<!-- end -->` in a page of resources/manual/en/.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Called as a file, Python looks beside the file only.
sys.path.insert(0, str(ROOT))

from editor.checks.catalogue import CHECKS  # noqa: E402
from editor.checks.framework import Check  # noqa: E402
from editor.deliverable import DELIVERABLES  # noqa: E402
from editor.formats.catalogue import IMPORTERS  # noqa: E402
from editor.gui.actions import ACTIONS, MENUS  # noqa: E402
from editor.settings import SETTINGS  # noqa: E402

MANUAL = ROOT / "resources" / "manual" / "en"
NEEDS = {"n": "the English", "y": "both texts", "+": "the English; more with the Chinese"}


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def checks() -> str:
    """Every check: id, title, severity, what it needs, why."""
    rows = ((f"`{c.id}`", c.title, c.severity.value, NEEDS[c.needs.value], c.explanation) for c in sorted_checks())
    return table(("id", "check", "severity", "looks at", "why, and what to do"), rows)


def sorted_checks() -> list[Check]:
    """The checks by id."""
    return sorted(CHECKS, key=lambda check: check.id)


def keys() -> str:
    """Every action with its default keys, menu after menu."""
    rows = (
        (
            MENUS.get(a.menu, a.menu).replace("&", ""),
            a.text.rstrip("…"),
            " or ".join(f"`{k}`" for k in a.keys),
            f"`{a.id}`",
        )
        for a in ACTIONS
    )
    return table(("menu", "action", "keys", "name"), rows)


def settings() -> str:
    """Every setting with its default and what it does."""
    return table(
        ("name", "default", "what it does"), ((f"`{s.name}`", f"`{s.default!r}`", s.sentence) for s in SETTINGS)
    )


def formats() -> str:
    """Every format one can deliver in."""
    return table(("name", "file", "what it is"), ((f"`{e.name}`", f"`{e.suffix}`", e.title) for e in DELIVERABLES))


def readers() -> str:
    """Every format one can read."""
    rows = ((f"`{i.name}`", " ".join(f"`{s}`" for s in i.suffixes), i.title) for i in IMPORTERS)
    return table(("name", "files", "what it is"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "checks": checks,
    "keys": keys,
    "settings": settings,
    "formats": formats,
    "readers": readers,
}


def main() -> None:
    """Rewrite the tables in all pages."""
    for page in sorted(MANUAL.glob("*.md")):
        text = page.read_text("utf-8")
        for name, make in TABLES.items():
            place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
            text = place.sub(lambda found, make=make: f"{found[1]}\n{make()}\n\n{found[2]}", text)
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
