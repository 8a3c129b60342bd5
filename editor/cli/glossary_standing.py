"""`zhubi glossary standing`: whether the rules of the glossary earn their keep."""

from __future__ import annotations

import click

from editor.cli.termbases import opened, termbase_option
from editor.reports.terminal import visible
from glossary.model import BadRendering, Concept
from glossary.proposals import State
from glossary.standing import Lowered, Standing

_WAITING = (State.PROPOSED, State.NEEDS_INFO, State.IN_REVIEW)
_DOES = {"autofix": "repaired at once", "suggest": "a repair is offered", "warn": "only listed", "query": "asked about"}


@click.command("standing", epilog="Example:  zhubi glossary standing --lowered")
@click.option("--lowered", "only", is_flag=True, help="Only rules that were lowered because people refused them.")
@termbase_option
def command(only: bool, termbase: str) -> int:
    """List the rules that people have seen: how often what they offer was taken and dismissed, the worst first.

    A rule of which less than 60 in a hundred are accepted, at 20 places or more, is lowered by one step (repaired at
    once, offered, only listed) and comes back to the queue; `zhubi glossary review` decides on it.
    """
    with opened(termbase) as store:
        counts, concepts = store.statistics(), store.concepts()
        lowered = {each.rule: each for each in store.lowered()}
        waiting = {s.id for s in store.suggestions(*_WAITING)}
    known = [(counts.get(r.id), lowered.get(r.id), c, r) for c in concepts for r in c.bad]
    rows = [row for row in known if row[1] is not None or (row[0] is not None and row[0].shown and not only)]
    for standing, was, concept, rule in sorted(rows, key=lambda row: (row[1] is None, _share(row[0]), row[3].id)):
        asked = was is not None and was.suggestion in waiting
        click.echo(visible(line(concept, rule, standing, was, waiting=asked)))
    return 0


def line(
    concept: Concept, rule: BadRendering, standing: Standing | None, lowered: Lowered | None, *, waiting: bool
) -> str:
    """A rule in a line: what it calls wrong, what it does, its counts, why it was lowered."""
    told = f"{rule.id}  {concept.preferred('zh')}: “{rule.variants[0]}”  {_DOES[rule.mode]}"
    if standing is not None and standing.shown:
        told += f"  {counted(standing)}"
    if lowered is not None:
        told += f"  [{returned(lowered)}{'; waits as ' + lowered.suggestion if waiting else ''}]"
    return told


def counted(standing: Standing) -> str:
    """How often people took what a rule offers."""
    percent = f"{100 * standing.acceptance:.0f} %"
    return f"{standing.accepted} of {standing.shown} accepted ({percent}), {standing.dismissed} dismissed"


def returned(lowered: Lowered) -> str:
    """Why a rule came back to the queue, and what it does now."""
    does = _DOES["warn"] if lowered.status != "approved" and lowered.mode != "query" else _DOES[lowered.mode]
    return f"returned: {lowered.accepted} of {lowered.shown} accepted; now {does}"


def _share(standing: Standing | None) -> float:
    return standing.acceptance if standing is not None else 1.0


COMMANDS = (command,)
