"""In what two editions of the law differ, value by value; and one law with a single one of these differences.

Works on the shape of the data alone: a new kind of entry needs nothing here. The days of checking are left out,
because they change with every edition and decide nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from desktop.domain.agreement import Law

if TYPE_CHECKING:
    from desktop.domain.money.rates import Rates

_LEFT_OUT: Final = {"edition", "checked"}
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "Limit": ("stage",),
    "OutsideRegion": ("region",),
    "Scheme": ("state", "branch"),
    "CertificateForm": ("agreement", "home"),
    "Deadline": ("key", "home"),
    "Consequence": ("key", "home"),
    "Parameter": ("first", "place", "at_least"),
}
"""What names an entry among its neighbours, where that is not its id, code or key."""
_ENDS: Final = {"last", "ended", "closed"}
_STEPS = tuple[str, ...]
T = TypeVar("T")


class Absent(Enum):
    """Stands for an entry that one of the two editions does not have."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """One value or entry that differs.

    ``path`` are the names on the way to it: ``("agreements", "CN-KR-2012", "directions", "KR", …)``. ``before``
    or ``after`` is ``ABSENT`` where a whole entry came or went; ``position`` is then its place among its
    neighbours.
    """

    path: _STEPS
    before: object
    after: object
    position: int = 0

    @property
    def kind(self) -> str:
        """``added``, ``closed`` (gone, or given an end) or ``changed``."""
        if self.before is ABSENT:
            return "added"
        ended = self.path[-1] in _ENDS and self.before in (None, False)
        return "closed" if self.after is ABSENT or ended else "changed"

    def undone(self) -> Difference:
        """The way back."""
        return dataclasses.replace(self, before=self.after, after=self.before)


def differences(before: Law | Rates, after: Law | Rates) -> tuple[Difference, ...]:
    """All differences of two laws, or of two sets of rates, in the order of the newer edition, then what is gone."""
    return tuple(_differ(before, after, ()))


def with_difference(law: Law, difference: Difference) -> Law:
    """``law`` with the newer value of one difference put in its place."""
    return cast(Law, _put(law, difference.path, difference))


def _differ(before: object, after: object, path: _STEPS) -> Iterator[Difference]:
    if before is after:
        return
    if _is_entry(before) and type(before) is type(after):
        for field in dataclasses.fields(cast(Any, before)):
            if field.name not in _LEFT_OUT:
                yield from _differ(
                    getattr(before, field.name), getattr(after, field.name), (*path, field.name)
                )
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _differ_named(before, after, path)
    elif (named := _named(before)) is not None and (later := _named(after)) is not None:
        if [name for name in named if name in later] == [name for name in later if name in named]:
            yield from _differ_named(named, later, path)
        else:  # categories are tried in their order
            yield Difference(path, before, after)
    elif before != after:
        yield Difference(path, before, after)


def _differ_named(
    before: Mapping[str, object], after: Mapping[str, object], path: _STEPS
) -> Iterator[Difference]:
    for position, (name, value) in enumerate(after.items()):
        if name not in before:
            yield Difference((*path, name), ABSENT, value, position)
        else:
            yield from _differ(before[name], value, (*path, name))
    for position, (name, value) in enumerate(before.items()):
        if name not in after:
            yield Difference((*path, name), value, ABSENT, position)


def _put(value: object, path: _STEPS, difference: Difference) -> object:
    if not path:
        return difference.after
    step, rest = path[0], path[1:]
    if _is_entry(value):
        changed = _put(getattr(value, step), rest, difference)
        return dataclasses.replace(cast(Any, value), **{step: changed})
    if isinstance(value, Mapping):
        return _put_named(value, step, rest, difference)
    return tuple(_put_named(_named(value) or {}, step, rest, difference).values())


def _put_named(named: Mapping[str, T], step: str, rest: _STEPS, difference: Difference) -> dict[str, object]:
    """The same entries with one changed, taken out, or put in at its position."""
    found: dict[str, object] = dict(named)
    if rest or (step in found and difference.after is not ABSENT):
        found[step] = _put(found.get(step), rest, difference)
    elif difference.after is ABSENT:
        found.pop(step, None)
    else:
        items = list(found.items())
        items.insert(difference.position, (step, difference.after))
        found = dict(items)
    return found


def _is_entry(value: object) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def _named(value: object) -> dict[str, object] | None:
    """The entries of a list by what names them, ``None`` where the value is no list of entries.

    A second one of the same name gets a number.
    """
    if not isinstance(value, tuple) or not all(_is_entry(item) for item in value):
        return None
    found: dict[str, object] = {}
    for item in value:
        name = plain = _name(item)
        number = 1
        while name in found:
            number += 1
            name = f"{plain} {number}"
        found[name] = item
    return found


def _name(entry: object) -> str:
    fields = _NAMES.get(type(entry).__name__)
    if fields is None:
        fields = next(((n,) for n in ("id", "code", "key") if hasattr(entry, n)), ())
    return " ".join(str(getattr(entry, field)) for field in fields if getattr(entry, field))
