"""PO: plurals, fuzzy marks, notes; untouched catalogues stay as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import State
from editor.errors import DocumentError
from editor.formats.po import write_po
from editor.formats.protocol import Delivery
from editor.intake import read_pair

CATALOGUE = """# a comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#. shown on the front page
msgid "法院"
msgstr "Court"

#, fuzzy, python-format
msgid "会议 %s"
msgstr "Meeting %s"

msgid "案件"
msgid_plural "件案件"
msgstr[0] "case"
msgstr[1] "cases"

#~ msgid "旧"
#~ msgstr "old"
"""


def test_entries_plurals_and_marks_go_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(CATALOGUE, "utf-8")
    intake = read_pair(None, path)
    assert [(s.source, s.target, s.state, s.note) for s in intake.segments] == [
        ("法院", "Court", State.CONFIRMED, "shown on the front page"),
        ("会议 %s", "Meeting %s", State.MACHINE, ""),
        ("案件", "case", State.CONFIRMED, ""),
        ("件案件", "cases", State.CONFIRMED, ""),
    ]
    same = Delivery(intake.document, intake.segments, (), "g", "v")
    assert write_po(same).decode() == CATALOGUE
    one, two, three, four = intake.segments
    segments = (
        replace(one, target="The court", state=State.DRAFT, revision=1),
        replace(two, state=State.CONFIRMED, revision=1),
        three,
        replace(four, target='"all" cases\u2028here', revision=2),
    )
    now = write_po(replace(same, segments=segments)).decode()
    assert '#. shown on the front page\n#, fuzzy\nmsgid "法院"\nmsgstr "The court"' in now
    assert '#, python-format\nmsgid "会议 %s"\nmsgstr "Meeting %s"' in now
    assert 'msgstr[0] "case"' in now
    assert '\\"all\\" cases\\n' in now
    assert '#~ msgstr "old"' in now


@pytest.mark.parametrize("text", ["no catalogue", "/etc/passwd", 'msgid "a\nmsgstr'])
def test_no_catalogue_is_said(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(text, "utf-8")
    with pytest.raises(DocumentError, match=r"a\.po"):
        read_pair(None, path)
