from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.flow import Band, Column, Flow, Piece, beside
from desktop.documents.marks import Frame

LINE = 10.0
HEIGHT = 100.0


def lines(count: int) -> Column:
    return Column(0, [Piece(LINE, [Frame(0, 0, 1, 1)]) for _ in range(count)])


def band(count: int, **more: object) -> Band:
    return Band((lines(count),), **more)  # type: ignore[arg-type]


def flowed(*bands: Band) -> list[int]:
    """How many marks each sheet got."""
    flow = Flow(HEIGHT)
    flow.add(bands)
    return [len(sheet.placed) for sheet in flow.sheets]


def test_what_fits_stays_on_one_sheet() -> None:
    assert flowed(band(4), band(6)) == [10]


def test_a_band_goes_on_over_the_end_of_a_sheet() -> None:
    assert flowed(band(25)) == [10, 10, 5]


def test_no_single_line_is_left_alone() -> None:
    assert flowed(band(11)) == [9, 2]
    assert flowed(band(9), band(3)) == [9, 3]


def test_the_space_above_is_dropped_at_the_top_of_a_sheet() -> None:
    assert flowed(band(10), band(10, before=30)) == [10, 10]


def test_a_heading_stays_with_what_follows() -> None:
    assert flowed(band(9), band(1, keep=True), band(5)) == [9, 6]


def test_a_whole_band_is_not_cut_where_a_sheet_can_hold_it() -> None:
    assert flowed(band(5), band(8, whole=True)) == [5, 8]
    assert flowed(band(12, whole=True)) == [10, 2]


def test_turn_starts_a_sheet_but_never_an_empty_one() -> None:
    assert flowed(band(1), band(1, turn=True)) == [1, 1]
    assert flowed(band(1, turn=True)) == [1]


def test_the_head_of_a_table_is_repeated_as_an_artifact() -> None:
    head = band(1)
    flow = Flow(HEIGHT)
    flow.add([head, *(band(1, head=head) for _ in range(12))])
    assert [len(sheet.placed) for sheet in flow.sheets] == [10, 1 + 3]
    assert flow.sheets[1].placed[0].artifact
    assert not flow.sheets[0].placed[0].artifact


def test_a_row_taller_than_a_sheet_is_cut_under_its_head() -> None:
    head = band(1)
    assert flowed(head, band(20, head=head)) == [10, 10, 3]


def test_a_piece_taller_than_a_sheet_is_drawn_all_the_same() -> None:
    assert flowed(Band((Column(0, [Piece(150, [Frame(0, 0, 1, 1)])]),)), band(1)) == [1, 1]


def test_columns_go_on_at_their_own_pace() -> None:
    flow = Flow(HEIGHT)
    flow.add([Band((lines(3), Column(50, lines(25).pieces)))])
    assert [len(sheet.placed) for sheet in flow.sheets] == [13, 10, 5]


def test_a_band_is_at_least_as_high_as_asked() -> None:
    flow = Flow(HEIGHT)
    flow.add([band(1, least=45), band(1)])
    assert flow.sheets[0].placed[1].y == pytest.approx(45)


def test_two_languages_stand_side_by_side() -> None:
    both = beside(band(2, before=3), band(4, before=5), shift=70)
    assert [column.x for column in both.columns] == [0, 70]
    assert both.before == 5
    assert both.height == 4 * LINE


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.booleans(), st.floats(0, 30)), max_size=12))
def test_every_piece_is_placed_once_and_inside_its_sheet(shapes: list[tuple[int, bool, bool, float]]) -> None:
    flow = Flow(HEIGHT)
    flow.add([band(n, keep=keep, whole=whole, before=space) for n, keep, whole, space in shapes])
    placed = [item for sheet in flow.sheets for item in sheet.placed]
    assert len(placed) == sum(n for n, *_ in shapes)
    assert all(0 <= item.y <= HEIGHT - LINE + 0.02 for item in placed)
