"""The editor's errors: whose move it is. A `ZhubiError` is shown to the person as it stands."""

from __future__ import annotations


class ZhubiError(Exception):
    """The person (or the machine's owner) can mend it: one sentence with what, where and what to do."""


class DocumentError(ZhubiError):
    """A document cannot be read or written."""


class ProjectError(ZhubiError):
    """A project file cannot be opened, read or written."""


class ProjectLocked(ProjectError):
    """Another process has the project open."""


class ProjectDamaged(ProjectError):
    """The project file does not hold what was written to it."""


class ProjectTooNew(ProjectError):
    """The project was written by a newer version."""


class RevisionConflict(ZhubiError):
    """An edit was made against a text that has changed in the meantime."""


class SegmentLocked(ZhubiError):
    """A locked segment was to be changed."""


class SearchError(ZhubiError):
    """An expression to look for is wrong or takes too long."""


class MemoryFault(ZhubiError):
    """The translation memory cannot be opened, read or written."""
