"""How every explaining paper ends: what it is not, its digest as text and code, and the files inside it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.paper import Attached, Block, Fingerprint, Heading, Paper, Rows
from desktop.domain.papers.material import Material
from desktop.domain.papers.proof_words import words
from desktop.domain.proof import ANSWER_FILE, FACTS_FILE, grouped, proof_of


def heading(key: str, level: int = 2) -> Heading:
    """A heading of the catalogue ``proof``."""
    return Heading(words(key), level)


def section(key: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """A heading with its blocks, nothing where there are none."""
    kept = tuple(block for block in blocks if block != Rows(()))
    return (heading(key), *kept) if kept else ()


def finished(material: Material, paper_id: str, name: str, blocks: Iterable[Block]) -> Paper:
    """The paper with its digest at the end and facts, edition and answer as files inside it.

    The facts are those of the closed vocabulary, so nothing inside names a person.
    """
    proof = proof_of(material.all_facts, material.determination)
    full = paper_id == "PROOF-01"
    notes = (words("digest.covers"), words("digest.check")) if full else (words("digest.short"),)
    files = (Attached(FACTS_FILE, proof.facts_bytes), Attached(ANSWER_FILE, proof.answer_bytes))
    seal = Fingerprint(grouped(proof.digest), proof.code, words("digest"), notes, files)
    kept = tuple(block for block in blocks if block != Rows(()))
    answer = material.determination
    return Paper(paper_id, words(f"{name}.title"), (*kept, seal), (), answer.law_edition, answer.day)
