"""The sentences clashes are told in; which clash is which is found in `conflicts`."""

from __future__ import annotations

from glossary.wording import mark

SECOND = mark(
    "“{zh}” would have {count} preferred renderings, {names}: say which one the new one replaces, or make it admitted."
)
TAKEN = mark(
    "“{text}” has the preferred rendering “{other}” already ({id}): “{en}” would be a second one in the same domain."
)
ALSO_MEANS = mark(
    "“{text}” also means “{other}” ({domain}), and nothing says which is meant: give both concepts a definition."
)
TOLD_APART = mark("“{text}” would be bad for “{zh}” and approved for “{other}”; only the Chinese tells them apart.")
DECIDE = mark("“{text}” would be bad for “{zh}” and approved for “{other}”: decide for one.")
OTHER_CHARACTERS = mark("“{text}” is “{other}” in other characters or spacing; one form is enough.")
PART_OF = mark("“{text}” is part of {names}; inside the longer term the longer one counts.")
CONTAINS = mark("“{text}” contains {names}; where it stands, the shorter term no longer counts.")
KNOWN = mark("“{text}” – “{en}” is in the glossary already ({id}): add to that concept.")
ABROAD = mark(
    "“{text}” is “{other}” in {land} ({id}), and “{en}” in {own}: a text of the one must not get the other’s."
)
CAPITALS = mark("“{text}” differs from “{other}” ({id}) in capitals only.")
SHARED = mark("“{text}” is also the preferred rendering of {names}; readers will not tell them apart.")
BAD_ALREADY = mark("“{text}” is a bad rendering of “{zh}” already ({id}).")
BAD_ELSEWHERE = mark("“{text}” is a bad rendering of “{zh}” already; only the Chinese can tell which is meant.")
BAD_CAPITALS = mark("The bad form “{text}” differs from the approved “{other}” in capitals only.")
BAD_PART = mark("The bad form “{text}” is part of the approved {names}; there it is not reported.")
SWAPS = mark("This writes “{en}” for “{bad}”, and {id} does the reverse: texts would change back and forth.")
WRITES_BAD = mark("This writes “{en}”, which {id} calls bad.")
