#!/usr/bin/env python3
"""From what happens on an engine to the screen that shows it, beside docker's own client that prints it.

A container is paused, continued, killed and started over the engine's socket, while a second engine is well and then
hangs. Time 0 is the engine's own: that of its event. Needs root: the engines are private ones.
"""
import argparse
import contextlib
import http.client
import json
import os
import random
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from bench import ROOT, number, percentile, progress
from faults import Engine, repository
from terminal import Session

RUNNING = "well · running 1/1"
# What is done, the event that comes of it, and what the screen then says.
ACTS = (("pause", "pause", "paused"), ("unpause", "unpause", RUNNING), ("kill", "die", "exited"), ("start", "start", RUNNING))


class Connection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("engine")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


class Events:
    """`docker events` alone: when each event was printed, and when it had happened, in seconds since 1970."""

    def __init__(self, path):
        self.printed = []
        self.process = subprocess.Popen(
            ["docker", "--host", f"unix://{path}", "events", "--filter", "type=container", "--format", "{{json .}}"],
            stdout=subprocess.PIPE)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            at, event = time.time(), json.loads(line)
            self.printed.append((event["Action"], event["timeNano"] / 1e9, at))

    def last(self, action):
        end = time.time() + 5
        while time.time() < end:
            found = [event for event in self.printed if event[0] == action]
            if found:
                self.printed.clear()
                return found[-1][1:]
            time.sleep(0.002)
        raise SystemExit(f"docker printed no event '{action}'")

    def stop(self):
        self.process.kill()
        self.process.wait()


def measure(session, path, events, rounds):
    """Milliseconds from each event to docker's line, and to the screen; how many were not shown."""
    printed, painted, lost = [], [], 0
    for act, action, words in ACTS * rounds:
        time.sleep(random.uniform(0.3, 0.5))         # at no regular beat, and not so fast that looks are spared
        session.feed()
        connection = Connection(path)
        connection.request("POST", f"/containers/f-well-api-1/{act}")
        connection.getresponse().read()
        connection.close()
        at = session.feed(lambda: words in session.text(), 5)
        happened, line = events.last(action)
        printed.append((line - happened) * 1000)
        if at is None:
            lost += 1
        else:
            painted.append((at + time.time() - time.monotonic() - happened) * 1000)
    return printed, painted, lost


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--triptych", default=f"{ROOT}/.build/release/triptych", help="the program, with arguments if need be")
    p.add_argument("--rounds", type=int, default=25, help="of four events each, for each state of the other engine")
    o = p.parse_args()
    sys.setswitchinterval(0.0002)
    rows = []
    with tempfile.TemporaryDirectory(prefix="triptych-events-") as folder, contextlib.ExitStack() as ends:
        well, sick = (Engine(f"{folder}/{name}") for name in ("well", "sick"))
        for engine in well, sick:
            ends.callback(engine.stop)
        well.run("f-well")
        sick.run("f-sick")
        repository(f"{folder}/repository", {"well": f"unix://{well.path}", "sick": f"unix://{sick.path}"})
        env = {"HOME": folder, "DOCKER_CONFIG": f"{folder}/repository/settings"}
        session = Session(shlex.split(o.triptych), env=env, folder=f"{folder}/repository")
        ends.callback(session.close)
        if session.feed(lambda: RUNNING in session.text(), 60) is None:
            raise SystemExit(f"the console shows no running container:\n{session.text()}")
        session.settle()
        events = Events(well.path)
        ends.callback(events.stop)
        for label, stop in ("is well", None), ("hangs", signal.SIGSTOP):
            progress(f"the other engine {label}")
            if stop:
                os.kill(sick.pid, stop)
                ends.callback(os.kill, sick.pid, signal.SIGCONT)
            rows.append((label, *measure(session, well.path, events, o.rounds)))
    print("| the other engine | event to | p50, ms | p95, ms | p99, ms | not shown |\n|---|---|---|---|---|---|")
    for label, printed, painted, lost in rows:
        for what, times, missed in ("docker's line", printed, 0), ("the screen", painted, lost):
            figures = " | ".join(number(percentile(times, part)) if times else "-" for part in (0.5, 0.95, 0.99))
            print(f"| {label} | {what} | {figures} | {missed} |")
    print(f"\n{o.rounds * len(ACTS)} events each, 120x40, {os.cpu_count()} cores, load {os.getloadavg()[0] / os.cpu_count():.2f} a core")
    return 1 if any(lost for *_, lost in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
