"""``./run torture [NAME …]``: the program is broken on purpose, and every promise about what it keeps is counted.

One line a promise: how often it was tried, how often something was lost (it must be 0), and how long it took. All of
it takes less than 25 minutes on two cores, stops by itself, and leaves nothing behind. The exit status is 0 where
nothing was lost, 1 where something was, and 2 where this machine cannot try it.
"""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # so that it also runs without the program being installed

if __name__ == "__main__":
    if not sys.platform.startswith("linux"):
        print("Breaking the program on purpose needs Linux.", file=sys.stderr)
        sys.exit(2)
    from tests.torture.command import main

    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))  # tidies up on the way
    words = sys.argv[1:]  # through ``./run`` the word "torture" stands before the others
    sys.exit(main(words[words.index("torture") + 1 :] if "torture" in words else words))
