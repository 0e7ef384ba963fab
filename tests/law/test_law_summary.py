from pathlib import Path

import pytest

from desktop.domain.agreement import Law
from desktop.languages import Language
from desktop.law.reader import read_law
from desktop.law.summary import summary, write_summaries
from desktop.paths import resources_folder

DOCS = Path(__file__).parents[2] / "docs" / "law"
AGREEMENTS = ("CN-DE-2001", "CN-KR-2003", "CN-KR-2012")


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(resources_folder() / "law")


def test_the_kept_summaries_say_what_the_data_say(law: Law, tmp_path: Path) -> None:
    written = write_summaries(law, tmp_path, Language("en"))
    assert sorted(path.name for path in written) == sorted(path.name for path in DOCS.glob("*.md"))
    for path in written:
        kept = (DOCS / path.name).read_text(encoding="utf-8")
        assert path.read_text(encoding="utf-8") == kept, "run: python -m desktop.law.summary"


@pytest.mark.parametrize("code", ["zh_Hans", "de", "ko", "en"])
@pytest.mark.parametrize("agreement_id", AGREEMENTS)
def test_every_category_and_open_point_is_told_in_every_language(
    law: Law, agreement_id: str, code: str
) -> None:
    text = summary(law, agreement_id, Language(code))
    agreement = law.agreement(agreement_id)
    for direction in agreement.directions.values():
        for category in direction.categories:
            assert f"### {category.code}: " in text
    for point in law.open_points.values():
        assert (f"### {point.id}: " in text) == (agreement_id in point.agreements)


def test_the_german_limits_are_those_of_the_notes(law: Law) -> None:
    text = summary(law, "CN-DE-2001", Language("en"))
    from_china, from_germany = text.split("## From Germany to China")
    assert "First period: 60 months." in from_china
    assert "First period: 48 months." in from_germany
    assert "After an approved extension: 96 months in total." in from_china


def test_what_could_not_be_read_is_said(law: Law) -> None:
    assert "conditions could not be read" in summary(law, "CN-KR-2012", Language("en"))
    assert "No clause on exceptions could be confirmed." in summary(law, "CN-KR-2012", Language("en"))


def test_a_consequence_without_a_home_state_is_told_to_both(law: Law) -> None:
    for part in summary(law, "CN-DE-2001", Language("en")).split("## From ")[1:3]:
        assert "three months’ written notice" in part
        assert ("With a local contract in China" in part) is part.startswith("Germany")


def test_an_exception_that_is_not_confirmed_is_told_with_its_doubt(law: Law) -> None:
    doubt = "* No clause on exceptions could be confirmed.\n* Where both states have agreed"
    assert doubt in summary(law, "CN-KR-2012", Language("en"))
    assert doubt not in summary(law, "CN-DE-2001", Language("en"))


def test_an_agreement_that_is_not_there(law: Law) -> None:
    with pytest.raises(KeyError):
        summary(law, "CN-XX-1900", Language("en"))
