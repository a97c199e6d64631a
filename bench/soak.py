#!/usr/bin/env python3
"""A day in seconds: what events and log lines by the hundred thousand cost triptych, beside docker's own client alone.

    python3 bench/soak.py [--events 100000] [--lines 1000000] [--program .build/release/triptych]

Both read the same made-up engine (bench/engine.py), one after the other. A row is one program: processor seconds of
itself and of its children, its memory at a tenth of the way and at its end, and what it has open, runs and uses once
nothing comes any more. Exits with 1 when memory is not flat, something is left open, triptych has a child, or is busy at
rest.
"""
import argparse
import atexit
import os
import pathlib
import pty
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import fcntl

import cost
import engine

ROOT = pathlib.Path(__file__).resolve().parent.parent


def memory(pid):
    lines = [line for line in cost.read(f"/proc/{pid}/status").splitlines() if line.startswith("VmRSS")]
    return int(lines[0].split()[1]) if lines else 0


def until(what, wanted, seconds=300):
    end = time.monotonic() + seconds
    while not wanted():
        if time.monotonic() > end:
            sys.exit(f"soak: waited {seconds} s for: {what}")
        time.sleep(0.02)


def busy(pid, seconds=5):
    """Share of a processor over some seconds, in percent."""
    before = cost.cpu_seconds(pid)
    time.sleep(seconds)
    return 100 * (cost.cpu_seconds(pid) - before) / seconds


def at_rest(pid, most=5):
    until("the program at rest", lambda: busy(pid, 2) <= most, 120)


def start(argv, environment):
    """Under a terminal that somebody reads."""
    pid, master = pty.fork()
    if pid == 0:
        os.execve(argv[0], argv, environment)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    screen = bytearray()

    def drain():
        try:
            while data := os.read(master, 65536):
                screen.extend(data)
                del screen[:-65536]
        except OSError:
            pass

    threading.Thread(target=drain, daemon=True).start()
    atexit.register(end, pid)
    return pid, master, screen


def end(pid):
    try:
        os.kill(pid, 15)
        os.waitpid(pid, 0)
    except OSError:                             # it has ended
        pass


def spent(pid):
    """Of the program itself, and of the children that it has waited for together with those that live."""
    fields = cost.read(f"/proc/{pid}/stat").rsplit(")", 1)[-1].split()
    waited = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK") if len(fields) > 14 else 0
    return cost.cpu_seconds(pid), waited + sum(map(cost.cpu_seconds, cost.children(pid)))


def files(pid):
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        return 0


def run(name, argv, environment, server, kind, total, keys=()):
    server.go.clear()
    server.kind, server.total = kind, total
    pid, master, _ = start(argv, environment)
    until(f"{name} listens", lambda: server.attached >= 1, 60)
    at_rest(pid)
    before = files(pid)
    wanted = server.attached
    for key in keys:
        os.write(master, key)
        time.sleep(1)
    if keys:
        until(f"{name} reads the log", lambda: server.attached > wanted, 60)
    begin, own = time.monotonic(), spent(pid)
    server.sent = 0
    server.go.set()
    until("a tenth", lambda: server.sent >= total / 10)
    early = memory(pid)
    until("all of it", lambda: server.sent >= total)
    took, after = time.monotonic() - begin, spent(pid)
    late = memory(pid)
    if keys:
        os.write(master, b"\x1b")
    at_rest(pid)
    idle = busy(pid)
    left = files(pid) - before, len(cost.children(pid))
    print(f"{name:<34} {took:7.1f} {after[0] - own[0]:8.2f} {after[1] - own[1]:9.2f} {early:9} {late:9} {idle:7.2f} {left[0]:+6d} {left[1]:9d}")
    end(pid)
    os.close(master)
    until("its end", lambda: server.attached == 0, 60)
    flat = late <= early * 1.5 + 16 * 1024
    return flat and idle <= 5 and left[0] <= 0 and left[1] <= 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--program", default=str(ROOT / ".build/release/triptych"))
    options = parser.parse_args()
    docker = shutil.which("docker")
    if not docker:
        print("soak: docker is missing: its client is what triptych is measured beside", file=sys.stderr)
        sys.exit(69)
    with tempfile.TemporaryDirectory(prefix="triptych-soak-", ignore_cleanup_errors=True) as folder:
        checkout = pathlib.Path(folder, "checkout")
        shutil.copytree(ROOT / "configs", checkout / "configs")
        shutil.copytree(ROOT / "docker", checkout / "docker", ignore=shutil.ignore_patterns(".build", "Sources", "Tests"))
        server = engine.Engine(f"{folder}/docker.sock")
        environment = {
            "PATH": os.environ["PATH"], "HOME": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "DOCKER_HOST": f"unix://{folder}/docker.sock", "SWIFT_BACKTRACE": "enable=no"}
        console = [options.program, "-C", str(checkout)]
        client = [docker, "--host", environment["DOCKER_HOST"]]
        print(f"{'':34} {'seconds':>7} {'cpu s':>8} {'others s':>9} {'10% KiB':>9} {'end KiB':>9} {'rest %':>7} {'files':>6} {'children':>9}")
        good = [
            run("docker events, alone", client + ["events", "--format", "{{json .}}"], environment, server, "events", options.events),
            run("triptych, events", console, environment, server, "events", options.events),
            run("docker logs, alone", client + ["logs", "--timestamps", "--follow", engine.CONTAINER], environment, server, "logs", options.lines),
            run("triptych, log lines", console, environment, server, "logs", options.lines, keys=(b"1", b"L")),
        ]
    # The client is measured beside, not judged.
    sys.exit(0 if good[1] and good[3] else 1)


if __name__ == "__main__":
    main()
