"""What an export of a project says, and writing it: its text now, what is still open, what it was checked with."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from editor.core.decisions import decision_of
from editor.core.model import Finding, Mode
from editor.core.queries import queries
from editor.core.statistics import count
from editor.deliveries import Delivered, Sentence, digest_of, keep_delivery
from editor.formats.catalogue import EXPORTERS, exporters_for
from editor.formats.delivery import formula_cells
from editor.formats.protocol import Delivery, Exporter
from editor.formats.text import write_bytes
from editor.i18n import mark
from editor.project import Project
from editor.reports.account import Account, account_page
from editor.store.owner import person_name
from editor.version import program_version


def deliverable(project: Project, *, notice: bool | None = None, findings: Iterable[Finding] | None = None) -> Delivery:
    """The project for an exporter, gravest open findings first.

    `findings` are those of a check of its present text (None: check now). `notice` None: only where the Chinese was
    not there.
    """
    found = list(project.check() if findings is None else findings)
    still_open = sorted((f for f in found if not project.dismissal(f)), key=lambda f: f.severity.rank)
    return Delivery(
        document=project.document,
        segments=tuple(project.segments),
        findings=tuple(still_open),
        glossary=project.termbase.label,
        version=program_version(),
        notice=project.document.mode is Mode.MONOLINGUAL if notice is None else notice,
        author=project.options.author or person_name(),
        time=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        dismissed=tuple((f, reason) for f in found if (reason := project.dismissal(f))),
        decisions=tuple(
            made for s in project.segments if (made := decision_of(s.id, project.history(s.id))) is not None
        ),
    )


def write_report(delivery: Delivery) -> bytes:
    """The change report as a page: findings, decisions, dismissals, questions, figures and every change."""
    severities = [finding.severity for finding in delivery.findings]
    account = Account(
        delivery.document, delivery.segments, count(delivery.segments, severities, len(delivery.dismissed)),
        delivery.findings, delivery.dismissed, queries(delivery.segments, delivery.findings), delivery.decisions,
        delivery.glossary, delivery.version, delivery.author, delivery.time,
    )  # fmt: skip
    return account_page(account).encode("utf-8", "replace")


REPORT = Exporter("report", ".html", mark("Change report"), write_report)
DELIVERABLES: tuple[Exporter, ...] = (*EXPORTERS, REPORT)


def deliverables_for(document_format: str) -> tuple[Exporter, ...]:
    """What a document of this format can be delivered in; its own layout first, the report last."""
    return (*exporters_for(document_format), REPORT)


def deliver_file(project: Project, delivery: Delivery, exporter: Exporter, path: Path) -> int:
    """Write a deliverable and note in the register that it was delivered; how many cells look like a formula."""
    data = exporter.write(delivery)
    write_bytes(path, data)
    keep_delivery(
        Delivered(
            project=str(project.path.resolve()),
            title=delivery.document.title or project.path.stem,
            file=str(path.resolve()),
            format=exporter.name,
            mode=delivery.document.mode.value,
            time=time.time(),
            author=project.options.author or person_name(),
            digest=digest_of(data),
            glossary=delivery.glossary,
            release=project.options.release,
            profile=project.options.profile,
            sentences=tuple(Sentence(s.id, s.source, s.target) for s in delivery.segments),
        )
    )
    return formula_cells(delivery.segments) if exporter.name == "csv" else 0
