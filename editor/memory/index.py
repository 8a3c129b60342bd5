"""The index that names candidates: character 2- and 3-grams of the sources, words of the targets, kept beside the file.

It is never the truth: what it names is read from the memory's file and compared there; damaged or of another file, it
is thrown away and made again. It knows everything up to two numbers; what came later is the caller's to look through.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import tantivy

log = logging.getLogger(__name__)

FORMAT = 1
GRAMS = (2, 3)
# The rarest grams of a source say enough; a long paragraph has hundreds.
MOST_GRAMS = 48
HEAP = 64_000_000
STAMP = "zhubi.json"
Numbers = list[int]


class IndexDamaged(Exception):
    """The index cannot be used and has to be made again; nobody's move but the program's."""


class _Guard(AbstractContextManager[None]):
    """Turns what the library raises about damaged files into IndexDamaged, its panics included."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None and (issubclass(kind, ValueError | OSError) or kind.__name__ == "PanicException"):
            raise IndexDamaged(str(error)[:300]) from error


_guarded: Final = _Guard()


class CandidateIndex:
    """Numbers of sources and units by what stands in them."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open the index of the memory called `name`, or make an empty one."""
        import tantivy as library

        self.folder = folder
        self._library = library
        self._schema = _schema()
        if not self._belongs(name):
            shutil.rmtree(folder, ignore_errors=True)
        with _guarded:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = library.Index(self._schema, str(folder))
            self._index.config_reader("manual")
            for gram, size in (("gram", GRAMS), ("letter", (1, 1))):
                analyzer = library.TextAnalyzerBuilder(library.Tokenizer.ngram(*size, False)).build()
                self._index.register_tokenizer(gram, analyzer)
            words = library.TextAnalyzerBuilder(library.Tokenizer.simple())
            self._words = words.filter(library.Filter.lowercase()).build()
            self._index.register_tokenizer("word", self._words)
            (folder / STAMP).write_text(json.dumps({"format": FORMAT, "memory": name}), "utf-8")
        self.reload()

    def _belongs(self, name: str) -> bool:
        try:
            said = json.loads((self.folder / STAMP).read_text("utf-8"))
        except (OSError, ValueError):
            return False
        return bool(said == {"format": FORMAT, "memory": name})

    def reload(self) -> None:
        """See what has been added, by whomever."""
        with _guarded:
            self._index.reload()
            self._searcher = self._index.searcher()
            self.sources = self._highest("source")
            self.units = self._highest("unit")

    def _highest(self, name: str) -> int:
        every = self._library.Query.exists_query(name)
        hits = self._searcher.search(every, 1, count=False, order_by_field=name).hits
        values = self._searcher.fast_field_values(name, [place for _, place in hits])
        return int(values[0] or 0) if values else 0

    def add(self, sources: Iterable[tuple[int, str]], units: Iterable[tuple[int, str]]) -> bool:
        """Take in what comes after the highest numbers known; False if another process is writing."""
        library = self._library
        with _guarded:
            try:
                writer = self._index.writer(HEAP, 1)
            except ValueError as error:
                if "lock" not in str(error).lower():
                    raise
                return False
            with writer:
                self.reload()
                for number, key in sources:
                    if number > self.sources:
                        entry = library.Document()
                        entry.add_unsigned("source", number)
                        entry.add_text("grams", key)
                        entry.add_text("letters", key)
                        writer.add_document(entry)
                for number, target in units:
                    if number > self.units:
                        entry = library.Document()
                        entry.add_unsigned("unit", number)
                        entry.add_text("words", target)
                        writer.add_document(entry)
                writer.commit()
                writer.wait_merging_threads()
        self.reload()
        return True

    # -- asking

    def alike(self, key: str, most: int) -> Numbers:
        """Numbers of the sources that share most with a key, the likeliest first."""
        with _guarded:
            grams = self._telling(_grams(key, *GRAMS))
            return self._sources(grams, most, must=False)

    def holding(self, part: str, most: int, offset: int = 0) -> Numbers:
        """Numbers of sources that may hold a part of any length; each is to be looked at."""
        with _guarded:
            if len(part) == 1:
                letter = self._library.Query.term_query(self._schema, "letters", part, "basic")
                return self._numbers("source", letter, most, offset)
            size = min(len(part), GRAMS[1])
            return self._sources(_grams(part, size, size), most, must=True, offset=offset)

    def with_words(self, words: Sequence[str], most: int, offset: int = 0) -> Numbers:
        """Numbers of units whose targets have all these words (small letters), the latest first."""
        query = self._library.Query
        with _guarded:
            must = self._library.Occur.Must
            terms = [(must, query.term_query(self._schema, "words", word, "basic")) for word in words]
            return self._numbers("unit", query.boolean_query(terms), most, offset)

    def words(self, text: str) -> list[str]:
        """A text as the words it is found by."""
        return [str(word) for word in self._words.analyze(text)]

    def _telling(self, grams: Sequence[str]) -> Sequence[str]:
        """The rarest ones that are known at all."""
        known = [(count, gram) for gram in grams if (count := self._searcher.doc_freq("grams", gram))]
        return [gram for _, gram in sorted(known)[:MOST_GRAMS]]

    def _sources(self, grams: Sequence[str], most: int, *, must: bool, offset: int = 0) -> Numbers:
        if not grams:
            return []
        library = self._library
        occur = library.Occur.Must if must else library.Occur.Should
        terms = [(occur, library.Query.term_query(self._schema, "grams", gram, "freq")) for gram in grams]
        query = library.Query.boolean_query(terms)
        return self._numbers("source", query, most, offset, likeliest=not must)

    def _numbers(
        self, name: str, query: tantivy.Query, most: int, offset: int = 0, *, likeliest: bool = False
    ) -> Numbers:
        order = None if likeliest else name
        hits = self._searcher.search(query, most, count=False, offset=offset, order_by_field=order).hits
        return [int(n) for n in self._searcher.fast_field_values(name, [place for _, place in hits]) if n is not None]


def discard(folder: Path) -> None:
    """Throw an index away."""
    log.info("the index %s is made again", folder)
    shutil.rmtree(folder, ignore_errors=True)


def _grams(text: str, shortest: int, longest: int) -> list[str]:
    """The different parts of these lengths, in the order of their first place."""
    sizes = range(shortest, longest + 1)
    return list(dict.fromkeys(text[at : at + size] for size in sizes for at in range(len(text) - size + 1)))


def _schema() -> tantivy.Schema:
    import tantivy as library

    builder = library.SchemaBuilder()
    for name in ("source", "unit"):
        builder.add_unsigned_field(name, fast=True, indexed=True)
    builder.add_text_field("grams", tokenizer_name="gram", index_option="freq")
    builder.add_text_field("letters", tokenizer_name="letter", index_option="basic")
    builder.add_text_field("words", tokenizer_name="word", index_option="basic")
    return builder.build()
