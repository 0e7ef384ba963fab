"""The command ``contributions``: answers in order, a sentence for each bad case, never a traceback."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.__main__ import main
from desktop.commands.contributions import plain
from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.problems import InputError
from desktop.domain.money.questions import KINDS, NAMES, ask
from desktop.domain.money.rates import NoParameter
from desktop.law.rates import read_rates
from desktop.paths import resources_folder

GOOD: dict[str, Any] = {
    "country": "DE",
    "month": "2026-01",
    "gross": "4000.00",
    "currency": "EUR",
    "branch": "pension",
}
SAVINGS: dict[str, Any] = {
    "country": "DE",
    "first_month": "2026-01",
    "last_month": "2026-12",
    "gross": "6000.00",
    "currency": "EUR",
    "branches": ["pension"],
}
LANGUAGES = ("de", "en", "ko", "zh_Hans")
Command = Callable[..., tuple[int, list[dict[str, Any]], str]]
RATES = read_rates(resources_folder() / "rates")


def case(name: str, kind: str = "contribution", **changed: object) -> dict[str, object]:
    inputs = {**(SAVINGS if kind == "savings" else GOOD), **changed}
    return {"id": name, "kind": kind, "inputs": {key: value for key, value in inputs.items() if value != "-"}}


@pytest.fixture
def command(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Runs the command on ``content``; gives status, answers and what stands on standard error."""

    def run(content: object, language: str = "en") -> tuple[int, list[dict[str, Any]], str]:
        path = tmp_path / "cases.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        status = main(["--language", language, "contributions", str(path)])
        out, err = capsysbinary.readouterr()
        return status, json.loads(out) if out.strip() else [], err.decode()

    return run


def test_one_case_and_a_list_are_answered_in_order(command: Command) -> None:
    status, answers, told = command(case("one"))
    assert (status, told) == (0, "")
    assert answers[0]["id"] == "one"
    assert answers[0]["employee"] == "372.00"
    assert answers[0]["confidence"] == "high"
    used = {parameter["parameter"]: parameter for parameter in answers[0]["parameters"]}
    assert used["pension.rate_total"]["value"] == "18.6"
    assert used["pension.rate_total"]["from"] == "2018-01-01"
    assert used["pension.rate_total"]["source"]
    status, answers, _ = command([case("b"), case("a", "savings"), case("c")])
    assert [answer["id"] for answer in answers] == ["b", "a", "c"]


def test_no_cases_give_no_answers(command: Command) -> None:
    assert command([]) == (0, [], "")


def test_a_value_nobody_confirmed_is_said_to_be_so(command: Command) -> None:
    inputs = {"country": "CN", "currency": "CNY", "branch": "unemployment", "zone": "Beijing"}
    _, answers, _ = command(case("x", **inputs))
    assert answers[0]["unconfirmed"] is True
    assert answers[0]["confidence"] == "low"
    assert any(parameter.get("unconfirmed") for parameter in answers[0]["parameters"])


BAD = [
    (case("x", gross="1,234.56"), "gross", "999999999999.99"),
    (case("x", gross="1.234,56"), "gross", "999999999999.99"),
    (case("x", gross="1e5"), "gross", "999999999999.99"),
    (case("x", gross="NaN"), "gross", "999999999999.99"),
    (case("x", gross="-1.00"), "gross", "999999999999.99"),
    (case("x", gross="+1.00"), "gross", "999999999999.99"),
    (case("x", gross="1.005"), "gross", "999999999999.99"),
    (case("x", gross=" 1.00"), "gross", "999999999999.99"),
    (case("x", gross="１２"), "gross", "999999999999.99"),
    (case("x", gross=""), "gross", "999999999999.99"),
    (case("x", gross="1" + 12 * "0"), "gross", "999999999999.99"),
    (case("x", gross=4000.0), "gross", "999999999999.99"),
    (case("x", gross=None), "gross", "null"),
    (case("x", gross=[]), "gross", "999999999999.99"),
    (case("x", gross="-"), "gross", "missing"),
    (case("x", month="2026-13"), "month", "YYYY-MM"),
    (case("x", month="2026-1"), "month", "YYYY-MM"),
    (case("x", month=202601), "month", "YYYY-MM"),
    (case("x", month="0001-01"), "month", "1900-01"),
    (case("x", month="2027-01"), "month", "2025-01–2026-12"),
    (case("x", month="2024-12"), "zone", "west, east"),
    (case("x", month="2024-12", zone="north"), "zone", "west, east"),
    (case("x", month="1998-12", zone="west"), "currency", "1999-01"),
    (case("x", currency="DEM"), "currency", "EUR"),
    (case("x", currency="CNY"), "currency", "EUR"),
    (case("x", currency=5), "currency", "EUR"),
    (case("x", branch="health"), "branch", "pension, unemployment"),
    (case("x", branch=["pension"]), "branch", "pension, unemployment"),
    (case("x", country="US"), "country", "CA, CH, CN, DE"),
    (case("x", country="CA", currency="CAD"), "kind", "contribution_year"),
    (case("x", salary="1"), "salary", "gross"),
    (case("x", country="KR", currency="KRW", gross="4000000.5"), "gross", "999999999999"),
    (case("x", country="FI", age="40"), "age", "0–120"),
    (case("x", country="FI", age=True), "age", "0–120"),
    (case("x", country="FI", age=121), "age", "0–120"),
    (case("x", country="CN", currency="CNY", zone="Guangdong"), "zone", "Guangdong (Guangzhou)"),
    (
        case("x", country="CN", currency="CNY", zone="Beijing", home_pension="none"),
        "home_pension",
        "voluntary",
    ),
    (case("x", "savings", last_month="2025-12"), "last_month", "≥ 2026-01"),
    (case("x", "savings", last_month="2199-12"), "last_month", "1200"),
    (case("x", "savings", branches=[]), "branches", "pension, unemployment"),
    (case("x", "savings", branches="pension"), "branches", "pension, unemployment"),
    (case("x", "savings", branches=["pension", "pension"]), "branches", "pension, unemployment"),
    ({"id": "x", "kind": "loan", "inputs": {}}, "kind", "totalization"),
    ({"id": "x", "kind": "exchange", "inputs": {"rate": "today"}}, "rate", "ecb_annual_mean"),
    (
        {"id": "x", "kind": "totalization", "inputs": {"system": "eu", "years": {"DE": "x"}}},
        "years.DE",
        "0.0000",
    ),
    ({"id": "x", "kind": "totalization", "inputs": {"system": "eu", "years": {"DE": "0"}}}, "years", "> 0"),
    (
        {"id": "x", "kind": "retirement", "inputs": {"country": "CN", "category": "men_65"}},
        "category",
        "men_60",
    ),
    ({"id": "x", "inputs": GOOD}, "id, kind, inputs", "kind"),
    ({"id": "x", "kind": "contribution", "inputs": [GOOD]}, "id, kind, inputs", "kind"),
]


@pytest.mark.parametrize(("bad", "field", "allowed"), BAD, ids=[f"{n}-{bad[1]}" for n, bad in enumerate(BAD)])
def test_a_bad_case_is_one_sentence_and_the_others_are_answered(
    command: Command, bad: dict[str, object], field: str, allowed: str
) -> None:
    status, answers, told = command([case("good"), bad, case("also good")])
    assert status == 2
    assert [answer["id"] for answer in answers] == ["good", "also good"]
    assert told.startswith("x: ")
    assert told.count("\n") == 1
    assert field in told
    assert allowed in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_are_said_in_every_language(command: Command, language: str) -> None:
    _, _, told = command([bad for bad, _, _ in BAD], language)
    lines = told.splitlines()
    assert len(lines) == len(BAD)
    assert not any("errors." in line or "{" in line.replace("{…}", "") for line in lines)


@pytest.mark.parametrize("content", ["", "{", "[1, 2", "\ufeff[]x", "[" * 5000, '{"id": 1, "id": 2}'])
def test_a_file_that_is_no_json_is_one_sentence(command: Command, content: str) -> None:
    status, answers, told = command(content)
    assert (status, answers) == (2, [])
    assert told.count("\n") == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contributions", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err


@pytest.mark.parametrize("entry", [5, "text", None, [], {}, {"id": "x"}, {"kind": 1, "inputs": {}}])
def test_an_entry_that_is_no_question_is_named_by_its_number(command: Command, entry: object) -> None:
    status, answers, told = command([case("good"), entry])
    assert (status, len(answers)) == (2, 1)
    assert told.startswith(("2: ", "x: "))


def test_signs_that_command_a_terminal_are_not_printed(command: Command) -> None:
    _, _, told = command(case("\x1b[31mred", gross="\x1b[2J\u202e1"))
    assert "\x1b" not in told
    assert "\u202e" not in told


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["1", "2026-01"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["DE", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


EVERYTHING: dict[str, Any] = {
    **SAVINGS,
    **GOOD,
    "year": "2025",
    "zone": "Beijing",
    "age": 40,
    "contract": "permanent",
    "monthly_hours": 160,
    "persons": 20,
    "employer_payroll": "low",
    "category": "men_60",
    "born": "1970-01",
    "nationality": "CN",
    "visa": "E-9",
    "last_insured_month": "2025-01",
    "insured_months": 40,
    "average_standard_remuneration": "250000",
    "system": "eu",
    "years": {"DE": "10", "FR": "5"},
    "amount": "10.00",
    "to_currency": "CNY",
    "rate": "ecb_annual_mean",
}


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(sorted(KINDS)),
    country=st.sampled_from(sorted(COUNTRIES)),
    data=st.dictionaries(st.sampled_from(sorted(NAMES)), values, max_size=3),
)
def test_whatever_stands_in_a_case_it_is_answered_or_refused(
    kind: str, country: str, data: dict[str, object]
) -> None:
    currency = RATES.countries[country].currency
    inputs = {**EVERYTHING, "country": country, "currency": currency, "gross": "4000", **data}
    with contextlib.suppress(InputError, NoParameter):
        assert plain(ask(kind, inputs, RATES))["confidence"]
