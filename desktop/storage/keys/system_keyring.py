"""The keyring of this system: the one backend of the library ``keyring`` that fits, loaded by its name.

The library's own search loads the backends of all systems. The one of macOS starts a compiler on Linux
(``ctypes.util.find_library``), and a file in the user's settings may name any other module; neither has a place here.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from desktop.storage.keys.vault import Keyring

_BACKENDS: Final = {
    "win32": "keyring.backends.Windows:WinVaultKeyring",
    "darwin": "keyring.backends.macOS:Keyring",
}
_OTHERS: Final = "keyring.backends.SecretService:Keyring"
"""GNOME's keyring, KDE's wallet and KeePassXC all speak this over D-Bus."""
_NONE: Final = "keyring.backends.fail:Keyring"


def system_keyring() -> Keyring:
    """The keyring, or one that refuses everything with ``keyring.errors.NoKeyringError`` where there is none."""
    backend = _backend(_BACKENDS.get(sys.platform, _OTHERS))
    found: Keyring = (backend if backend.viable else _backend(_NONE))()
    return found


def _backend(name: str) -> Any:
    module, _, kind = name.partition(":")
    return getattr(import_module(module), kind)
