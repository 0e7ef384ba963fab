import datetime as dt
from pathlib import Path

import pytest

from desktop.law import bodies
from desktop.law.reader import read_law
from desktop.paths import resources_folder

LAW = resources_folder() / "law"
ORDER_16 = dt.date(2011, 10, 15)

AUTHORITY = """
checked = 2026-11-21
[[authority]]
id = "cn.sia"
state = "CN"
role = "agency"
agreements = ["CN-DE-2001"]
names = { zh = "中心", de = "Träger", ko = "기관", en = "Agency" }
citations = ["CN-GUIDE-DE"]
confidence = "high"
"""


def test_the_kept_files_are_read_without_errors() -> None:
    errors: list[str] = []
    for read in (
        bodies.read_instruments,
        bodies.read_authorities,
        bodies.read_certificates,
        bodies.read_deadlines,
        bodies.read_consequences,
        bodies.read_open_points,
    ):
        assert read(LAW, errors)
    assert errors == []


def test_files_of_the_folder_and_of_its_pairs_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "CN-DE").mkdir()
    (tmp_path / "authorities.toml").write_text(AUTHORITY, encoding="utf-8")
    (tmp_path / "CN-DE" / "authorities.toml").write_text(
        AUTHORITY.replace("cn.sia", "de.dvka"), encoding="utf-8"
    )
    errors: list[str] = []
    assert set(bodies.read_authorities(tmp_path, errors)) == {"cn.sia", "de.dvka"}
    assert errors == []


def test_the_same_id_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "CN-DE").mkdir()
    for path in (tmp_path / "authorities.toml", tmp_path / "CN-DE" / "authorities.toml"):
        path.write_text(AUTHORITY, encoding="utf-8")
    errors: list[str] = []
    bodies.read_authorities(tmp_path, errors)
    assert [error.split(": ")[1] for error in errors] == ["cn.sia stands twice."]


def test_unknown_names_and_roles_are_reported(tmp_path: Path) -> None:
    text = AUTHORITY.replace('"agency"', '"friend"') + 'phone = "1"\n'
    (tmp_path / "authorities.toml").write_text(text, encoding="utf-8")
    errors: list[str] = []
    bodies.read_authorities(tmp_path, errors)
    assert any("role is “friend”" in error for error in errors)
    assert any("phone is not known here" in error for error in errors)


@pytest.mark.parametrize(("group", "count"), [("O", 15), ("CN", 5), ("CA", 6), ("CH", 7), ("NL", 6)])
def test_the_open_points_of_the_notes_are_there_in_order(group: str, count: int) -> None:
    """Germany and Korea, the procedure in China, and three of the others, numbered as in the notes."""
    found = [id_ for id_ in bodies.read_open_points(LAW, []) if id_.rpartition("-")[0] == group]
    assert found == [f"{group}-{n}" for n in range(1, count + 1)]


def test_points_without_an_adopted_reading() -> None:
    points = bodies.read_open_points(LAW, [])
    unread = {
        "CA-6",
        "CN-2",
        "CN-3",
        "CN-4",
        "FI-1",
        "JP-4",
        "KG-1",
        "KG-2",
        "LU-2",
        "LU-3",
        "O-15",
        "RS-1",
        "RS-2",
    }
    assert {point.id for point in points.values() if point.adopted is None} == unread


@pytest.mark.parametrize(("months", "days"), [(0, 30), (3, 0)])
def test_the_days_that_china_sets_hold_for_everybody_and_are_no_house_rules(months: int, days: int) -> None:
    law = read_law(LAW)
    found = [d for d in law.deadlines if (d.anchor, d.months, d.days) == ("work_permit", months, days)]
    homes = {
        home
        for a in law.agreements
        if a.first and not (a.last and a.last < ORDER_16)
        for home in a.directions
    }
    assert {deadline.home for deadline in found} == homes - {"CN"}
    assert not any(deadline.house_rule for deadline in found)


def test_only_korea_and_spain_name_a_day_for_extensions() -> None:
    extensions = [d for d in bodies.read_deadlines(LAW, []) if d.key.startswith("extension")]
    named = {agreement for d in extensions if not d.house_rule for agreement in d.agreements}
    assert named == {"CN-KR-2012", "CN-ES-2017"}


def test_no_form_number_is_printed_for_korea() -> None:
    forms = bodies.read_certificates(LAW, [])
    assert {form.form_number for form in forms if "KR" in form.agreement} == {""}
    assert {(form.home, form.form_number) for form in forms if "DE" in form.agreement} == {
        ("CN", "D/VRC 101"),
        ("DE", "VRC/D 101"),
    }


def test_the_usual_issuer_of_a_certificate_stands_first() -> None:
    forms = bodies.read_certificates(LAW, [])
    german = [form.issued_by for form in forms if form.home == "DE"]
    assert german == ["de.issuer", "de.dvka"]
    korean = [form for form in forms if (form.agreement, form.home) == ("CN-KR-2012", "KR")]
    assert "가입증명서" in korean[0].titles["ko"]


def test_exceptions_with_germany_have_a_body_on_each_side() -> None:
    granting = [body for body in bodies.read_authorities(LAW, []).values() if body.role == "exceptions"]
    german = [body for body in granting if "CN-DE-2001" in body.agreements]
    assert {body.state for body in german} == {"CN", "DE"}


def test_official_addresses_only() -> None:
    official = (
        "bgbl.de",
        "dvka.de",
        "mohrss.gov.cn",
        "nps.or.kr",
        "overseas.mofa.go.kr",
        "bokjiro.go.kr",
        "virk.dk",
        "bm.dk",
        "elov.dk",
        "danishbusinessauthority.dk",
        "finlex.fi",
        "etk.fi",
        "telp.fi",
        "stm.fi",
        "suomi.fi",
        "laws-lois.justice.gc.ca",
        "canada.ca",
        "revenuquebec.ca",
        "fedlex.data.admin.ch",
        "fedlex.admin.ch",
        "bsv.admin.ch",
        "ak-bs.ch",
        "wetten.overheid.nl",
        "zoek.officielebekendmakingen.nl",
        "svb.nl",
        "uitspraken.rechtspraak.nl",
        "revista.seg-social.es",
        "lamoncloa.gob.es",
        "data.legilux.public.lu",
        "ccss.public.lu",
        "nenkin.go.jp",
        "mhlw.go.jp",
        "shugiin.go.jp",
        "jetro.go.jp",
        "mfa.rs",
        "cleiss.fr",
        "mom.gov.sg",
        "gov.uk",
        "ssa.gov",
        "ato.gov.au",
        "gov.cn",
    )
    for instrument in bodies.read_instruments(LAW, []).values():
        if instrument.address:
            host = instrument.address.split("/")[2]
            assert host.endswith(official), instrument.id


def test_the_glossary_has_four_languages() -> None:
    errors: list[str] = []
    terms = bodies.read_terms(resources_folder() / "glossary.csv", errors)
    assert errors == []
    assert terms["form.coc"].words["zh"] == "参保证明"


def test_terms_without_words_or_twice_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text("key,zh,en,de,ko\na,甲,A,A,가\na,甲,A,A,가\nb,乙,B,,나\n", encoding="utf-8")
    errors: list[str] = []
    bodies.read_terms(path, errors)
    assert [error.split(":")[0] for error in errors] == ["glossary.csv, line 3", "glossary.csv, line 4"]


def test_a_glossary_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    errors: list[str] = []
    assert bodies.read_terms(tmp_path / "glossary.csv", errors) == {}
    assert len(errors) == 1
