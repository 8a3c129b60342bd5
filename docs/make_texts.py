"""Collects the texts of the interface from the sources into the catalogues of resources/locale/, and compiles them.

Run `python docs/make_texts.py` after a text was added, changed or removed. Translations are kept; what is new stands
empty in the .po and is named: translate it there and run the script again. A text counts when it is written out in a
call of one of `CALLS` (errors of the glossary among them); a text that stands in a name must have been marked where it
was defined (editor/i18n.py).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("zh_CN",)
CALLS = frozenset({
    "mark", "tr", "_tr", "tr_text", "translate", "said", "ReviewError", "GlossaryFileError", "StoreError",
    "Unreachable", "Stale", "NotAllowed", "NotPossible", "Cancelled", "Stopped",
})  # fmt: skip
WIDTH = 118


def texts(folders: Sequence[Path] = (ROOT / "editor", ROOT / "glossary")) -> dict[str, tuple[str, ...]]:
    """Every text of the interface with the modules it stands in, in the order of the modules."""
    found: dict[str, dict[str, None]] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        for text in texts_of(ast.parse(path.read_text("utf-8"))):
            found.setdefault(text, {})[path.relative_to(ROOT).as_posix()] = None
    return {text: tuple(places) for text, places in found.items()}


def texts_of(tree: ast.Module) -> Iterator[str]:
    """The marked texts of one module, in its order."""
    marked = [
        (argument.lineno, argument.col_offset, argument.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) in CALLS and node.args
        for argument in [node.args[0]]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    return (text for _, _, text in sorted(marked))


def name_of(function: ast.expr) -> str:
    """The last name of what is called."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def catalogue_file(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "zhubi.po"


def read(language: str) -> Catalog:
    """The catalogue of a language as it is, empty if there is none."""
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def update(language: str) -> Catalog:
    """The catalogue with exactly the texts of the sources; translations of texts that are still there are kept."""
    old = read(language)
    new = Catalog(
        locale=language,
        project="zhubi",
        version="1",
        header_comment="# Texts of Zhubi’s interface, written by docs/make_texts.py.",
        last_translator="Zhubi",
        language_team="Zhubi",
        msgid_bugs_address="",
        # Not the time of this run: running twice changes nothing.
        creation_date=old.creation_date,
        fuzzy=False,
    )
    for text, places in texts().items():
        known = old.get(text)
        # Modules without lines: an edit above a text changes nothing here.
        new.add(text, known.string if known else "", locations=[(place, 0) for place in places])
    return new


def write(language: str, catalogue: Catalog) -> None:
    """Write the .po and the .mo beside it."""
    path = catalogue_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pofile.write_po(file, catalogue, width=WIDTH, include_lineno=False, omit_header=False)
    with path.with_suffix(".mo").open("wb") as file:
        mofile.write_mo(file, catalogue)


def main() -> int:
    """Update all catalogues; 1 if one has texts without a translation, which are printed."""
    empty = 0
    for language in LANGUAGES:
        catalogue = update(language)
        write(language, catalogue)
        for message in catalogue:
            if message.id and not message.string:
                empty += 1
                print(f"{language}: {message.id}")
    return int(bool(empty))


if __name__ == "__main__":
    sys.exit(main())
