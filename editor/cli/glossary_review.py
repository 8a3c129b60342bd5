"""`zhubi glossary propose|review|release|diff`: from corrections to a release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli import shared
from editor.cli.glossary_impact import show_impact
from editor.cli.glossary_standing import counted, returned
from editor.cli.termbases import opened, role_option, termbase_option, who_option
from editor.errors import ZhubiError
from glossary.applying import rule_id
from glossary.proposals import Action, Reason, State, Suggestion, SuggestionId
from glossary.standing import Lowered

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

WAITING = (State.PROPOSED, State.NEEDS_INFO, State.IN_REVIEW)
SHOWN = 3
LISTED = 20


@click.command("propose", epilog="Example:  zhubi glossary propose a.zhubi b.zhubi c.zhubi --as Lin")
@click.argument("projects", type=shared.FILE, nargs=-1)
@termbase_option
@who_option
@role_option
def propose(projects: tuple[Path, ...], termbase: str, who: str, role: str) -> int:
    """Propose what the confirmed corrections show: those of PROJECTS, and those kept from earlier ones."""
    from editor.learning import corrections, keep_corrections, mine_suggestions
    from editor.project import Project

    for path in projects:
        with Project.open(path) as project:
            click.echo(f"{path}: {keep_corrections(project)} confirmed sentences.")
    with opened(termbase, who, role) as store:
        new = mine_suggestions(store, corrections())
    for suggestion in new:
        click.echo(told(suggestion))
    click.echo(f"{len(new)} new suggestion{'s' if len(new) != 1 else ''}.")
    return 0


@click.command("review", epilog="Example:  zhubi glossary review S-0123456789ab --approve --as Zhou")
@click.argument("suggestion", required=False)
@click.option("--approve", "step", flag_value=Action.APPROVE.value, help="Approve it.")
@click.option("--reject", "reason", type=click.Choice([r.value for r in Reason]), help="Reject it for this reason.")
@click.option("--ask", default="", help="Send it back with this question.")
@click.option("--restore", default="", help="Let a rule that was lowered be as it was, and say why.")
@click.option("--zh", default="", help="Write this Chinese into it first.")
@click.option("--en", default="", help="Write this English into it first.")
@click.option("--exception", default="", help="Why a rule that fires on correct English is right all the same.")
@click.option("--comment", default="", help="A remark to the decision.")
@click.option("--impact", is_flag=True, help="Show what approval changes in recent projects and delivered documents.")
@click.option("--on", "projects", type=shared.FILE, multiple=True, help="Look into this project for --impact as well.")
@termbase_option
@who_option
@role_option
def review(
    suggestion: str | None, step: str | None, reason: str | None, ask: str, restore: str, zh: str, en: str,
    exception: str, comment: str, impact: bool, projects: tuple[Path, ...], termbase: str, who: str, role: str,
) -> int:  # fmt: skip
    """List what waits for review, show one SUGGESTION with its evidence, or decide on it."""
    from editor import deciding

    with opened(termbase, who, role) as store:
        if suggestion is None:
            lowered = {each.suggestion: each for each in store.lowered()}
            for waiting in store.suggestions(*WAITING):
                click.echo(told(waiting, lowered.get(waiting.id)))
            return 0
        one = store.suggestion(suggestion)
        wording = {name: value for name, value in (("zh", zh), ("en", en), ("exception", exception)) if value}
        if wording:
            one = deciding.edit(store, one, replace(one, **wording))  # type: ignore[arg-type]
        asked = {Action.REJECT.value: reason, Action.ASK.value: ask, Action.RESTORE.value: restore}
        action = next((name for name, given in asked.items() if given), step)
        if action is not None:
            why = Reason(reason) if reason else None
            one = deciding.decide(store, one, Action(action), reason=why, comment=comment or ask or restore)
        _show(store, one)
        if impact and action is None:
            show_impact(store, one, projects)
    return 0


@click.command("release", epilog="Example:  zhubi glossary release --as Zhou")
@click.option("--list", "listing", is_flag=True, help="List the releases instead of making one.")
@click.option("--keep", is_flag=True, help="Bring the newest release to this computer instead of making one.")
@click.option("--note", default="", help="A sentence about the release, kept with it.")
@click.option("--despite", default="", help="Release although a rule fails its own test, and say why.")
@termbase_option
@who_option
@role_option
def release(listing: bool, keep: bool, note: str, despite: str, termbase: str, who: str, role: str) -> int:
    """Make a release of what is approved now. Projects stay with theirs until they are pinned to it."""
    from editor.learning import release_glossary
    from editor.releases import keep_release

    with opened(termbase, who, role) as store:
        if listing:
            for known in store.releases():
                click.echo(
                    f"{known.signature}  {known.concepts} concepts, {len(known.changes)} changes, by {known.author}"
                    + (f": {known.note}" if known.note else "")
                )
            return 0
        if keep:
            newest = next(reversed(store.releases()), None)
            if newest is None:
                raise ZhubiError("The termbase has no release yet; make one without --keep.")
            click.echo(str(keep_release(newest.label, store.release(newest.label))))
            return 0
        made = release_glossary(store, despite=despite, note=note)
    click.echo(f"Released {made.signature}: {made.concepts} concepts, {made.tests} sentences tested.")
    for change in made.changes[:LISTED]:
        click.echo(f"  {change.kind} {change.what} {change.text}".rstrip())
    if len(made.changes) > LISTED:
        click.echo(f"  … and {len(made.changes) - LISTED} more; `zhubi glossary diff` lists them all.")
    return 0


@click.command("diff", epilog="Example:  zhubi glossary diff 2026.1 2026.2")
@click.argument("old")
@click.argument("new")
@termbase_option
def diff(old: str, new: str, termbase: str) -> int:
    """Say what changed from one release to another."""
    from glossary.releases import difference

    with opened(termbase) as store:
        lines = difference(store.release(old), store.release(new))
    for change in lines:
        arrow = f": {change.old} → {change.new}" if change.old or change.new else ""
        click.echo(f"{change.kind} {change.what} {change.text}{arrow}")
    return 0


def told(suggestion: Suggestion, lowered: Lowered | None = None) -> str:
    """A suggestion in a line; why its rule came back to the queue, if that is why it is there."""
    bad = " | ".join(f"“{variant}”" for variant in suggestion.bad)
    weight = f"{len(suggestion.evidence)} edits, {suggestion.documents} documents" if suggestion.evidence else "by hand"
    weight = returned(lowered) if lowered is not None else weight
    arrow = f"{bad} → " if bad else ""
    chinese = suggestion.zh or "(no Chinese)"
    return f"{suggestion.id}  [{suggestion.state}]  {chinese}: {arrow}“{suggestion.en}”  ({weight})"


def _show(store: TermbaseStore, suggestion: Suggestion) -> None:
    from editor.learning import grounds_of

    lowered = next((each for each in store.lowered() if each.suggestion == suggestion.id), None)
    click.echo(told(suggestion, lowered))
    counts = store.statistics().get(rule_id(suggestion)) if suggestion.bad else None
    if counts is not None and counts.shown:
        click.echo(f"  {counted(counts)}{' since then' if lowered else ''}")
    for piece in suggestion.evidence[:SHOWN]:
        click.echo(f"  - {piece.before}\n  + {piece.after}   ({piece.translator or 'unknown'}, {piece.document})")
    if suggestion.state in WAITING:
        grounds = grounds_of(store, suggestion)
        for conflict in grounds.conflicts:
            click.echo(f"  ! {conflict.sentence}")
        for hit in grounds.clean_hits or ():
            click.echo(f"  ! fires on correct English: {hit.left}[{hit.hit}]{hit.right}")
    for decision in store.decisions(SuggestionId(suggestion.id)):
        click.echo(f"  {decision.who} ({decision.role}): {decision.action} {decision.comment}".rstrip())


COMMANDS = (propose, review, release, diff)
