"""Names of states take the form that a sentence needs, for every state there is."""

from itertools import product

import pytest

from desktop.domain.states import STATES
from desktop.languages import Language
from desktop.languages import state_articles as articles
from desktop.languages.checks import find_catalogue_errors
from desktop.languages.states import SPECS, StateName, particle
from desktop.paths import translations_folder

CASES = ("in", "to", "from", "of", "the", "dat")
SPOKEN = {code: Language(code) for code in SPECS}
GERMAN = {
    "DE": ("in Deutschland", "nach Deutschland", "aus Deutschland", "Deutschlands", "Deutschland", "Deutschland"),
    "CN": ("in China", "nach China", "aus China", "Chinas", "China", "China"),
    "CH": ("in der Schweiz", "in die Schweiz", "aus der Schweiz", "der Schweiz", "die Schweiz", "der Schweiz"),
    "NL": (
        "in den Niederlanden", "in die Niederlande", "aus den Niederlanden", "der Niederlande", "die Niederlande",
        "den Niederlanden",
    ),
    "US": (
        "in den Vereinigten Staaten", "in die Vereinigten Staaten", "aus den Vereinigten Staaten",
        "der Vereinigten Staaten", "die Vereinigten Staaten", "den Vereinigten Staaten",
    ),
    "AE": (
        "in den Vereinigten Arabischen Emiraten", "in die Vereinigten Arabischen Emirate",
        "aus den Vereinigten Arabischen Emiraten", "der Vereinigten Arabischen Emirate",
        "die Vereinigten Arabischen Emirate", "den Vereinigten Arabischen Emiraten",
    ),
    "GB": (
        "im Vereinigten Königreich", "ins Vereinigte Königreich", "aus dem Vereinigten Königreich",
        "des Vereinigten Königreichs", "das Vereinigte Königreich", "dem Vereinigten Königreich",
    ),
    "IQ": ("im Irak", "in den Irak", "aus dem Irak", "des Irak", "Irak", "dem Irak"),
    "PH": (
        "auf den Philippinen", "auf die Philippinen", "von den Philippinen", "der Philippinen", "die Philippinen",
        "den Philippinen",
    ),
    "FO": ("auf den Färöern", "auf die Färöer", "von den Färöern", "der Färöer", "die Färöer", "den Färöern"),
    "IM": (
        "auf der Isle of Man", "auf die Isle of Man", "von der Isle of Man", "der Isle of Man", "die Isle of Man",
        "der Isle of Man",
    ),
    "CF": (
        "in der Zentralafrikanischen Republik", "in die Zentralafrikanische Republik",
        "aus der Zentralafrikanischen Republik", "der Zentralafrikanischen Republik",
        "die Zentralafrikanische Republik", "der Zentralafrikanischen Republik",
    ),
    "GL": ("in Grönland", "nach Grönland", "aus Grönland", "Grönlands", "Grönland", "Grönland"),
    "LA": ("in Laos", "nach Laos", "aus Laos", "von Laos", "Laos", "Laos"),
    "HK": ("in Hongkong", "nach Hongkong", "aus Hongkong", "Hongkongs", "Hongkong", "Hongkong"),
}  # fmt: skip
WITHIN = {
    "TR": "in der Türkei", "SK": "in der Slowakei", "UA": "in der Ukraine", "MN": "in der Mongolei",
    "MD": "in der Republik Moldau", "VA": "in der Vatikanstadt", "DO": "in der Dominikanischen Republik",
    "CD": "in der Demokratischen Republik Kongo", "CG": "in der Republik Kongo", "CI": "in Côte d’Ivoire",
    "IR": "im Iran", "YE": "im Jemen", "LB": "im Libanon", "SD": "im Sudan", "SS": "im Südsudan", "TD": "im Tschad",
    "SN": "im Senegal", "NE": "in Niger", "OM": "in Oman", "MV": "auf den Malediven", "SC": "auf den Seychellen",
    "BS": "auf den Bahamas", "KM": "auf den Komoren", "SB": "auf den Salomonen", "MH": "auf den Marshallinseln",
    "KY": "auf den Kaimaninseln", "VC": "in St. Vincent und den Grenadinen", "FR": "in Frankreich",
    "PS": "in den Palästinensischen Autonomiegebieten", "GG": "auf Guernsey",
}  # fmt: skip
ENGLISH = {
    "NL": "in the Netherlands", "US": "in the United States", "GB": "in the United Kingdom", "CH": "in Switzerland",
    "AE": "in the United Arab Emirates", "PH": "in the Philippines", "BS": "in the Bahamas", "GM": "in the Gambia",
    "MV": "in the Maldives", "MH": "in the Marshall Islands", "KY": "in the Cayman Islands", "CZ": "in Czechia",
    "FO": "in the Faroe Islands", "DO": "in the Dominican Republic", "CF": "in the Central African Republic",
    "CD": "in the Democratic Republic of the Congo", "CG": "in the Republic of the Congo", "IM": "in the Isle of Man",
    "HK": "in Hong Kong", "UA": "in Ukraine", "SD": "in Sudan",
}  # fmt: skip


@pytest.mark.parametrize("state", GERMAN)
def test_german_declines_the_name(state: str) -> None:
    name = SPOKEN["de"].state(state)
    assert tuple(format(name, case) for case in CASES) == GERMAN[state]


@pytest.mark.parametrize("state", WITHIN)
def test_german_places(state: str) -> None:
    assert f"{SPOKEN['de'].state(state):in}" == WITHIN[state]


@pytest.mark.parametrize("state", ENGLISH)
def test_english_takes_the_article_where_the_name_has_one(state: str) -> None:
    name = SPOKEN["en"].state(state)
    assert f"{name:in}" == ENGLISH[state]
    assert f"{name:the}" == f"{name:dat}" == ENGLISH[state].removeprefix("in ")
    for case in ("to", "from", "of"):
        assert format(name, case) == f"{case} {name:the}"


def test_every_german_name_is_declined_in_one_way() -> None:
    for state in STATES:
        _is_declined_in_one_way(state)


def _is_declined_in_one_way(state: str) -> None:
    within, to, away, of, the, dative = (format(SPOKEN["de"].state(state), case) for case in CASES)
    place, _, where = within.partition(" ")
    assert place in ("in", "im", "auf")
    assert dative in (where, f"dem {where}")
    assert away in (f"aus {dative}", f"von {dative}")
    assert (place == "auf") == away.startswith("von ")
    if to.startswith("nach "):
        assert to == f"nach {dative}"
        assert of in (f"{dative}s", f"von {dative}")
    else:
        assert to.split()[0] in ("in", "ins", "auf")
        assert of.split()[0] in ("der", "des")
        assert the.split()[-1] in to
        assert dative.split()[0] in ("der", "dem", "den")


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_sentence_may_begin_with_a_state(code: str) -> None:
    for name, case in product(map(SPOKEN[code].state, STATES), CASES):
        form, first = format(name, case), format(name, case.capitalize())
        assert first[0].isupper() or not first[0].isalpha()
        assert first[1:] == form[1:]


@pytest.mark.parametrize("code", SPECS)
def test_a_name_is_a_plain_string_wherever_no_form_is_asked_for(code: str) -> None:
    for name in map(SPOKEN[code].state, STATES):
        assert f"{name}" == str(name) == "".join(name)
        assert name in {name: 1}


def test_chinese_names_have_one_form() -> None:
    for name in map(SPOKEN["zh_Hans"].state, STATES):
        assert {format(name, spec) for spec in SPECS["zh_Hans"]} == {str(name)}


@pytest.mark.parametrize("code", SPECS)
@pytest.mark.parametrize("spec", ["on", ">10", "IN", "는", "으로", " in"])
def test_a_form_that_is_none_is_refused(code: str, spec: str) -> None:
    with pytest.raises(ValueError, match="no form"):
        format(SPOKEN[code].state("CH"), spec)


def test_the_tables_name_states_and_no_state_twice() -> None:
    tables = (
        articles.GERMAN_GENDERS,
        articles.GERMAN_DECLINED,
        articles.GERMAN_NAMES,
        articles.ENGLISH_NAMES,
    )
    named = {code for table in tables for code in table} | articles.GERMAN_ISLANDS | articles.ENGLISH_THE
    assert named <= STATES
    assert articles.GERMAN_GENDERS.keys() & articles.GERMAN_DECLINED.keys() == set()


def test_names_of_the_un_with_an_article_have_one() -> None:
    """Every name in the plural, and every name with a common noun of state in it, takes "the"."""
    for state in STATES:
        name = SPOKEN["en"].state(state)
        last = name.split()[-1]
        wants = name.endswith("Islands") or last in (
            "Republic",
            "Kingdom",
            "States",
            "Emirates",
            "Territories",
        )
        assert f"{name:the}".startswith("the ") or not wants or "&" in name, name


@pytest.mark.parametrize(
    ("word", "particles"),
    [
        ("미국", "은이을과으로"),
        ("스위스", "는가를와로"),
        ("독일", "은이을과로"),
        ("네팔", "은이을과로"),
        ("홍콩(중국 특별행정구)", "은이을과으로"),
        ("마카오(중국 특별행정구)", "는가를와로"),
        ("ABC", "는가를와로"),
        ("", "는가를와로"),
    ],
)
def test_korean_particles(word: str, particles: str) -> None:
    assert "".join(particle(word, spec) for spec in "은이을과로") == particles
    assert [format(StateName(word, "ko"), spec) for spec in "은이을과"] == [
        word + chosen for chosen in particles[:4]
    ]


def test_every_korean_name_takes_one_kind_of_particle() -> None:
    for name in map(SPOKEN["ko"].state, STATES):
        chosen = "".join(particle(name, spec) for spec in "은이을과로")
        assert chosen in ("은이을과으로", "은이을과로", "는가를와로")


def test_a_general_word_stands_where_no_state_is_known() -> None:
    word = SPOKEN["de"].state("home")
    assert [format(word, case) for case in CASES] == [
        "im Heimatstaat", "in den Heimatstaat", "aus dem Heimatstaat", "des Heimatstaats", "der Heimatstaat",
        "dem Heimatstaat",
    ]  # fmt: skip
    assert f"{SPOKEN['en'].state('host'):In}" == "In the host country"
    assert SPOKEN["zh_Hans"].state("host") == "工作所在国"
    assert f"{SPOKEN['ko'].state('home'):은}" == "본국은"


def test_a_line_to_write_on_may_stand_in_its_place() -> None:
    asked = {code: SPOKEN[code].text("letters.q01.judge", host="____") for code in SPECS}
    assert "in ____" in asked["de"]
    assert "in ____" in asked["en"]
    assert all("____" in text for text in asked.values())


def test_texts_take_the_form_they_ask_for() -> None:
    def said(code: str, state: str) -> str:
        return SPOKEN[code].text("result.sentence.not_exempt", host=SPOKEN[code].state(state))

    assert said("de", "CH").startswith("In der Schweiz ")
    assert said("de", "PH").startswith("Auf den Philippinen ")
    assert "in the Netherlands" in said("en", "NL")


@pytest.mark.parametrize("code", ["de", "en", "ko"])
def test_no_text_sets_a_bare_name_where_a_form_is_needed(code: str) -> None:
    told = [error for error in find_catalogue_errors(translations_folder()) if "of a state" in error]
    assert [error for error in told if error.startswith(f"{code}/")] == []
