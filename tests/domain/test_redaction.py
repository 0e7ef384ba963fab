"""A redacted export: what was hidden stands nowhere in the file, in no way of writing it."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case import Answer
from desktop.domain.identity import IDENTITY
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.contents import CaseRow, Contents, SettingRow
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.person import Employer, Person
from desktop.domain.record.redaction import GROUPS, group_fields, initials, redacted, without
from desktop.domain.record.scrubbing import Scrubber
from desktop.exchange.archive import write_archive
from desktop.law.forms_reader import read_forms
from desktop.paths import resources_folder

sys.path.insert(0, str(Path(__file__).parents[1]))
from any_record import contents

DAY = dt.date(2026, 3, 2)
FORMS = read_forms(resources_folder() / "documents")
KNOWN = set(FORMS.fields)
SECRETS = st.text(st.sampled_from("ABCDEFGHKLMNPQ23456789"), min_size=9, max_size=16).map(lambda t: f"q7{t}")


def _parts(kept: Contents) -> str:
    """Everything that can be read in the archive of ``kept``, packed or not."""
    file = io.BytesIO()
    write_archive(file, kept, lambda digest: digest.encode(), "", DAY, left_out=())
    with zipfile.ZipFile(file) as archive:
        parts = [archive.read(name).decode("utf-8-sig") + name for name in archive.namelist()]
    return "\n".join([*parts, file.getvalue().decode("latin-1")])


def _with(secret: str, key: str) -> Contents:
    """A record that holds ``secret`` as a field and repeats it wherever a user may type."""
    said = f"see {secret[:4]} {secret[4:]}, thanks"
    owner = key.partition(".")[0]
    of_person = {key: secret} if owner == "person" else {}
    of_firm = {key: secret} if owner in ("unit", "host") else {}
    case = CaseRow(
        id=1, name=said, created_on=DAY, changed_on=DAY, person_id=1, china_employer_id=1,
        fields={} if of_person or of_firm else {key: secret}, answers={"residence_status": Answer(said)},
        ticks=(f"copy:{secret}",),
    )  # fmt: skip
    return Contents(
        {
            "persons": (Person(id=1, uid="0" * 32, name="Anna Öztürk", note=said, fields=of_person),),
            "employers": (Employer(id=1, name=f"Firm {said}", note=said, fields=of_firm),),
            "cases": (case,),
            "evidence": (
                Evidence(
                    id=1, person_id=1, quality=Quality.PAYSLIP, title=said, digest="d" * 64,
                    file_name=f"{secret}.pdf", note=said,
                ),
            ),
            "documents": (Document(id=1, person_id=1, kind="passport", note=said.upper()),),
            "settings": (SettingRow(id=1, case_id=1, name="money:*", value=json.dumps({"wage": secret})),),
        }
    )  # fmt: skip


_FIELDS_OF = [(group, key) for group in GROUPS for key in group_fields(group)]


@given(SECRETS, st.sampled_from(_FIELDS_OF))
@settings(max_examples=120, deadline=None)
def test_a_hidden_entry_stands_nowhere_in_the_bytes(secret: str, which: tuple[str, str]) -> None:
    group, key = which
    kept = redacted(_with(secret, key), {group}, KNOWN)
    text = _parts(kept).casefold()
    for written in (secret, f"{secret[:4]} {secret[4:]}", secret[:4] + "-" + secret[4:]):
        assert written.casefold() not in text
    assert "d" * 64 not in text
    assert "0" * 32 not in text, "nobody shall find the person again by the mark that copies share"


@given(contents(), st.sets(st.sampled_from(GROUPS)))
@settings(max_examples=60, deadline=None)
def test_every_record_can_be_redacted_and_written(kept: Contents, groups: set[str]) -> None:
    bare = redacted(kept, groups, KNOWN)
    assert _parts(bare)
    assert "settings" not in bare.rows
    for _, row in bare:
        assert all(key in KNOWN for key in getattr(row, "fields", {}))
    if "amounts" in groups:
        for month in bare.of("contributions"):
            assert (month.base, month.employee, month.employer) == (None, None, None)


def test_names_become_initials_everywhere() -> None:
    kept = Contents(
        {
            "persons": (
                Person(
                    id=1, name="王静怡", born_on=dt.date(1990, 5, 17), note="王静怡 and Wang Jingyi, born 1990-05-17",
                    fields={"person.surname_latin": "Wang", "person.given_latin": "Jingyi",
                            "person.resident_id": "110101199005171234"},
                ),
            ),
            "cases": (CaseRow(id=1, name="Jingyi WANG, Essen", created_on=DAY, changed_on=DAY, person_id=1),),
        }
    )  # fmt: skip
    bare = redacted(kept, {"names"}, KNOWN)
    (person,), (case,) = bare.of("persons"), bare.of("cases")
    assert (person.name, person.born_on, case.name) == ("王○○", None, "")
    assert person.note == "… and …, born …"
    assert person.fields == {"person.resident_id": "110101…1234"}, "the number would tell the day of birth"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anna Öztürk", "A. Ö."),
        ("Hans-Peter Müller", "H. P. M."),
        ("김하늘", "김○○"),
        ("李 雷", "李○"),
        ("王", "○"),
        (" ", "…"),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_what_was_not_chosen_stays() -> None:
    full = Contents(
        {
            "persons": (Person(id=1, name="Anna", fields={"person.phone_cn": "138 0000", "person.email": "a@b"}),),
            "certificates": (
                Certificate(id=1, person_id=1, number="N-12345", state="CN", host="DE", starts_on=DAY, ends_on=DAY),
            ),
            "custody": (Custody(id=1, person_id=1, certificate_id=1, since=DAY, holder="HR", place="Safe 3"),),
            "contributions": (
                ContributionMonth(id=1, person_id=1, month=dt.date(2025, 3, 1), state="DE", branch="pension",
                                  employee=Decimal("372.05")),
            ),
        }
    )  # fmt: skip
    assert redacted(full, (), KNOWN) == full
    bare = without(full, {"addresses"})
    assert bare.of("persons")[0].fields == {}
    assert bare.of("custody")[0].place == ""
    assert bare.of("certificates") == full.of("certificates")
    assert without(full, {"numbers"}).of("certificates")[0].number == ""
    assert without(full, {"amounts"}).of("contributions")[0].employee is None


def test_every_sensitive_field_of_the_papers_is_in_a_group() -> None:
    """A field added later is either public or somewhere in a group."""
    in_groups = {key for group in GROUPS for key in group_fields(group)}
    assert in_groups <= KNOWN
    assert in_groups >= IDENTITY
    firms = {"unit.uscc", "unit.ss_reg_no", "agency.uscc", "agency.licence_no", "host.register_no", "host.de_bbnr",
             "host.kr_brn", "host.kr_workplace_no", "self.business_cn_uscc"}  # fmt: skip
    dates_and_kinds = {"person.passport_issue", "person.passport_expiry", "hostid.title_kind",
                       "hostid.title_expiry", "host.health_insurer", "person.sex", "person.nationality"}  # fmt: skip
    sensitive = {key for key, field in FORMS.fields.items() if field.sensitivity != "none"}
    assert sensitive - in_groups - firms - dates_and_kinds == {"case.event_before"}, "it always goes"


def test_old_values_go_with_any_group() -> None:
    before: Mapping[str, str] = {"case.event_before": '{"person.passport_no": "E1"}', "case.event": "renamed"}
    case = CaseRow(id=1, fields=before, created_on=DAY, changed_on=DAY)
    assert without(Contents({"cases": (case,)}), {"bank"}).of("cases")[0].fields == {"case.event": "renamed"}
    assert redacted(Contents({"cases": (case,)}), (), KNOWN).of("cases")[0].fields == {
        "case.event": "renamed"
    }


def test_short_texts_are_not_looked_for() -> None:
    scrubber = Scrubber(["Li", "5", "王", "李雷", ""])
    assert scrubber.clean("Listen: 5 lists by 王 and 李 雷.") == "Listen: 5 lists by 王 and ….", (
        "blanks do not matter"
    )


@given(st.text(max_size=40), st.lists(st.text(min_size=4, max_size=8), max_size=4))
def test_scrubbing_never_makes_a_text_longer(text: str, hidden: list[str]) -> None:
    assert len(Scrubber(hidden).clean(text)) <= len(text)
