"""A language as a paper speaks it: typed values become text that the embedded fonts can draw."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from desktop.documents.fonts import FIRST_BLANK, clean, stack
from desktop.domain.paper import Missing, Value, Words
from desktop.languages.language import Language
from desktop.problems import Problem

if TYPE_CHECKING:
    from desktop.domain.agreement import Law

_TAGS: Final = {"zh_Hans": "zh-Hans", "de": "de", "ko": "ko", "en": "en-GB"}
_EXCERPT: Final = 40


class UnprintableText(Problem):
    """A character that no embedded font has; nothing was drawn.

    ``field`` is the key of the field it stands in, or the empty string where the text belongs to none.
    ``label`` (in the paper's language) is the label of the place, else the beginning of the text.
    """

    key = "documents.unprintable"
    takes = ("character", "code", "label")

    def __init__(self, character: str, label: str, field: str) -> None:
        super().__init__(character=character, code=f"U+{ord(character):04X}", label=label)
        self.field = field

    def __reduce__(self) -> tuple[type[UnprintableText], tuple[str, str, str]]:
        return type(self), (str(self.params["character"]), str(self.params["label"]), self.field)


@cache
def _language(code: str) -> Language:
    return Language(code)


class Voice:
    """One language of a paper, and the blanks met so far."""

    def __init__(self, code: str, law: Law) -> None:
        """``code`` is one of the four languages, else ``ValueError``; ``law`` names citations."""
        self.code = code
        self.tag = _TAGS.get(code, code)
        self.language = _language(code)
        self.stack = stack(code)
        self.blanks: dict[str, str] = {}
        """The field behind each blank character."""
        self._law = law

    def text(self, key: str, **params: str | int) -> str:
        """A text of the catalogue ``documents``."""
        return self.language.text(f"documents.{key}", **params)

    def say(self, value: Value, field: str = "", label: str = "", one_line: bool = False) -> str:
        """``value`` as text to be drawn, with a blank character in place of each missing value.

        ``one_line`` keeps an address on one line. Raises ``UnprintableText`` for a character without a glyph.
        """
        text = clean(self.language.value(self._with_blanks(value), self._law, one_line=one_line))
        unprintable = self.stack.unprintable(text)
        if unprintable:
            character = min(unprintable, key=text.index)
            field = field or self._field_of(value, character)
            raise UnprintableText(character, label or self._excerpt(value, character), field)
        return text

    def title(self, value: Value) -> str:
        """``value`` as the title of a file: on one line, nothing in place of missing values."""
        text = clean(self.language.value(value, self._law, one_line=True))
        return " ".join(text.split())

    def is_blank(self, text: str) -> bool:
        """Whether ``text`` is one missing value and nothing else."""
        return text in self.blanks

    def _with_blanks(self, value: Value) -> Value:
        match value:
            case Missing():
                return self._blank(value.field)
            case Words(params=params) if params:
                return Words(value.key, {name: self._with_blanks(part) for name, part in params.items()})
            case str() if value and max(value) >= FIRST_BLANK:
                raise UnprintableText(max(value), value[:_EXCERPT], "")
            case _:
                return value

    def _blank(self, field: str) -> str:
        blank = chr(ord(FIRST_BLANK) + len(self.blanks))
        self.blanks[blank] = field
        self.stack.allow(blank)
        return blank

    def _holder(self, params: Mapping[str, Value], character: str) -> str | None:
        for name, part in params.items():
            if character in clean(self.language.value(self._with_blanks(part), self._law)):
                return name
        return None

    def _field_of(self, value: Value, character: str) -> str:
        if not isinstance(value, Words):
            return ""
        name = self._holder(value.params, character)
        return "" if name is None else self._field_of(value.params[name], character) or name

    def _excerpt(self, value: Value, character: str) -> str:
        name = self._holder(value.params, character) if isinstance(value, Words) else None
        if isinstance(value, Words) and name is not None:
            return self._excerpt(value.params[name], character)
        text = clean(self.language.value(self._with_blanks(value), self._law))
        return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
