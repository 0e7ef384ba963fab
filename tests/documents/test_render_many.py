from __future__ import annotations

from dataclasses import replace

import paper_samples as samples
import pytest

from desktop.documents.batch import Job, render_many
from desktop.documents.render import render
from desktop.documents.voice import UnprintableText
from desktop.domain.paper import Heading, Row, Rows, Words

NAME = Words("fields.person.name_zh.label")
"""A text of the program: a process that is started anew knows none that a test made up."""


def job(name: str) -> Job:
    rows = Rows((Row(NAME, name, "person.name_zh"),))
    return Job(replace(samples.paper(Heading(NAME, 1), rows), title=NAME), ("zh_Hans",))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_set_comes_back_in_order_and_alike(processes: int) -> None:
    jobs = [job(f"王{number}") for number in range(40)]
    files = list(render_many(jobs, samples.LAW, processes))
    assert files == [render(one.paper, one.languages, samples.LAW) for one in jobs]


def test_nothing_to_draw_gives_nothing() -> None:
    assert list(render_many([], samples.LAW)) == []


@pytest.mark.parametrize("count", [3, 40])
def test_a_paper_that_cannot_be_printed_stops_the_set_and_names_the_field(count: int) -> None:
    jobs = [job("王") for _ in range(count - 1)] + [job("王😀")]
    with pytest.raises(UnprintableText) as caught:
        list(render_many(jobs, samples.LAW, 2))
    assert caught.value.field == "person.name_zh"
