"""What an export of a project says: its text as it is now, what is still open, and what it was checked with."""

from __future__ import annotations

from editor.core.model import Mode
from editor.formats.protocol import Delivery
from editor.project import Project
from editor.version import program_version


def deliverable(project: Project, *, notice: bool | None = None) -> Delivery:
    """The project for an exporter; `notice` None: only where the Chinese was not there. Gravest open findings first."""
    open_findings = [f for f in project.check() if not project.dismissal(f)]
    open_findings.sort(key=lambda f: f.severity.rank)
    return Delivery(
        document=project.document,
        segments=tuple(project.segments),
        findings=tuple(open_findings),
        glossary=project.termbase.label,
        version=program_version(),
        notice=project.document.mode is Mode.MONOLINGUAL if notice is None else notice,
    )
