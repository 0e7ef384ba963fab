"""The validators: published examples, the boundaries of each rule, and the words for every reason."""

import ast
import datetime as dt
from pathlib import Path

import pytest

from desktop import numbers as room
from desktop.languages import LANGUAGES, Language
from desktop.numbers import VALIDATORS, check, normalise, resident_id_birth_date, resident_id_sex
from desktop.numbers.german import vsnr_matches_birth_date
from desktop.numbers.korean import arn_birth_date

SPOKEN = {code: Language(code) for code in LANGUAGES}


@pytest.mark.parametrize(
    ("validator", "value", "level", "reason"),
    [
        ("cn_resident_id", "11010519491231002X", "ok", ""),
        ("cn_resident_id", "11010519491231002x", "ok", ""),
        ("cn_resident_id", "110105 19491231 002X", "ok", ""),
        ("cn_resident_id", "１１０１０５１９４９１２３１００２Ｘ", "ok", ""),
        ("cn_resident_id", "360426199101010071", "ok", ""),
        ("cn_resident_id", "110105194912310021", "block", "resident_id.check"),
        ("cn_resident_id", "110105194902300021", "block", "resident_id.birth_date"),
        ("cn_resident_id", "11010519491231002", "block", "resident_id.form"),
        ("cn_resident_id", "1101051949123100X2", "block", "resident_id.form"),
        ("cn_resident_id", "999999199001010016", "warn", "resident_id.region"),
        ("cn_uscc", "91110000600037341L", "ok", ""),
        ("cn_uscc", "91110000600037341l", "ok", ""),
        ("cn_uscc", "91350211M0000XUF46", "warn", "uscc.check"),
        ("cn_uscc", "91110000600037341I", "block", "uscc.form"),
        ("cn_uscc", "9111000060003734", "block", "uscc.form"),
        ("cn_passport", "E12345678", "ok", ""),
        ("cn_passport", "EA1234567", "ok", ""),
        ("cn_passport", "EO1234567", "warn", "passport.form"),
        ("cn_passport", "G12345678", "ok", ""),
        ("cn_passport", "SE1234567", "ok", ""),
        ("cn_passport", "DE1234567", "ok", ""),
        ("cn_passport", "C01X00T47", "warn", "passport.form"),
        ("cn_passport", "E123456780CHN9001011M3001019<<<<<<<<<<<<<<00", "warn", "passport.check"),
        ("cn_passport", "E123456782CHN9001011M3001019<<<<<<<<<<<<<<00", "ok", ""),
        ("de_vsnr", "15070649C103", "ok", ""),
        ("de_vsnr", "15 070649 C 103", "ok", ""),
        ("de_vsnr", "15070649C104", "block", "vsnr.check"),
        ("de_vsnr", "15070649103", "block", "vsnr.form"),
        ("de_bbnr", "09912342", "ok", ""),
        ("de_bbnr", "09912347", "ok", ""),
        ("de_bbnr", "09912343", "warn", "bbnr.check"),
        ("de_bbnr", "0991234", "warn", "bbnr.form"),
        ("de_kvnr", "A123456780", "ok", ""),
        ("de_kvnr", "A123456789", "warn", "kvnr.check"),
        ("de_kvnr", "1234567890", "block", "kvnr.form"),
        ("kr_arn", "900101-5000006", "warn", "arn.check"),
        ("kr_arn", "9001015000006", "warn", "arn.check"),
        ("kr_arn", "900101-4000006", "block", "arn.form"),
        ("kr_arn", "900231-5000006", "block", "arn.birth_date"),
        ("kr_brn", "124-81-00998", "ok", ""),
        ("kr_brn", "2208162517", "ok", ""),
        ("kr_brn", "124-81-00997", "warn", "brn.check"),
        ("kr_brn", "124-81-0099", "warn", "brn.form"),
        ("kr_workplace_no", "124-81-00998-0", "ok", ""),
        ("kr_workplace_no", "12481009970", "warn", "workplace_no.brn"),
        ("kr_workplace_no", "1248100998", "warn", "workplace_no.form"),
        ("imo", "9074729", "ok", ""),
        ("imo", "IMO 9074729", "ok", ""),
        ("imo", "9074728", "warn", "imo.check"),
        ("imo", "907472", "warn", "imo.form"),
        ("iban_or_local", "DE89 3704 0044 0532 0130 00", "ok", ""),
        ("iban_or_local", "DE89 3704 0044 0532 0130 01", "block", "account.iban"),
        ("iban_or_local", "DE89 3704 0044 0532 0130 0", "block", "account.iban"),
        ("iban_or_local", "4111 1111 1111 1111", "ok", ""),
        ("iban_or_local", "4111 1111 1111 1112", "warn", "account.card"),
        ("iban_or_local", "123456789012", "ok", ""),
        ("iban_or_local", "국민은행 123456-78-901234", "ok", ""),
        ("iban_or_local", "12345", "warn", "account.form"),
        ("bic", "COBADEFF", "ok", ""),
        ("bic", "COBADEFFXXX", "ok", ""),
        ("bic", "COBA", "block", "bic.form"),
        ("phone", "+8613800138000", "ok", ""),
        ("phone", "0086 138-0013-8000", "ok", ""),
        ("phone", "＋８６ 13800138000", "ok", ""),
        ("phone", "+49 (0)228 95300", "ok", ""),
        ("phone", "+82 10-1234-5678", "ok", ""),
        ("phone", "+82 2 1234 5678", "ok", ""),
        ("phone", "+4902281234", "warn", "phone.national"),
        ("phone", "+8612800138000", "warn", "phone.national"),
        ("phone", "13800138000", "warn", "phone.form"),
        ("phone", "+861380013800012345", "warn", "phone.form"),
        ("email", "wang@example.com", "ok", ""),
        ("email", "wang@example", "block", "email.form"),
        ("email", "wang@example.com, li@example.com", "block", "email.form"),
        ("latin", "WANG", "ok", ""),
        ("latin", "o’neill-smith jr", "ok", ""),
        ("latin", "Größmann", "warn", "latin.marks"),
        ("latin", "Łukasz", "warn", "latin.marks"),
        ("latin", "A" * 39, "ok", ""),
        ("latin", "A" * 40, "warn", "latin.length"),
        ("latin", "A" * 10_000, "warn", "latin.length"),
        ("latin", "王", "block", "latin.form"),
        ("latin", "WANG 王", "block", "latin.form"),
        ("latin", "WANG2", "block", "latin.form"),
        ("latin", "WANG 😀", "block", "latin.form"),
        ("latin", "-WANG", "block", "latin.form"),
    ],
)
def test_verdicts(validator: str, value: str, level: str, reason: str) -> None:
    verdict = check(validator, value)
    assert (verdict.level.value, verdict.reason) == (level, f"numbers.{reason}" if reason else "")
    assert verdict.ok == (level == "ok")


@pytest.mark.parametrize("validator", sorted(VALIDATORS))
def test_an_empty_value_is_fine_and_spaces_are_empty(validator: str) -> None:
    assert check(validator, "").ok
    assert check(validator, "  \u3000").ok
    assert normalise(validator, " ") == ""


def test_an_unknown_validator_raises() -> None:
    with pytest.raises(KeyError):
        check("none", "1")
    with pytest.raises(KeyError):
        normalise("none", "1")


@pytest.mark.parametrize(
    ("validator", "typed", "kept"),
    [
        ("cn_resident_id", "１１０１０５ 19491231-002x", "11010519491231002X"),
        ("de_vsnr", "15 070649 c 103", "15070649C103"),
        ("kr_brn", "1248100998", "124-81-00998"),
        ("kr_arn", "9001015000006", "900101-5000006"),
        ("kr_arn", "90010150", "90010150"),
        ("phone", "0049 (228) 9530-0", "+4922895300"),
        ("iban_or_local", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("iban_or_local", "국민은행  123-456", "국민은행 123-456"),
        ("latin", " größmann ", "GRÖẞMANN"),
        ("latin", "d’Arc—Meier", "D'ARC-MEIER"),
        ("email", " Wang@Example.com ", "Wang@Example.com"),
        ("cn_passport", "e\u200b12345678", "E12345678"),
    ],
)
def test_values_are_kept_in_one_spelling(validator: str, typed: str, kept: str) -> None:
    assert normalise(validator, typed) == kept


def test_the_parts_of_a_resident_id() -> None:
    assert resident_id_birth_date("11010519491231002X") == dt.date(1949, 12, 31)
    assert resident_id_birth_date("11010519491331002X") is None
    assert resident_id_birth_date("1949") is None
    assert resident_id_sex("11010519491231002X") == "female"
    assert resident_id_sex("360426199101010071") == "male"
    assert resident_id_sex("1") is None


def test_birth_dates_in_german_and_korean_numbers() -> None:
    assert vsnr_matches_birth_date("15070649C103", dt.date(1949, 6, 7))
    assert vsnr_matches_birth_date("15570649C103", dt.date(1949, 6, 7)), "50 is added when serials run out"
    assert not vsnr_matches_birth_date("15070649C103", dt.date(1949, 7, 6))
    assert arn_birth_date("900101-5000006") == dt.date(1990, 1, 1)
    assert arn_birth_date("010101-7000006") == dt.date(2001, 1, 1)
    assert arn_birth_date("5000006") is None


def reasons() -> set[str]:
    """Every reason that the room's code can give."""
    found = set()
    for source in Path(room.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("warn", "block")
            ):
                reason = node.args[0]
                assert isinstance(reason, ast.Constant)
                found.add(f"numbers.{reason.value}")
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_reason_has_words_in_every_language(code: str) -> None:
    assert len(reasons()) > 30
    assert {reason for reason in reasons() if not SPOKEN[code].has(reason)} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_take_the_parameters_of_the_verdict(code: str) -> None:
    unknown = check("cn_resident_id", "999999199001010016")
    assert "999999" not in SPOKEN[code].text(unknown.reason, **unknown.params)  # a part of the number itself
    assert "39" in SPOKEN[code].text(check("latin", "A" * 40).reason, **check("latin", "A" * 40).params)
