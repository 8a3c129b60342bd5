"""The tables of the termbase, the same for SQLite and PostgreSQL; no connections, no statements."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

HEAD = "r0002"  # the newest migration
APPLICATION_ID = 0x5A485442  # "ZHTB", the mark of an SQLite termbase

metadata = MetaData()


def _text(name: str, *, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


# What a concept, term or bad rendering has beyond its keys lies in `rest`: JSON without the fields at their default.
concept = Table(
    "concept",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    _text("state"),
    _text("author"),
    _text("domain"),
    Column("politically_fixed", Boolean, nullable=False),
    _text("rest"),
)

term = Table(
    "term",
    metadata,
    Column("concept", Text, ForeignKey("concept.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _text("language"),
    _text("text"),
    _text("status"),
    _text("rest"),
    Index("term_text", "text"),
)

bad_rendering = Table(
    "bad_rendering",
    metadata,
    Column("id", Text, primary_key=True),
    Column("concept", Text, ForeignKey("concept.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    _text("mode"),
    _text("status"),
    _text("rest"),
)

# `body` is the suggestion as its author wrote it; `payload` the entry that approval will put into force, made from it;
# `base` the version of that concept it was made from. Lists are JSON.
suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    _text("state"),
    _text("author"),
    Column("created", Double, nullable=False),
    _text("change"),
    _text("concept"),
    _text("zh"),
    _text("en"),
    Column("politically_fixed", Boolean, nullable=False),
    _text("body"),
    _text("payload"),
    Column("base", Integer, nullable=False),
    _text("writers"),
    _text("approvals"),
    _text("reviewer"),
    _text("target"),
    Index("suggestion_state", "state"),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("suggestion", Text, ForeignKey("suggestion.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    _text("who"),
    _text("role"),
    Column("time", Double, nullable=False),
    _text("action"),
    _text("before"),
    _text("after"),
    _text("reason"),
    _text("comment"),
    _text("target"),
    UniqueConstraint("suggestion", "version", name="decision_once"),
)

comment = Table(
    "comment",
    metadata,
    Column("id", Text, primary_key=True),
    _text("subject"),
    Column("about", Text, nullable=False, index=True),
    _text("author"),
    Column("time", Double, nullable=False),
    _text("text"),
    _text("detail"),
    _text("parent"),
)

audit = Table(
    "audit",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("time", Double, nullable=False),
    _text("who"),
    _text("role"),
    _text("what"),
    _text("old"),
    _text("new"),
    _text("why"),
    _text("previous"),
    _text("digest"),
    Column("subject", Text, nullable=False, index=True),
)

release = Table(
    "release",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("label", Text, nullable=False, unique=True),
    _text("digest"),
    Column("time", Double, nullable=False),
    _text("author"),
    _text("body"),
)

# A released concept counts from release `since` until before release `until` (0: it still does).
released = Table(
    "released",
    metadata,
    Column("concept", Text, primary_key=True),
    Column("since", Integer, primary_key=True),
    Column("until", Integer, nullable=False),
    _text("body"),
)

statistic = Table(
    "statistic",
    metadata,
    Column("rule", Text, primary_key=True),
    Column("shown", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("dismissed", Integer, nullable=False),
)

# An occurrence of a rule that was seen, by a digest of its place. `settled`: its rule was lowered or restored since, so
# it counts no more, and never again.
sighting = Table(
    "sighting",
    metadata,
    Column("rule", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    _text("reaction"),
    Column("time", Double, nullable=False),
    Column("settled", Boolean, nullable=False),
)

# A rule that was lowered, what it was before, and the suggestion that brings it back to the queue.
lowered = Table(
    "lowered",
    metadata,
    Column("rule", Text, primary_key=True),
    _text("wording"),
    _text("before"),
    _text("before_status"),
    _text("mode"),
    _text("status"),
    _text("suggestion"),
    Column("shown", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("dismissed", Integer, nullable=False),
    Column("time", Double, nullable=False),
)

# What may be done with a suggestion, and by whom; the migrations fill it.
step = Table(
    "step",
    metadata,
    Column("action", Text, primary_key=True),
    Column("before", Text, primary_key=True),
    Column("after", Text, primary_key=True),
    _text("role"),
    _text("whose"),
)

# What has been asked for before: the same request again gets the same answer and changes nothing.
request = Table(
    "request",
    metadata,
    Column("id", Text, primary_key=True),
    _text("verb"),
    _text("who"),
    Column("time", Double, nullable=False),
    _text("asked"),
    _text("answer"),
)

APPEND_ONLY = ("audit", "decision", "comment", "release", "request")
