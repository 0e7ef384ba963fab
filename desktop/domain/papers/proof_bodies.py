"""Authorities and bodies under the agreement of the answer, and the certificate they deal in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.domain.paper import Block, Table, Value, Words
from desktop.domain.papers.material import Material
from desktop.domain.papers.proof_words import lines, reach, words
from desktop.domain.practice import Authority, CertificateForm


def certificate_form(material: Material) -> CertificateForm | None:
    """The usual certificate of the agreement from the home state, ``None`` where the law data know none."""
    pair = (material.determination.agreement, material.home)
    return next((form for form in material.law.certificates if (form.agreement, form.home) == pair), None)


def bodies_of(material: Material) -> tuple[Authority, ...]:
    """The bodies of both states under the agreement, those of the home state first."""
    agreement = material.determination.agreement
    return tuple(
        body
        for state in (material.home, material.host)
        for body in material.law.authorities.values()
        if body.state == state and agreement in body.agreements
    )


def body_table(material: Material, bodies: Iterable[Authority]) -> Iterator[Block]:
    """Role, name and how to reach them; a body with several roles stands there once."""
    by_name: dict[tuple[str, ...], list[Authority]] = {}
    for body in bodies:
        by_name.setdefault((body.state, *body.names.values()), []).append(body)
    form = certificate_form(material)
    if by_name:
        head = (words("head.role"), words("head.body"))
        yield Table(head, tuple(_row(found, form) for found in by_name.values()), (3, 8))


def _row(found: list[Authority], form: CertificateForm | None) -> tuple[Value, Value]:
    roles = dict.fromkeys(_role(body, form) for body in found)
    return lines(Words(key) for key in roles), reach(found[0])


def _role(body: Authority, form: CertificateForm | None) -> str:
    """The key of what the body does in this case, else of its role under the agreement."""
    if form is not None and body.id == form.issued_by:
        return "proof.role.issues"
    if form is not None and body.id == form.shown_to:
        return "proof.role.takes"
    return f"law.role.{body.role}"
