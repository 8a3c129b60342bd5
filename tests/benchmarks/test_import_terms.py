"""The import of terms is measured in a process of its own and yields its rows."""

from __future__ import annotations

from benchmarks import import_terms


def test_an_import_is_measured() -> None:
    rows = import_terms.measure(20_000).rows
    assert [row.tool for row in rows] == ["SQLite"] * 3
    assert rows[0].work == "20,000 terms"
    assert all(row.value > 0 for row in rows)
