#!/usr/bin/env python3
"""Writes scripts/start-order.txt: the functions that the console runs from its start to its rest.

    python3 -B bench/order.py [PROGRAM]

The linker puts them side by side (scripts/lean-flags.sh), so that the system maps 2 MB of the program in place of 10.
valgrind sees every call of a run in this repository: the start, a look at each view, and the end. A name that the
program no longer has is passed over by the linker; a function that is not listed costs a page when it is first called.
Run it (`make order`) when bench.py shows that the program has grown in memory.
"""
import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts/start-order.txt"
KEYS = ["\x1b[B", "2", "3", "4", "1", "?", "\x1b", "q"]
QUIET = 3           # seconds without a change on the screen; valgrind is slow


def run(program, profile):
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        environment = dict(os.environ, TERM="xterm-256color", SWIFT_BACKTRACE="enable=no")
        os.execvpe("valgrind", ["valgrind", "--tool=callgrind", "--demangle=no",
                                f"--callgrind-out-file={profile}", program], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    for key in [None, *KEYS]:
        if key:
            os.write(terminal, key.encode())
        seen = time.monotonic()
        end = seen + 60
        # The header's clock never rests, so that a change is what is longer than a clock.
        while time.monotonic() < min(seen + QUIET, end):
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    data = os.read(terminal, 65536)
                except OSError:                 # it has ended
                    break
                if len(data) > 200:
                    seen = time.monotonic()
    os.waitpid(pid, 0)


def called(profile):
    """Every name in a profile of callgrind, which gives each a number when it first appears."""
    return {re.sub(r"'\d+$", "", name) for name in re.findall(r"^c?fn=\(\d+\) (.+)$", profile.read_text(), re.M)}


def main():
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/triptych").resolve()
    for tool in "valgrind", "objcopy", "nm":
        if not shutil.which(tool):
            sys.exit(f"order: '{tool}' is missing")
    with tempfile.TemporaryDirectory(prefix="triptych-order-") as folder:
        # valgrind does not read the debugging information of this compiler.
        bare, profile = pathlib.Path(folder, "triptych"), pathlib.Path(folder, "profile")
        subprocess.run(["objcopy", "--strip-debug", program, bare], check=True)
        run(str(bare), profile)
        symbols = subprocess.run(["nm", "--defined-only", bare], check=True, capture_output=True, text=True).stdout
        functions = {name for _, kind, name in (line.split(" ", 2) for line in symbols.splitlines()) if kind in "tTwW"}
        names = sorted(called(profile) & functions)
    if len(names) < 1000:
        sys.exit(f"order: only {len(names)} functions were seen; that cannot be a start")
    LIST.write_text("\n".join(names) + "\n")
    print(f"order: {len(names)} functions in {LIST.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
