"""SIGKILL while the protection changes over and over: what was announced opens, and never a half key file."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from random import Random

from keyring.backends.fail import Keyring as NoKeyring
from storage_helpers import another_program

from desktop.storage.keys.vault import Vault
from desktop.storage.problems import WrongPassphrase, WrongSheet

KEY = bytes(range(32))
SCRIPT = """
import datetime, sys
from pathlib import Path
from keyring.backends.fail import Keyring
from desktop.storage.keys.vault import Vault
vault, number = Vault(Path(sys.argv[1]), Keyring()), int(sys.argv[2])
while True:
    number += 1
    vault.wrap(bytes(range(32)), f"passphrase {number}")
    vault.add_sheet(bytes(range(32)), number.to_bytes(16, "big"), datetime.date(2026, 11, 22))
    vault.confirm_sheet()
    with open(sys.argv[3], "a") as said:
        said.write(f"{number}\\n")
    print(number, flush=True)
"""
KILLS = 6


def opens(vault: Vault, number: int) -> tuple[bool, bool]:
    """Whether passphrase and sheet of that number open."""
    found = []
    for unlock in (
        lambda: vault.unlock(f"passphrase {number}"),
        lambda: vault.unlock_with_sheet(number.to_bytes(16, "big")),
    ):
        try:
            found.append(unlock() == KEY)
        except (WrongPassphrase, WrongSheet):
            found.append(False)
    return found[0], found[1]


def test_a_kill_leaves_the_way_in_of_before_or_of_after(tmp_path: Path) -> None:
    random = Random(2026)
    vault = Vault(tmp_path, NoKeyring())
    vault.wrap(KEY, "passphrase 0")
    vault.add_sheet(KEY, bytes(16), dt.date(2026, 11, 22))
    vault.confirm_sheet()
    said, last = tmp_path / "said", 0
    for _ in range(KILLS):
        with another_program(SCRIPT, str(tmp_path), str(last), str(said)) as output:
            assert output.readline()
            time.sleep(random.uniform(0, 0.5))
        last = int(said.read_text().split()[-1])
        now, after = opens(vault, last), opens(vault, last + 1)
        assert now[0] or after[0], "no passphrase opens"
        assert now[1] or after[1], "no sheet opens"
        last += 1
