"""Fields of a case that came from elsewhere, as a file of another program may bring them: each page opens."""

import pytest
from conftest import MakeWindow

from desktop.domain.case import Answer, FieldValue
from desktop.session import Session


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("review", "person.of_another_program", "\u202eabc"),
        ("documents", "case.host_country", "Atlantis"),
        ("documents", "person.nationality", "Atlantis"),
        ("pension", "ins.months_paid", True),
    ],
)
def test_a_field_nobody_expects_stops_no_page(
    make: MakeWindow, session: Session, kind: str, key: str, value: FieldValue
) -> None:
    case = session.new_case("Xu Lin", {"from": Answer("CN"), "to": Answer("DE")})
    session.store.set_field(case.id, key, value)
    window = make()
    window.open(kind, case.id)
    assert window.kind == kind
