"""The proof an answer carries: its facts in one canonical form, the edition of the law, and a digest over both.

Two small JSON files go with a paper. ``FACTS_FILE`` holds facts and edition and is exactly what was hashed, so
that ``sha256sum`` confirms the digest; ``ANSWER_FILE`` holds the answer and the day it was given on. The facts
are words of the closed vocabulary: no names and no numbers of persons. A digest shows that two papers rest on
the same facts and edition; it says nothing of who made them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.determination import Determination
from desktop.domain.facts import VOCABULARY, Facts
from desktop.domain.facts_io import FactError, read_value, write_facts

FACTS_FILE: Final = "waipai-facts.json"
ANSWER_FILE: Final = "waipai-answer.json"
MOST_BYTES: Final = 100_000
"""No honest file of the two is larger; the whole vocabulary takes less than a tenth of it."""

_CODE: Final = "WAIPAI"
_GROUP: Final = 8
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_PRINTED: Final = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{8}\s+){7}[0-9a-f]{8}(?![0-9a-f])")
_DIGITS: Final = 2_000
"""Longer texts are no digest, however much space is in them."""

Plain = str | tuple[str, ...] | None
"""A part of an answer as it is compared: a word, a day in ISO form, branches, or nothing."""


class NotAProof(ValueError):
    """The two files do not hold together: not JSON of the right shape, not canonical, or unknown facts."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Facts, edition and answer as a paper carries them; ``digest`` is that of ``facts_bytes``."""

    facts: Facts
    edition: str
    day: dt.date
    """The day that stood in for an unknown start."""
    answer: Mapping[str, Plain]

    @property
    def facts_bytes(self) -> bytes:
        """What the digest covers."""
        return canonical({"edition": self.edition, "facts": write_facts(self.facts)})

    @property
    def answer_bytes(self) -> bytes:
        """The answer, its day and the digest of the facts it belongs to."""
        answer = {name: list(v) if isinstance(v, tuple) else v for name, v in self.answer.items()}
        return canonical({"answer": answer, "day": self.day.isoformat(), "digest": self.digest})

    @property
    def digest(self) -> str:
        """SHA-256 in 64 hexadecimal digits."""
        return hashlib.sha256(self.facts_bytes).hexdigest()

    @property
    def code(self) -> str:
        """What the QR code holds: digest and edition, in capitals so that the code stays small."""
        return f"{_CODE}:{self.digest}:{self.edition}".upper()


class Standing(Enum):
    """What became of a proof when the program decided its facts again."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the answer (a key of ``answer_of``): what the paper says and what the program says now."""

    part: str
    before: Plain
    now: Plain


@dataclass(frozen=True, slots=True)
class Check:
    """A proof decided again. ``proof`` is ``None`` where the files could not be read at all."""

    standing: Standing
    proof: Proof | None
    determination: Determination | None = None
    differences: tuple[Difference, ...] = ()
    why: str = ""
    """What was altered: ``files``, ``digest`` or ``page``; empty unless altered."""


def canonical(data: object) -> bytes:
    """JSON with sorted names, no spaces and ASCII alone: the same data are always the same bytes."""
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode("ascii")


def proof_of(facts: Facts, now: Determination) -> Proof:
    """The proof of ``now``, which was decided on ``facts``."""
    return Proof(facts, now.law_edition, now.day, answer_of(now))


def answer_of(now: Determination) -> dict[str, Plain]:
    """The parts of an answer that are compared."""
    return {
        "outcome": now.outcome.value,
        "agreement": now.agreement,
        "category": now.category,
        "exempt_branches": now.exempt_branches,
        "exempt_from": _iso(now.exempt_from),
        "secured_until": _iso(now.secured_until),
    }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def grouped(digest: str) -> str:
    """The digest in groups of eight, as it is printed and read out."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def read_digest(text: str) -> str | None:
    """The digest in what someone typed, pasted or scanned; ``None`` where there is none.

    Spaces, hyphens and capitals do not matter; the content of the QR code is understood too.
    """
    if len(text) > _DIGITS:
        return None
    plain = re.sub(r"[\s\u2010-\u2015_.-]", "", text.strip()).lower()
    head, _, rest = plain.partition(":")
    if head == _CODE.lower():
        plain = rest.partition(":")[0]
    return plain if _DIGEST.fullmatch(plain) else None


def read_edition(text: str) -> str | None:
    """The edition in the content of a QR code; ``None`` in a bare digest."""
    head, _, rest = text.strip().partition(":")
    edition = rest.partition(":")[2].strip().lower()
    return edition or None if head.upper() == _CODE else None


def read_proof(facts_bytes: bytes, answer_bytes: bytes) -> Proof:
    """The proof in the two files of a paper; raises ``NotAProof``, also where the digest in it is another."""
    held, told = _object(facts_bytes), _object(answer_bytes)
    try:
        stated = _mapping(held["facts"])
        facts = Facts.of({name: read_value(VOCABULARY[name], value) for name, value in stated.items()})
        day = dt.date.fromisoformat(str(told["day"]))
        answer = {name: _plain(value) for name, value in _mapping(told["answer"]).items()}
        proof = Proof(facts, str(held["edition"]), day, answer)
        intact = (proof.facts_bytes, told["digest"]) == (facts_bytes, proof.digest)
    except (KeyError, ValueError, TypeError, FactError) as error:
        raise NotAProof(str(error)) from error
    if not intact:
        raise NotAProof("digest")
    return proof


def check(facts_bytes: bytes, answer_bytes: bytes, printed: str, law: Law) -> Check:
    """Decide the facts of a paper again under ``law`` and compare; ``printed`` is the text of its pages.

    ``ALTERED``: files and digest do not fit together, or the pages print another digest or none. ``DIFFERS``: all fits,
    but the law of today gives another answer.
    """
    try:
        proof = read_proof(facts_bytes, answer_bytes)
    except NotAProof as broken:
        return Check(Standing.ALTERED, None, why="digest" if str(broken) == "digest" else "files")
    if printed_digests(printed) != {proof.digest}:
        return Check(Standing.ALTERED, proof, why="page")
    now = decide(proof.facts, law, proof.day)
    then = answer_of(now)
    differences = tuple(
        Difference(part, proof.answer.get(part), value)
        for part, value in then.items()
        if proof.answer.get(part) != value
    )
    return Check(Standing.DIFFERS if differences else Standing.AGREES, proof, now, differences)


def printed_digests(text: str) -> set[str]:
    """The digests among the words of a page, printed in groups as ``grouped`` does."""
    return {re.sub(r"\s", "", found) for found in _PRINTED.findall(text.lower())}


def _object(data: bytes) -> Mapping[str, object]:
    if len(data) > MOST_BYTES:
        raise NotAProof("size")
    try:
        return _mapping(json.loads(data.decode("ascii"), object_pairs_hook=_once))
    except (ValueError, RecursionError, TypeError) as error:
        raise NotAProof(str(error)) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("no object")
    return value


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise TypeError("neither word nor list of words")
