"""The interface speaks Chinese wholly: the catalogue is complete, true to the sources and compiled, and the window uses
it."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog

from docs import make_texts
from editor.i18n import load_texts, wanted_language

ROOT = Path(__file__).parents[1]
AGAIN = "run `python docs/make_texts.py`, translate what it names, run it again"
PLACEHOLDER = re.compile(r"\{\w+\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Texts that are the same in both languages, and one that has no word of its own.
SAME = {"粘贴中文原文"}
WORDLESS = {"{name}: {text}", "{day}, {release}"}
# Where Qt or the house shows a text to the person: the position of that text among the arguments.
FIRST = (
    "plain_label", "setWindowTitle", "setText", "setPlaceholderText", "addAction", "addMenu", "addButton", "addItem",
    "addTab", "addRow", "setTitle", "setStatusTip", "setWhatsThis", "setAccessibleName", "QPushButton", "QCheckBox",
    "QGroupBox", "QRadioButton", "QLabel", "QToolBar", "QDockWidget", "QAction", "ElidedButton", "CardList", "say",
    "emit",
)  # fmt: skip
SHOWS = dict.fromkeys(FIRST, 0) | {"set_tip": 1, "message_box": 1}
NAME_OF_THE_PROGRAM = re.compile(r"Zhubi|朱笔|Ctrl|MIT")


def catalogue(language: str = "zh_CN") -> Catalog:
    with make_texts.catalogue_file(language).open("rb") as file:
        return pofile.read_po(file, locale=language)


def translations() -> dict[str, str]:
    return {str(m.id): str(m.string) for m in catalogue() if m.id}


def test_the_catalogue_holds_exactly_the_texts_of_the_sources() -> None:
    found, known = set(make_texts.texts()), set(translations())
    assert len(found) > 250
    assert not found - known, AGAIN
    assert not known - found, AGAIN


def test_every_text_is_translated_and_none_is_in_doubt() -> None:
    messages = [m for m in catalogue() if m.id]
    assert not [m.id for m in messages if not m.string or m.fuzzy], AGAIN
    assert not [m.id for m in messages if m.id not in SAME | WORDLESS and not CHINESE.search(str(m.string))]
    assert not [m.id for m in messages if m.id not in SAME and m.string == m.id]


def test_placeholders_and_line_breaks_are_those_of_the_text() -> None:
    wrong = [
        text
        for text, chinese in translations().items()
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(chinese))
        or text.count("\n") != chinese.count("\n")
    ]
    assert not wrong


def test_accelerators_are_kept_and_do_not_clash() -> None:
    from editor.gui.actions import MENUS

    known = translations()
    for text, chinese in known.items():
        assert text.count("&") == chinese.count("&"), text
        if "&" in text:
            assert re.search(r"\(&[A-Z]\)…?$", chinese), f"{chinese}: Chinese menus end in (&X)"
        if text.endswith("…"):
            assert chinese.endswith("…"), chinese
    letters = [known[title].split("&")[1][0] for title in MENUS.values()]
    assert len(letters) == len(set(letters))


def test_punctuation_is_chinese() -> None:
    """No half-width comma, stop or bracket after a Chinese character; a sentence ends as one."""
    for text, chinese in translations().items():
        assert not re.search(r"[\u4e00-\u9fff][,;:!?]", chinese), chinese
        assert not re.search(r"[\u4e00-\u9fff]\.(?!\w)", chinese), chinese
        assert chinese.count("“") == chinese.count("”"), chinese
        if " " in text and re.search(r"[a-z}”)]\.$", text):
            assert chinese.endswith(("。", "？")), chinese


def test_the_compiled_catalogue_is_that_of_the_po() -> None:
    with make_texts.catalogue_file("zh_CN").with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {text: compiled.gettext(text) for text in translations()} == translations(), AGAIN


def test_the_script_changes_nothing_when_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {p.name: p.read_bytes() for p in make_texts.catalogue_file("zh_CN").parent.iterdir()}
    made = make_texts.update("zh_CN")
    monkeypatch.setattr(make_texts, "LOCALE", tmp_path)
    make_texts.write("zh_CN", made)
    assert {p.name: p.read_bytes() for p in make_texts.catalogue_file("zh_CN").parent.iterdir()} == before, AGAIN


def test_the_script_takes_new_texts_keeps_known_ones_and_drops_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_texts, "LOCALE", tmp_path)
    monkeypatch.setattr(make_texts, "texts", lambda: {"Keep": ("a.py",), "Drop": ("a.py",)})
    made = make_texts.update("zh_CN")
    made["Keep"].string, made["Drop"].string = "保留", "删去"
    make_texts.write("zh_CN", made)
    monkeypatch.setattr(make_texts, "texts", lambda: {"Keep": ("b.py",), "New": ("b.py",)})
    made = make_texts.update("zh_CN")
    assert {m.id: m.string for m in made if m.id} == {"Keep": "保留", "New": ""}


def test_texts_are_found_where_they_are_written() -> None:
    code = (
        'A = mark("one " "long text")\nself._tr("two")\ntr(mark("three") if x else mark("four"))\nb.mark(name)\n"no"\n'
    )
    assert list(make_texts.texts_of(ast.parse(code))) == ["one long text", "two", "three", "four"]


def test_every_check_is_translated() -> None:
    from editor.checks.catalogue import CHECKS

    known = translations()
    assert not [c.id for c in CHECKS if c.title not in known or c.explanation not in known]


def test_messages_of_findings_are_marked_where_they_are_defined() -> None:
    """A text of several words with a {name} in the checks is a message: it must be marked."""
    known, loose = set(make_texts.texts()), []
    for path in sorted((ROOT / "editor" / "checks").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        formatted = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in formatted:
                continue
            if re.search(r"\{[a-z]+\}", node.value) and " " in node.value.strip() and node.value not in known:
                loose.append(f"{path.name}:{node.lineno} {node.value}")
    assert not loose


def shown_raw(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts written out in a call that shows them, without having been translated."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        at = SHOWS.get(make_texts.name_of(node.func))
        if at is None or len(node.args) <= at:
            continue
        for text in literals(node.args[at]):
            if re.search(r"[A-Za-z]{3,}", NAME_OF_THE_PROGRAM.sub("", text)):
                yield node.lineno, text


def literals(shown: ast.expr) -> Iterator[str]:
    """The texts written out in an expression; what stands inside another call (tr, fill, …) is that call's affair."""
    match shown:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from literals(one)
            yield from literals(other)


@pytest.mark.parametrize("path", sorted((ROOT / "editor" / "gui").rglob("*.py")), ids=lambda p: p.stem)
def test_no_text_is_shown_untranslated(path: Path) -> None:
    assert not list(shown_raw(ast.parse(path.read_text("utf-8"))))


def test_the_search_for_raw_texts_finds_them() -> None:
    code = (
        'label.setText("Hello there")\nlabel.setText(tr("Hello"))\nplain_label(f"Open {n}")\nx.setText("Zhubi 朱笔")\n'
    )
    assert list(shown_raw(ast.parse(code))) == [(1, "Hello there"), (3, "Open ")]


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({"LANGUAGE": "zh_CN"}, "", "zh_CN"),
        ({"LANGUAGE": "de:zh:en"}, "", "zh_CN"),
        ({"LANGUAGE": "en_GB:zh"}, "", "en"),
        ({"LANG": "zh_CN.UTF-8"}, "", "zh_CN"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "", "en"),
        ({"LANG": "fr_FR.UTF-8"}, "", "en"),
        ({}, "zh_Hans_CN", "zh_CN"),
        ({}, "", "en"),
    ],
)
def test_the_language_follows_the_environment(
    environment: dict[str, str], system: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wanted_language(system) == expected
    assert load_texts(system=system)("Undo") == ("撤销" if expected == "zh_CN" else "Undo")


def test_a_chosen_language_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert load_texts("en")("Undo") == "Undo"
