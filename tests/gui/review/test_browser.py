"""Looking terms up in the window, and trying their rules."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from editor.gui.review.browser import GlossaryWindow
from editor.gui.review.shelf import Shelf, Which
from editor.gui.window import MainWindow
from editor.settings import THEME
from glossary.lookup import Lookup
from glossary.model import ConceptId
from glossary.proposals import Role
from tests.gui.person import press, told, write
from tests.gui.review.conftest import PRESIDENT, SEED, SIMILAR_CASES, OpenAs


def opened_browser(qtbot: QtBot, window: MainWindow) -> GlossaryWindow:
    press("Ctrl+G")
    (browser,) = window.findChildren(GlossaryWindow)
    qtbot.waitExposed(browser)
    qtbot.waitUntil(lambda: browser.shelf is not None and not window.tasks.pending, timeout=60_000)
    return browser


def listed(browser: GlossaryWindow) -> list[str]:
    return [browser.found.item(n).text().split()[0] for n in range(browser.found.count())]


def test_typing_finds_by_pinyin_english_and_chinese(qtbot: QtBot, window: MainWindow) -> None:
    browser = opened_browser(qtbot, window)
    assert listed(browser) == ["类案", "院长"]
    for typed, expected in (
        ("yuanzh", ["院长"]), ("lèi", ["类案"]), ("court pres", ["院长"]), ("案", ["类案"]), ("class cases", ["类案"]),
        ("nothing of the kind", []),
    ):  # fmt: skip
        browser.search.clear()
        browser.search.setFocus()
        write(typed)
        assert listed(browser) == expected, typed
    qtbot.waitUntil(lambda: browser.entry.complete)
    assert "Nothing is found." in told(browser.entry)


def test_the_entry_shows_its_fields_and_its_rule_can_be_tried(qtbot: QtBot, window: MainWindow) -> None:
    browser = opened_browser(qtbot, window)
    qtbot.waitUntil(lambda: browser.entry.complete)
    shown = told(browser.entry)
    assert "similar cases" in shown
    assert "seen at: english.court.gov.cn" in shown
    assert "lèi àn" in shown
    assert "only where the Chinese term stands" in shown
    browser.trial.english.setFocus()
    write("They searched class cases.")
    assert "The Chinese term does not stand in the source." in browser.trial.answer.text()
    browser.trial.chinese.setFocus()
    write("检索类案。")
    assert browser.trial.answer.text() == "Reported: class cases\nRepaired: They searched similar cases."
    browser.trial.english.setText("They searched.")
    assert browser.trial.answer.text() == "Not reported. None of the wrong forms stands in the sentence."
    browser.found.setCurrentRow(1)
    assert browser.trial.isHidden()


def test_filters_narrow_the_list(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    gavel = replace(
        PRESIDENT, id=ConceptId("fa-chui"), domain="court", terms=(replace(PRESIDENT.terms[0], text="法槌"),)
    )
    open_as("Chen", Role.REVIEWER).import_concepts([gavel], label="list")
    browser = opened_browser(qtbot, window)
    browser.domain.setCurrentIndex(browser.domain.findData("title"))
    assert listed(browser) == ["院长"]
    browser.domain.setCurrentIndex(0)
    for which, expected in ((Which.WITH_RULES, ["类案"]), (Which.IMPORTED, ["法槌"]), (Which.WITHOUT, ["法槌"])):
        browser.which.setCurrentIndex(browser.which.findData(which.value))
        assert listed(browser) == expected
    qtbot.waitUntil(lambda: browser.entry.complete)
    assert "imported, nobody has approved it" in told(browser.entry)
    window.settings[THEME] = "dark"
    qtbot.waitUntil(lambda: browser.entry.complete)
    browser.close()
    qtbot.waitUntil(lambda: not window.findChildren(GlossaryWindow))
    assert set(listed(opened_browser(qtbot, window))) == {"类案", "法槌", "院长"}


def test_a_filter_looks_behind_the_first_hits() -> None:
    many = [replace(PRESIDENT, id=ConceptId(f"c{n}")) for n in range(900)]
    shelf = Shelf(Lookup([*many, replace(SIMILAR_CASES, terms=PRESIDENT.terms)]))
    assert len(shelf.listed("president")) == 300
    assert [c.id for c in shelf.listed("president", which=Which.WITH_RULES)] == ["lei-an"]
    assert [c.id for c in Shelf(Lookup(SEED)).listed("", "title")] == ["yuan-zhang"]
