#!/usr/bin/env python3
"""What a flood of log lines costs: bytes read a second, and key to paint while it lasts.

An engine made of nothing (bench/engine.py) sends lines as fast as they are taken. `triptych logs` reads all of them, beside
`docker logs`; the console reads what it can show and drops the rest, while keys are pressed.

  bench/logs.py [--program .build/release/triptych] [--megabytes 160] [--presses 60]
"""
import argparse
import os
import random
import statistics
import subprocess
import tempfile
import time

import cost
import engine
from terminal import Session

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# One time and another text each: the same line again would be one that the engine has read twice.
LINE = b"2026-11-23T14:02:01.123456789Z " + b'{"level":"info","msg":"order taken","id":%06d,"took":0.412}' + b"\n"



def flood(folder, megabytes):
    """The engine, and the environment that leads to it."""
    count = 16 * 1024 * 1024 // len(LINE % 0)
    lines = [LINE % number for number in range(count)]
    block = b"".join(b"\1\0\0\0" + len(line).to_bytes(4, "big") + line for line in lines)
    path = os.path.join(folder, "docker.sock")
    server = engine.Flood(path, block, max(1, megabytes // 16))
    env = dict(os.environ, HOME=folder, DOCKER_HOST=f"unix://{path}")
    env.pop("DOCKER_CONTEXT", None)
    return server, env


def throughput(argv, env, megabytes):
    start = time.monotonic()
    subprocess.run(argv, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return megabytes / (time.monotonic() - start)


def press(session, word):
    """Milliseconds from the space bar to the frame that shows the word; the flood never leaves a silence."""
    time.sleep(random.uniform(0, 0.05))
    session.feed()
    at = time.monotonic()
    os.write(session.master, b" ")
    shown = session.feed(lambda: word in session.text(), 5)
    return shown and (shown - at) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=os.path.join(ROOT, ".build/release/triptych"))
    parser.add_argument("--megabytes", type=int, default=160)
    parser.add_argument("--presses", type=int, default=60)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as folder:
        _, env = flood(folder, options.megabytes)
        plain = throughput(["docker", "--host", env["DOCKER_HOST"], "logs", "--timestamps", engine.CONTAINER], env, options.megabytes)
        ours = throughput([program, "-C", ROOT, "logs", "dev"], env, options.megabytes)
        print(f"triptych logs         {ours:8.1f} MB/s   docker logs {plain:.1f} MB/s")
        session = Session([program, "-C", ROOT], env=env)
        session.first_frame()
        session.shows("running", 60)
        os.write(session.master, b"1L")
        session.shows("dropped", 60)
        session.settle(1)
        before = cost.cpu_seconds(session.pid)
        start = time.monotonic()
        waits = []
        for index in range(options.presses):
            waits.append(press(session, "following" if index % 2 else "paused"))
        spent = (cost.cpu_seconds(session.pid) - before) / (time.monotonic() - start)
        waits = sorted(wait for wait in waits if wait is not None)
        memory = cost.resident_megabytes(session.pid)
        session.close(("q", "q"))
    if waits:
        worst = waits[max(0, len(waits) * 95 // 100 - 1)]
        print(f"key to paint in flood {statistics.median(waits):8.2f} ms     95 % within {worst:.2f} ms, {len(waits)} keys")
    print(f"processor in flood    {spent * 100:8.0f} %      resident {memory:.0f} MB")


main()
