"""Many papers at once, drawn on several processor cores."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING, Final

from desktop.documents.fonts import load
from desktop.documents.render import Rendered, render
from desktop.domain.paper import Paper

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from desktop.domain.agreement import Law

_CHUNK: Final = 25
_WORTH_IT: Final = 32
"""Fewer papers are done before a second process is ready."""


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to draw; see ``render``."""

    paper: Paper
    languages: tuple[str, ...]
    draft: bool = False


def render_many(jobs: Sequence[Job], law: Law, processes: int = 2) -> Iterator[Rendered]:
    """The files of ``jobs`` in their order, each as soon as it and those before it are ready.

    ``processes`` is how many work at the same time; few jobs are drawn here. Raises what ``render`` raises,
    in place of the paper concerned; the papers after it are then given up.
    """
    if processes < 2 or len(jobs) < _WORTH_IT:
        yield from starmap(_drawn, ((job, law) for job in jobs))
        return
    load()
    with _context().Pool(processes, _start, (tuple(jobs), law)) as pool:
        yield from pool.imap(_work, range(len(jobs)), _CHUNK)


def _context() -> BaseContext:
    """A forked process has the fonts loaded; but only a program with a single thread may safely be forked."""
    forkable = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forkable else "spawn")


def _drawn(job: Job, law: Law) -> Rendered:
    return render(job.paper, job.languages, law, draft=job.draft)


_given: tuple[tuple[Job, ...], Law] | None = None
"""What a process of the pool was started with; a forked one has it without any copying."""


def _start(jobs: tuple[Job, ...], law: Law) -> None:
    """Freezing leaves the memory shared with the parent untouched, so that it need not be copied."""
    global _given
    _given = jobs, law
    load()
    gc.freeze()


def _work(number: int) -> Rendered:
    assert _given is not None, "a process of the pool starts with the jobs"
    jobs, law = _given
    return _drawn(jobs[number], law)
