import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case import FieldValue
from desktop.storage.codec import decode, encode

texts = st.text(st.characters(exclude_categories=[]))
values = st.one_of(
    st.booleans(), st.integers(), st.dates(), texts, st.lists(texts).map(lambda parts: tuple(parts))
)


@given(values)
def test_a_value_comes_back_with_its_type(value: FieldValue) -> None:
    back = decode(encode(value))
    assert back == value
    assert type(back) is type(value)


@given(values)
def test_a_stored_value_is_json_in_ascii(value: FieldValue) -> None:
    assert encode(value).isascii()
    json.loads(encode(value))


def test_a_text_that_looks_like_a_day_stays_a_text() -> None:
    assert decode(encode("2026-03-01")) == "2026-03-01"
    assert decode(encode(dt.date(2026, 3, 1))) == dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    "text", ["null", "1.5", "[1]", '{"day": "2026-03-01"}', '{"date": "2026-02-30"}', "{"]
)
def test_what_was_never_stored_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(text)
