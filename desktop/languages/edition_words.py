"""The words that belong to an edition of the law: everything of ``law``, and what answers say about its entries.

They are catalogues of the usual form, ``LANGUAGE/law.po`` and ``LANGUAGE/result.po``, in the folder ``words``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from desktop.languages.catalogues import OF_EDITIONS
from desktop.languages.checks import find_catalogue_errors, placeholders
from desktop.languages.language import LANGUAGES
from desktop.languages.states import SPECS
from desktop.paths import translations_folder

KEYS: Final = ("law.", "result.finding.", "result.warning.", "result.step.")
"""How the keys begin that an edition may bring; every other text is the program's own."""
_COMMANDS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|<[A-Za-z/!?]")
_HEADER: Final = b"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def words_of_edition() -> dict[str, bytes]:
    """The catalogues of an edition by path below ``words``, taken from the program's own."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    files = {}
    for language in LANGUAGES:
        for name in OF_EDITIONS:
            with (translations_folder() / language / f"{name}.po").open("rb") as file:
                source = read_po(file, locale=language)
            kept = Catalog(locale=language)
            for message in source:
                if message.id and _key(message.id).startswith(KEYS):
                    kept.add(message.id, message.string)
            content = BytesIO()
            write_po(content, kept, width=0, sort_output=True, omit_header=True)
            files[f"{language}/{name}.po"] = _HEADER + content.getvalue()
    return files


def keys_in(folder: Path) -> dict[str, set[str]]:
    """The keys that have a text in the words below ``folder``, by language."""
    return {language: {key for key, _ in _texts(folder, language)} for language in LANGUAGES}


def find_word_errors(folder: Path) -> list[str]:
    """What is wrong with the words below ``folder``, as sentences with file and line."""
    if broken := list(_unreadable(folder)):
        return broken
    errors = [
        *find_catalogue_errors(folder),
        *_strange_keys(folder),
        *_strange_placeholders(folder),
        *_tags(folder),
    ]
    return [_with_line(folder, sentence) for sentence in errors]


def _strange_keys(folder: Path) -> Iterator[str]:
    for language, keys in keys_in(folder).items():
        for key in sorted(keys):
            if not key.startswith(KEYS):
                yield f"{_place(language, key)} is no word of the law."


def _strange_placeholders(folder: Path) -> Iterator[str]:
    """What the program does not fill in, going by its own text of the same key or of the same kind."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    own = {key: _names(text, "en") for key, text in _texts(translations_folder(), "en")}
    for key, names in own.items():
        known[_kind(key)] |= names
    for language in LANGUAGES:
        for key, text in _texts(folder, language):
            if strange := _names(text, language) - own.get(key, known[_kind(key)]):
                named = ", ".join(sorted(strange))
                yield f"{_place(language, key)} asks for {named}, which the program does not give."


def _tags(folder: Path) -> Iterator[str]:
    """The words of the law are plain; a tag or a control character would be obeyed by a page or a terminal."""
    for language in LANGUAGES:
        for key, text in _texts(folder, language):
            if _COMMANDS.search(text):
                yield f"{_place(language, key)} holds a tag or a character that commands a terminal."


def _place(language: str, key: str) -> str:
    return f"{language}/{key.partition('.')[0]}.po: {key}"


def _kind(key: str) -> str:
    """The first two parts of a key: ``law.condition``, ``result.warning``."""
    return ".".join(key.split(".")[:2])


def _names(text: str, language: str) -> frozenset[str]:
    try:
        return placeholders(text, SPECS[language])
    except ValueError:  # told with the other faults of the text
        return frozenset()


def _texts(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Key and text of everything that has one, the forms of a plural together."""
    from babel.messages.pofile import read_po

    for name in OF_EDITIONS:
        path = folder / language / f"{name}.po"
        if not path.is_file():
            continue
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id and message.string:
                    forms = [message.string] if isinstance(message.string, str) else message.string
                    yield _key(message.id), " ".join(forms)


def _key(message_id: str | list[str] | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _unreadable(folder: Path) -> Iterator[str]:
    """Catalogues that the checks themselves would stumble over."""
    for path in sorted(folder.glob("*/*.po")):
        try:
            path.read_text(encoding="utf-8")
            list(_texts(folder, path.parent.name))
        except Exception as error:  # a foreign file; Babel's reader promises no kind of exception
            yield f"words/{path.parent.name}/{path.name}: this is no catalogue ({error})."


def _with_line(folder: Path, sentence: str) -> str:
    """``de/law.po: law.x has no text.`` with the folder in front and the line of the key behind the file."""
    found = re.match(r"(?P<file>\w+/\w+\.po): (?P<key>[\w.*-]+)", sentence)
    if found is None or not (folder / found["file"]).is_file():
        return f"words/{sentence}"
    lines = (folder / found["file"]).read_text(encoding="utf-8").splitlines()
    number = next((n for n, line in enumerate(lines, 1) if line == f'msgid "{found["key"]}"'), None)
    where = found["file"] if number is None else f"{found['file']}, line {number}"
    return f"words/{where}{sentence[found.end('file') :]}"
