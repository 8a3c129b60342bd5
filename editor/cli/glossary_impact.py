"""What `zhubi glossary review --impact` prints: the places an approval would change, document by document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor import paths

if TYPE_CHECKING:
    from editor.surroundings import Surrounding
    from glossary.impact import Impact
    from glossary.proposals import Suggestion
    from glossary.store.termbase import TermbaseStore

SHOWN = 3


def show_impact(store: TermbaseStore, suggestion: Suggestion, projects: Sequence[Path]) -> None:
    """Print it for the named projects, the recent ones of the window, and delivered documents; all are only read."""
    from editor.settings import Settings
    from editor.surroundings import look_around
    from glossary.impact import Preview
    from glossary.matching import Matcher

    recent = Settings.load(paths.settings_file()).remembered()
    texts, problems = look_around([*(path.resolve() for path in projects), *recent])
    preview = Preview([suggestion], Matcher(store.concepts()))
    touched = 0
    for text in texts:
        found = preview.of(text.passages, text.profile).get(suggestion.id)
        if found is not None:
            touched += 1
            _say(text, found)
    for problem in problems:
        click.echo(f"zhubi: {problem}", err=True)
    click.echo(f"  {touched} of {len(texts)} documents would change what they are told.")


def _say(text: Surrounding, found: Impact) -> None:
    from glossary.impact import EffectKind

    record = text.delivered
    where = str(text.path)
    if record is not None:
        day = datetime.fromtimestamp(record.time).strftime("%Y-%m-%d")
        where = f"{record.file}, delivered on {day} with {record.release or 'the built-in glossary'}"
    flags, silences = len(found.of(EffectKind.FLAGS)), len(found.of(EffectKind.SILENCES))
    click.echo(f"  {where}: {flags} newly flagged, {len(found.fixes)} with a repair, {silences} no longer flagged")
    for effect in found.effects[:SHOWN]:
        fix = f" → {effect.fix}" if effect.fix else ""
        click.echo(f"    {effect.passage.segment}\t{effect.left}[{effect.hit}]{fix}{effect.right}")
