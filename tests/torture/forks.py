"""Children of a process that has loaded everything: born in a millisecond, killed at any moment.

A child ends with its parent, however that ends. The parent must not have a file of the program open.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import select
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any, Final, TypeVar

Result = TypeVar("Result")
_PARENT_DIED: Final = 1  # PR_SET_PDEATHSIG
_SYSTEM: Final = ctypes.CDLL(None)


def end_with_parent() -> None:
    """From now on this process is killed when its parent ends."""
    _SYSTEM.prctl(_PARENT_DIED, signal.SIGKILL)


class ChildFailed(Exception):
    """The child ended with an error, or did not end in time; the message says which."""


class Child:
    """A child that does ``work`` and acknowledges with bytes what it has done."""

    def __init__(self, work: Callable[[Callable[[bytes], object]], object]) -> None:
        self._end, told = os.pipe()
        self._said = bytearray()
        self._status: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            _be_child(lambda: work(lambda text: os.write(told, text)))
        os.close(told)

    def kill_after(self, seconds: float) -> bool:
        """Kill it, as if the plug were pulled; returns whether it was still at work. A second call does nothing."""
        time.sleep(seconds)
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
        return os.WIFSIGNALED(self.wait())

    def wait(self) -> int:
        """How it ended, as ``os.waitpid`` tells it, once it has."""
        if self._status is None:
            _, self._status = os.waitpid(self.pid, 0)
        return self._status

    def line(self, seconds: float = 60.0) -> bytes | None:
        """The next line it says, while it goes on; ``None`` where it ends or says nothing in time."""
        until = time.monotonic() + seconds
        while b"\n" not in self._said:
            ready = select.select([self._end], [], [], max(0.0, until - time.monotonic()))[0]
            piece = os.read(self._end, 1 << 16) if ready else b""
            if not piece:
                return None
            self._said += piece
        line, _, rest = self._said.partition(b"\n")
        self._said = bytearray(rest)
        return bytes(line)

    def told(self, seconds: float = 60.0) -> bytes:
        """All else that it says, once it has ended; raises ``ChildFailed`` where it does not end in time."""
        until, said = time.monotonic() + seconds, self._said
        try:
            while select.select([self._end], [], [], max(0.0, until - time.monotonic()))[0]:
                piece = os.read(self._end, 1 << 16)
                if not piece:
                    return bytes(said)
                said += piece
        finally:
            os.close(self._end)
        self.kill_after(0)
        raise ChildFailed(f"no end after {seconds:.0f} s")


def in_child(work: Callable[[], Result], seconds: float = 60.0) -> Result:
    """The result of ``work``, done in a child; raises ``ChildFailed`` after an error, a crash or too long a time."""
    child = Child(lambda tell: tell(pickle.dumps(_outcome(work))))
    said = child.told(seconds)
    status = os.waitstatus_to_exitcode(child.wait())
    if not said:
        raise ChildFailed(f"ended with {status}")
    went_well, result = pickle.loads(said)
    if not went_well:
        raise ChildFailed(result)
    return result  # type: ignore[no-any-return]


def _outcome(work: Callable[[], object]) -> tuple[bool, Any]:
    try:
        return True, work()
    except Exception:
        return False, traceback.format_exc()


def _be_child(work: Callable[[], object]) -> None:
    status = 1
    try:
        end_with_parent()
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)
