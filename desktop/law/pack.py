"""A pack from end to end: made and signed from the files of an edition, and examined before it is taken."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.edition import Edition
from desktop.law import manifest, signing
from desktop.law.edition_checks import find_edition_errors
from desktop.law.edition_tree import digests, read_tree, write_tree
from desktop.law.packfile import Fault, PackRefused, write_pack
from desktop.law.signing import Key, Trust


@dataclasses.dataclass(frozen=True, slots=True)
class Signed:
    """An edition whose signature and digests are right. ``id`` is ``DATE+DIGEST``, as answers name it."""

    edition: Edition
    id: str
    key: Key


def make_pack(files: Mapping[str, bytes], edition: Edition, private: Ed25519PrivateKey) -> bytes:
    """The pack of ``files`` with the manifest ``edition``, whose digests are worked out here."""
    text = manifest.write_manifest(dataclasses.replace(edition, files=digests(files))).encode()
    envelope = {manifest.NAME: text, signing.NAME: signing.sign(text, private).encode()}
    return write_pack({**files, **envelope})


def check_pack(files: Mapping[str, bytes], keys: Mapping[str, Key], folder: Path) -> Signed:
    """The signed edition in ``files``, all of it checked; ``folder`` is empty and takes the files for reading.

    Raises ``PackRefused`` with everything that is wrong, of the envelope and of the data.
    """
    edition, sentences = _edition(files)
    signed, faults = _envelope(files, edition, sentences, keys)
    content = {name: data for name, data in files.items() if name not in (manifest.NAME, signing.NAME)}
    write_tree(content, folder)
    known = None if sentences or manifest.NAME not in files else edition
    sentences += find_edition_errors(folder, known)
    if faults or sentences or signed is None:
        raise PackRefused(tuple(faults), tuple(sentences))
    return signed


def check_folder(folder: Path) -> tuple[dict[str, bytes], Edition]:
    """The files and the manifest of an edition being written in ``folder``, all of it checked.

    Raises ``PackRefused`` with every fault, and ``OSError`` where there is no manifest.
    """
    sentences: list[str] = []
    text = (folder / manifest.NAME).read_text(encoding="utf-8", errors="replace")
    edition = manifest.read_manifest(text, sentences)
    sentences += find_edition_errors(folder, None if sentences else edition)
    if sentences:
        raise PackRefused((), tuple(sentences))
    return read_tree(folder), edition


def check_envelope(files: Mapping[str, bytes], keys: Mapping[str, Key]) -> Signed:
    """As ``check_pack``, for signature and digests alone: quick enough for every start."""
    edition, sentences = _edition(files)
    signed, faults = _envelope(files, edition, sentences, keys)
    if faults or sentences or signed is None:
        raise PackRefused(tuple(faults), tuple(sentences))
    return signed


def edition_id(edition: Edition, text: bytes) -> str:
    """``DATE+DIGEST`` of an edition, the digest being that of its manifest, which holds all others."""
    return f"{edition.date.isoformat()}+{hashlib.sha256(text).hexdigest()[:12]}"


def _edition(files: Mapping[str, bytes]) -> tuple[Edition, list[str]]:
    errors: list[str] = []
    try:
        text = files.get(manifest.NAME, b"").decode()
    except UnicodeDecodeError as error:
        text = ""
        errors.append(f"{manifest.NAME}: this is no valid TOML ({error}).")
    edition = manifest.read_manifest(text, errors)
    return edition, errors if manifest.NAME in files else []


def _envelope(
    files: Mapping[str, bytes], edition: Edition, sentences: Sequence[str], keys: Mapping[str, Key]
) -> tuple[Signed | None, list[Fault]]:
    """What is wrong with manifest, signature and digests.

    Of a manifest that could not be read (``sentences``) neither the day nor the list of files is known, so that
    nothing is said of the days of the key, nor of every file that the list then seems to lack.
    """
    signed, faults = _signed(files, edition, keys)
    if sentences and edition.date == dt.date.min:
        faults = [fault for fault in faults if fault.key != Trust.KEY_NOT_VALID.value]
    digests_known = edition.files or not sentences
    return signed, [*_missing(files), *faults, *(_digest_faults(files, edition) if digests_known else ())]


def _missing(files: Mapping[str, bytes]) -> Iterator[Fault]:
    for name in (manifest.NAME, signing.NAME):
        if name not in files:
            yield Fault("file_missing", {"file": name})


def _signed(
    files: Mapping[str, bytes], edition: Edition, keys: Mapping[str, Key]
) -> tuple[Signed | None, list[Fault]]:
    text, signature = files.get(manifest.NAME), files.get(signing.NAME)
    if text is None or signature is None:
        return None, []
    trust, key = signing.verify(text, signature.decode("utf-8", "replace"), edition.date, keys)
    if trust is Trust.GOOD and key is not None:
        return Signed(edition, edition_id(edition, text), key), []
    return None, [Fault(trust.value, {"owner": key.owner} if trust is Trust.KEY_NOT_VALID and key else {})]


def _digest_faults(files: Mapping[str, bytes], edition: Edition) -> Iterator[Fault]:
    found = digests({name: data for name, data in files.items() if name not in (manifest.NAME, signing.NAME)})
    for name in sorted(found.keys() | edition.files.keys()):
        if name not in found:
            yield Fault("file_missing", {"file": name[:80]})
        elif name not in edition.files:
            yield Fault("file_unlisted", {"file": name})
        elif found[name] != edition.files[name]:
            yield Fault("digest_wrong", {"file": name})
