"""Cut the case files with our rules and with sentencex; print right cases and speed. No product code here."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from editor.core.segmentation import Pieces, segment_chinese, segment_english

DATA = Path(__file__).parent.parent / "tests" / "data" / "segmentation"


def main() -> None:
    """Print one line a language and engine."""
    for language, name, cut in (("en", "english.txt", segment_english), ("zh", "chinese.txt", segment_chinese)):
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        cases = [line for line in lines if line and not line.startswith("#")]
        expected = [[part.strip() for part in case.split("¦")] for case in cases]
        plain = [case.replace("¦", "") for case in cases]
        ours = [[piece.text for piece in cut(text).pieces] for text in plain]
        print(f"{language} ours      {_right(ours, expected)}/{len(cases)}  {_speed(_pieces(cut), plain)}")
        other = _sentencex(language)
        if other is None:
            print(f"{language} sentencex not installed")
            continue
        theirs = [[part.strip() for part in other(text) if part.strip()] for text in plain]
        print(f"{language} sentencex {_right(theirs, expected)}/{len(cases)}  {_speed(other, plain)}")


def _pieces(cut: Callable[[str], Pieces]) -> Callable[[str], Sequence[str]]:
    def run(text: str) -> Sequence[str]:
        return [piece.text for piece in cut(text).pieces]

    return run


def _sentencex(language: str) -> Callable[[str], Sequence[str]] | None:
    try:
        from sentencex import segment
    except ImportError:
        return None
    return lambda text: list(segment(language, text))


def _right(found: list[list[str]], expected: list[list[str]]) -> int:
    return sum(a == b for a, b in zip(found, expected, strict=True))


def _speed(cut: Callable[[str], Sequence[str]], texts: list[str]) -> str:
    start = time.perf_counter()
    count = sum(len(cut(text)) for _ in range(50) for text in texts)
    return f"{count / (time.perf_counter() - start):,.0f} sentences/s"


if __name__ == "__main__":
    main()
