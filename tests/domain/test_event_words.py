"""Everything the diary, the events and the repair lists can name has words in all four languages."""

from __future__ import annotations

import datetime as dt

import pytest
from letter_samples import DAY, law

from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.record.diary import Stage
from desktop.domain.record.diary_rules import MATTERS
from desktop.domain.record.event_cautions import cautions
from desktop.domain.record.events import ASKS, Event
from desktop.domain.record.refusals import REASONS, repair
from desktop.languages.language import LANGUAGES, Language

PAIRS = [(home, direction.host) for a in law().agreements for home, direction in a.directions.items()]
PROBLEMS = (
    "missing", "before_start", "not_earlier", "not_later", "first_day", "after_end", "ends_first",
)  # fmt: skip


def keys() -> set[str]:
    found = {f"record.diary.stage.{stage.value}" for stage in Stage}
    found |= {f"record.diary.matter.{matter}" for matter in MATTERS}
    found |= {f"record.diary.doubt.{name}" for name in ("future", "order", "earlier", "no_reason")}
    found |= {f"record.refusal.reason.{reason}" for reason in REASONS}
    found |= {f"fields.enum.refusal.{reason}" for reason in REASONS}
    found |= {f"record.happened.problem.{name}" for name in PROBLEMS}
    for event in Event:
        name = event.value
        found |= {f"record.happened.event.{name}", f"record.happened.event.{name}.more"}
        found |= {f"record.change.happened_{name}", f"fields.enum.event.{name}"}
        for ask in ASKS[event]:
            found.add(f"record.happened.ask.{name}.{ask.key}")
            found |= {f"{ask.words}{option}" for option in ask.options}
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_is_there(code: str) -> None:
    language = Language(code)
    assert [key for key in sorted(keys()) if not language.has(key)] == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_repair_lists_and_cautions_speak_in_every_direction(pair: tuple[str, str], code: str) -> None:
    language = Language(code)
    home, host = (language.state(state) for state in pair)
    facts = Facts(
        from_state=pair[0], to_state=pair[1], activity="employee", home_employer=True, agency_contract="labour",
        start=dt.date(2026, 1, 1), end=dt.date(2035, 12, 31),
    )  # fmt: skip
    for reason in REASONS:
        for step in repair(reason, facts, law(), DAY):
            words = language.text(step.text, home=home, host=host, body="BODY", title="T", number="N")
            assert words
            assert not step.key.startswith("right_") or step.form is not None
    now = decide(facts, law(), DAY)
    for event in Event:
        for caution in cautions(event, facts, now, law()):
            assert language.text(caution.words, home=home, host=host, months=language.months(caution.months))
