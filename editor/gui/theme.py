"""Colours, type and spacing of the window in light and dark; no widget is made here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

import resources
from editor.core.model import Severity, State
from glossary.matching import Verdict

# Spacing in device-independent pixels: tight inside a chip, normal between things, wide around a page.
TIGHT, SMALL, NORMAL, WIDE, PAGE = 4, 8, 12, 20, 32

# Latin first: a Chinese font draws ’ and “ as wide as a Chinese character. In Chinese text that is what is wanted.
LATIN = (
    "Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Open Sans", "Source Sans 3", "Helvetica Neue", "Liberation Sans",
    "Nimbus Sans", "DejaVu Sans",
)  # fmt: skip
CHINESE = (
    "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours (`#rrggbb`); `surface` is what text stands on, `window` what surfaces lie on."""

    name: str
    window: str
    surface: str
    raised: str
    active: str
    hover: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    selection: str
    critical: str
    major: str
    minor: str
    info: str
    approved: str
    critical_tint: str
    major_tint: str
    minor_tint: str
    info_tint: str
    approved_tint: str
    neutral_tint: str

    @property
    def dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return luminance(self.text) > luminance(self.surface)

    def severity(self, severity: Severity) -> tuple[str, str]:
        """Text colour and tint of a severity."""
        return {
            Severity.CRITICAL: (self.critical, self.critical_tint),
            Severity.MAJOR: (self.major, self.major_tint),
            Severity.MINOR: (self.minor, self.minor_tint),
            Severity.INFO: (self.info, self.info_tint),
        }[severity]

    def state(self, state: State) -> tuple[str, str]:
        """Text colour and tint of a segment's state."""
        return {
            State.MACHINE: (self.muted, self.neutral_tint),
            State.DRAFT: (self.minor, self.minor_tint),
            State.CONFIRMED: (self.approved, self.approved_tint),
            State.REVIEWED: (self.info, self.info_tint),
            State.LOCKED: (self.muted, self.neutral_tint),
        }[state]

    def verdict(self, verdict: Verdict) -> tuple[str, str]:
        """Text colour and tint of a term's verdict."""
        return {
            Verdict.BAD: (self.critical, self.critical_tint),
            Verdict.APPROVED: (self.approved, self.approved_tint),
            Verdict.NEITHER: (self.minor, self.minor_tint),
        }[verdict]


LIGHT = Theme(
    name="light", window="#f3f1ed", surface="#ffffff", raised="#fbfaf8", active="#fdf8f4", hover="#efebe5",
    text="#1e2024", muted="#5c6068", line="#e3dfd8", accent="#b03a20", on_accent="#ffffff", selection="#f3d9cf",
    critical="#b3201c", major="#a4490a", minor="#7a5b00", info="#22619f", approved="#1b6e42",
    critical_tint="#fbe4e1", major_tint="#fdeadb", minor_tint="#faf0cc", info_tint="#e2eef9", approved_tint="#e1f3e7",
    neutral_tint="#ecebe8",
)  # fmt: skip

DARK = Theme(
    name="dark", window="#17181a", surface="#1f2023", raised="#242629", active="#2a2624", hover="#2f3135",
    text="#e7e5e1", muted="#a6a5a2", line="#34363a", accent="#ef8a6d", on_accent="#2a120b", selection="#5a3326",
    critical="#ff9388", major="#f5a868", minor="#e5c766", info="#8abcf0", approved="#7fcf9d",
    critical_tint="#47211f", major_tint="#43291a", minor_tint="#3a3118", info_tint="#1e3144", approved_tint="#1d3627",
    neutral_tint="#32343a",
)  # fmt: skip

SEVERITY_SIGN = {Severity.CRITICAL: "◆", Severity.MAJOR: "▲", Severity.MINOR: "●", Severity.INFO: "○"}
VERDICT_SIGN = {Verdict.BAD: "✗", Verdict.APPROVED: "✓", Verdict.NEITHER: "?"}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def choose_theme(name: str) -> Theme:
    """The theme for a setting: light, dark, or what the system prefers."""
    if name == "system":
        hints = QGuiApplication.styleHints()
        name = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    return DARK if name == "dark" else LIGHT


def text_font(points: float, *, chinese: bool = False) -> QFont:
    """The program's font at a size in points; `chinese` for text that is Chinese in the first place."""
    font = QFont()
    font.setFamilies([*CHINESE, *LATIN] if chinese else [*LATIN, *CHINESE])
    font.setPointSizeF(points)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def qt_palette(theme: Theme) -> QPalette:
    """The palette of Qt's own widgets."""
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.window, role.WindowText: theme.text, role.Base: theme.surface,
        role.AlternateBase: theme.raised, role.Text: theme.text, role.Button: theme.raised,
        role.ButtonText: theme.text, role.BrightText: theme.on_accent, role.Highlight: theme.selection,
        role.HighlightedText: theme.text, role.ToolTipBase: theme.raised, role.ToolTipText: theme.text,
        role.Link: theme.info, role.LinkVisited: theme.info, role.PlaceholderText: theme.muted, role.Mid: theme.line,
        role.Midlight: theme.line, role.Dark: theme.line, role.Light: theme.raised, role.Shadow: theme.line,
        role.Accent: theme.accent,
    }  # fmt: skip
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    faint = QColor(theme.muted)
    faint.setAlpha(130)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, faint)
    return palette


def style_sheet(theme: Theme) -> str:
    """The style of chrome (bars, docks, buttons, lists); the grid paints itself."""
    icons, tone = resources.folder("icons"), "light" if theme.dark else "dark"
    text = _SHEET.replace("@chips", _chips(theme))
    for name in ("chevron", "caret", "tick"):
        text = text.replace(f"@{name}", (icons / f"{name}-{tone}.svg").as_posix())
    for name in sorted(Theme.__dataclass_fields__, key=len, reverse=True):
        text = text.replace("@" + name, getattr(theme, name))
    return text


def _chips(theme: Theme) -> str:
    """Rules for labels that show a severity or a verdict."""
    rules = []
    for severity in Severity:
        ink, tint = theme.severity(severity)
        rules.append(f'QLabel[role="chip-{severity}"] {{ color: {ink}; background: {tint};')
        rules.append("  border-radius: 8px; padding: 1px 8px; }")
    for verdict in Verdict:
        rules.append(f'QLabel[role="verdict-{verdict}"] {{ color: {theme.verdict(verdict)[0]}; }}')
    return "\n".join(rules)


_SHEET = """
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @window; width: 6px; height: 6px; }
QMenuBar { background: @window; padding: 2px 6px; border: 0; }
QMenuBar::item { padding: 5px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @surface; border: 1px solid @line; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 6px 8px; }
QToolBar { background: @window; border: 0; border-bottom: 1px solid @line; padding: 4px 10px; spacing: 2px; }
QToolBar::separator { width: 1px; background: @line; margin: 6px 8px; }
QToolButton { border: 0; border-radius: 6px; padding: 6px 9px; color: @text; background: transparent; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @selection; }
QToolButton:disabled { color: @muted; }
QPushButton { background: @surface; border: 1px solid @line; border-radius: 6px; padding: 6px 14px; color: @text; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:default, QPushButton[role="primary"] { background: @accent; border-color: @accent; color: @on_accent; }
QPushButton:disabled { color: @muted; background: @window; border-color: @line; }
QPushButton[role="fix"] { padding: 3px 10px; text-align: left; }
QPushButton[role="quiet"] { border: 0; background: transparent; padding: 3px 8px; color: @muted; }
QPushButton[role="quiet"]:hover { background: @hover; color: @text; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: @window; padding: 8px 12px 4px 12px; text-align: left; }
QTabBar { background: @window; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 12px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QStatusBar { background: @window; border-top: 1px solid @line; color: @muted; }
QStatusBar::item { border: 0; }
QTableView, QListView, QTreeView, QListWidget {
  background: @surface; border: 0; border-top: 1px solid @line; outline: 0; selection-background-color: @selection;
  selection-color: @text; }
QTableView::item { padding: 0 8px; border: 0; }
QListWidget::item { padding: 4px 8px; border: 0; }
QTreeView::item { padding: 3px 4px; border: 0; }
QTreeView::item:selected { background: @selection; color: @text; }
QListWidget::item:selected { background: @selection; color: @text; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QListWidget::indicator, QTreeView::indicator, QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid @muted; border-radius: 4px; background: @surface; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListWidget::indicator:checked, QTreeView::indicator:checked {
  background: @accent; border-color: @accent; image: url(@tick); }
QRadioButton::indicator:checked { background: @surface; border: 5px solid @accent; width: 6px; height: 6px; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QGroupBox { border: 0; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; padding: 0; }
QTableView::item:selected { background: @selection; }
QHeaderView { background: @raised; }
QHeaderView::section { background: @raised; color: @muted; border: 0;
  border-bottom: 1px solid @line; padding: 6px 12px; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: @surface; border: 1px solid @line; border-radius: 6px; padding: 5px 8px; color: @text;
  selection-background-color: @selection; selection-color: @text; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 1px solid @accent; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url(@chevron); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 22px; background: transparent; }
QSpinBox::up-arrow { image: url(@caret); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url(@chevron); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; padding: 4px; }
QPlainTextEdit[role="cell"] { border: 0; border-radius: 0; padding: 0; background: @active; }
QDockWidget > QWidget { background: @surface; }
QScrollArea[role="panel"], QWidget[role="panel"] { background: @surface; border: 0; }
QFrame[role="card"] { background: @raised; border: 1px solid @line; border-radius: 8px; }
QFrame[role="card"][current="true"] { border: 1px solid @accent; }
QLabel { background: transparent; color: @text; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="heading"] { font-size: 15pt; font-weight: 600; }
QLabel[role="badge"] { background: @minor_tint; color: @minor; border-radius: 9px; padding: 2px 9px; }
QLabel[role="good"] { color: @approved; }
QLabel[role="bad"] { color: @critical; font-weight: 600; }
@chips
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 5px 8px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @window; }
"""
