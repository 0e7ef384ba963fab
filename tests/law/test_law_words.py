import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from desktop.domain.facts import VOCABULARY, Kind
from desktop.domain.topics import SECTIONS, SITUATIONS
from desktop.paths import translations_folder

LANGUAGES = ("zh_Hans", "de", "ko", "en")
CATALOGUES = ("law", "questions")


def texts(language: str, name: str) -> dict[str, str]:
    path: Path = translations_folder() / language / f"{name}.po"
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)(?::\w+)?\}", text))


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_four_languages_have_the_same_keys_and_placeholders(name: str) -> None:
    english = texts("en", name)
    for language in LANGUAGES:
        other = texts(language, name)
        assert other.keys() == english.keys()
        assert [key for key, text in other.items() if not text] == []
        assert [k for k, text in other.items() if placeholders(text) != placeholders(english[k])] == []


def test_every_fact_can_be_asked_explained_and_answered() -> None:
    known = texts("en", "questions")
    for name, fact in VOCABULARY.items():
        answers = ("yes", "no") if fact.kind is Kind.BOOL else fact.choices
        needed = {f"questions.{name}.{part}" for part in ("ask", "help", "why", *answers)}
        assert needed <= known.keys()


def test_every_situation_and_section_has_its_words() -> None:
    known = texts("en", "questions")
    assert {f"questions.section.{name}" for name in SECTIONS} <= known.keys()
    for name in SITUATIONS:
        assert {f"questions.situation.{name}", f"questions.situation.{name}.more"} <= known.keys()


def test_countries_stand_only_where_both_are_known() -> None:
    """The first page asks for the two states, so its own words cannot name them."""
    for language in LANGUAGES:
        for key, text in texts(language, "questions").items():
            assert placeholders(text) <= {"home", "host"}
            if key.split(".")[1] in ("from", "to"):
                assert placeholders(text) == set()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", CATALOGUES)
def test_sentences_are_short(name: str, language: str) -> None:
    for key, text in texts(language, name).items():
        for sentence in re.split(r"(?<=[.?!:;])\s", text):
            assert len(sentence.split()) <= 20, key


@pytest.mark.parametrize("name", CATALOGUES)
def test_korean_is_formal_and_chinese_is_polite(name: str) -> None:
    for key, text in texts("ko", name).items():
        assert "당신" not in text, key
        assert not re.search(r"(해요|어요|아요|세요|예요|에요)[.?!]?$", text), key
    for key, text in texts("zh_Hans", name).items():
        assert "你" not in text, key
        assert not re.search(r"[\u4e00-\u9fff][,;!?]", text), key
