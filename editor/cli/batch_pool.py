"""Running the jobs of a batch in several processes: a bounded number ahead, and a process that dies is survived."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

from editor.cli.batch_jobs import Job, Wish, Worker
from editor.releases import newest_release
from editor.reports.batch import Outcome
from editor.termbase import load_termbase

# What became of a document, or the key of one that was done before.
Answer = Outcome | str

AHEAD = 4
# Files after which fresh processes are started, so that nothing they keep can pile up.
ROUND = 2_000
KILLED = "The process that read this file was ended from outside or broke down; the other files are done."

_worker: list[Worker] = []


def _start_worker(glossaries: Sequence[Path], release: str, wish: Wish) -> None:
    # Ctrl-C reaches every process of the terminal; the first one stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker[:] = [Worker(load_termbase(glossaries, release), wish)]


def _do(job: Job) -> Answer:
    return _worker[0].do(job)


class Pool:
    """Processes that work for one batch; a fresh set can be started when one of them died."""

    def __init__(self, workers: int, glossaries: Sequence[Path], wish: Wish) -> None:
        self._workers = workers
        self._given = (tuple(glossaries), newest_release(), wish)
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, job: Job) -> Future[Answer]:
        """Hand a job to the next free process."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers,
                multiprocessing.get_context("spawn"),
                initializer=_start_worker,
                initargs=self._given,
            )
        return self._pool.submit(_do, job)

    def close(self) -> None:
        """Finish what has begun and drop the rest."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def outcomes(
    jobs: Iterable[Job], workers: int, glossaries: Sequence[Path], wish: Wish
) -> Generator[Answer, None, None]:
    """The outcome of each job as soon as it is there, in any order."""
    if workers == 1:
        worker = Worker(load_termbase(glossaries, newest_release()), wish)
        yield from map(worker.do, jobs)
        return
    pool = Pool(workers, glossaries, wish)
    rest = iter(jobs)
    try:
        while some := list(islice(rest, ROUND)):
            left = iter(some)
            lost: list[Job] = []
            yield from _until_broken(pool, left, workers * AHEAD, lost)
            while lost:
                yield from _one_by_one(pool, lost)
                lost = []
                yield from _until_broken(pool, left, workers * AHEAD, lost)
            pool.close()
    finally:
        pool.close()


def _until_broken(pool: Pool, rest: Iterator[Job], ahead: int, lost: list[Job]) -> Iterator[Answer]:
    """Outcomes until all are done or a process dies; then `lost` holds the jobs that are without an answer."""
    waiting: dict[Future[Answer], Job] = {}
    while True:
        try:
            for job in islice(rest, ahead - len(waiting)):
                lost.append(job)
                waiting[pool.submit(job)] = job
                lost.clear()
        except BrokenProcessPool:
            pass
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            job = waiting.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                lost.append(job)
            else:
                yield future.result()
        if lost:
            for future, job in waiting.items():
                if future.exception() is None:
                    yield future.result()
                else:
                    lost.append(job)
            pool.close()
            return


def _one_by_one(pool: Pool, lost: Sequence[Job]) -> Iterator[Answer]:
    """Each job alone, so that the one that kills its process is found."""
    for job in lost:
        try:
            yield pool.submit(job).result()
        except BrokenProcessPool:
            pool.close()
            yield Outcome(job.key, "", problems=(KILLED,))


def cores() -> int:
    """How many processes this machine can run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
