"""Colours can be read, in light and in dark."""

from __future__ import annotations

import pytest

from editor.core.model import Severity, State
from editor.gui.theme import DARK, LIGHT, Theme, choose_theme, contrast, style_sheet
from glossary.matching import Verdict

READABLE = 4.5


def pairs(theme: Theme) -> dict[str, tuple[str, str]]:
    found = {
        f"text on {name}": (theme.text, getattr(theme, name))
        for name in ("window", "surface", "raised", "active", "hover", "selection")
    }
    for name in ("window", "surface", "raised", "active"):
        found[f"muted on {name}"] = (theme.muted, getattr(theme, name))
    tints = [theme.severity(s)[1] for s in Severity] + [theme.approved_tint]
    found |= {f"text on tint {tint}": (theme.text, tint) for tint in tints}
    found |= {f"severity {s}": theme.severity(s) for s in Severity}
    found |= {f"severity {s} on surface": (theme.severity(s)[0], theme.surface) for s in Severity}
    found |= {f"state {s}": theme.state(s) for s in State}
    found |= {f"verdict {v}": theme.verdict(v) for v in Verdict}
    found["accent on surface"] = (theme.accent, theme.surface)
    found["button"] = (theme.on_accent, theme.accent)
    return found


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_text_has_contrast(theme: Theme) -> None:
    weak = {name: round(contrast(*p), 2) for name, p in pairs(theme).items() if contrast(*p) < READABLE}
    assert not weak


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_themes_know_whether_they_are_dark() -> None:
    assert DARK.dark
    assert not LIGHT.dark


@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_setting_names_a_theme(name: str, theme: Theme) -> None:
    assert choose_theme(name) is theme


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_style_has_no_open_names(theme: Theme) -> None:
    assert "@" not in style_sheet(theme)
