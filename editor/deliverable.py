"""What an export of a project says: its text as it is now, what is still open, and what it was checked with."""

from __future__ import annotations

from collections.abc import Iterable

from editor.core.model import Finding, Mode
from editor.formats.protocol import Delivery
from editor.project import Project
from editor.version import program_version


def deliverable(project: Project, *, notice: bool | None = None, findings: Iterable[Finding] | None = None) -> Delivery:
    """The project for an exporter, gravest open findings first.

    `findings` are those of a check of its present text (None: check now). `notice` None: only where the Chinese was
    not there.
    """
    found = project.check() if findings is None else findings
    still_open = sorted((f for f in found if not project.dismissal(f)), key=lambda f: f.severity.rank)
    return Delivery(
        document=project.document,
        segments=tuple(project.segments),
        findings=tuple(still_open),
        glossary=project.termbase.label,
        version=program_version(),
        notice=project.document.mode is Mode.MONOLINGUAL if notice is None else notice,
    )
