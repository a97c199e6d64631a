#!/usr/bin/env python3
"""What triptych costs, beside a reference measured in the same run: quote the ratio, not the milliseconds.

A figure is the median of the runs with (lowest..highest); keys pool all presses. The programs take turns, so
that a busy neighbour is busy for both. As root, the engine's figures come from a private engine.
"""
import argparse
import contextlib
import math
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import cost
import generate
from terminal import Session

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
rows = []


def number(x):
    return f"{x:.0f}" if abs(x) >= 100 else f"{x:.3g}"


def spread(values):
    values = [v for v in values if v is not None]
    if not values:
        return "-"
    return f"{number(statistics.median(values))} ({number(min(values))}..{number(max(values))})"


def percentile(values, share):
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else None


def row(what, ours, reference="", goal="", met=None):
    rows.append((what, ours, reference, goal, "" if met is None else "yes" if met else "NO"))


def below(value, limit):
    return None if value is None else value < limit


def median(values):
    values = [v for v in values if v is not None]
    return statistics.median(values) if values else None


def progress(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


# ---------------------------------------------------------------- what is measured

def start_once(argv, env=None, folder=None):
    session = Session(argv, env=env, folder=folder)
    try:
        return session.first_frame()
    finally:
        session.close()


def starts(o):
    progress("start to first frame")
    ours, theirs, floor = [], [], []
    start_once(o.triptych, folder=o.repository)                  # warm the page cache
    for _ in range(o.runs * 2):
        ours.append(start_once(o.triptych, folder=o.repository))
        theirs.append(start_once(["htop"]))
        floor.append(cost.command(["/bin/true"])["wall"])
    row("exec to first frame, ms", spread(ours), f"htop {spread(theirs)}", "< 25", below(median(ours), 25))
    row("  (exec of /bin/true, ms)", "", spread(floor))


def presses(session, count):
    session.settle(5, 0.4)
    keys = ["Down", "Up"]
    for key in keys:
        session.press(key)
    return [session.press(keys[i % 2]) for i in range(count)]


def key_rows(label, ours, theirs):
    answered = [p for p in ours if p]
    reference = [p for p in theirs if p]
    times, sizes = [p[0] for p in answered], [p[1] for p in answered]
    for name, share, limit in ("p50", 0.5, 1), ("p99", 0.99, 10):
        value = percentile(times, share)
        row(f"key to settled, {label}, {name}, ms", number(value) if value else "-",
            f"htop {number(percentile([p[0] for p in reference], share) or 0)}", f"< {limit}", below(value, limit))
    row(f"bytes a key, {label}, p50", number(percentile(sizes, 0.5)) if sizes else "-",
        f"htop {number(percentile([p[1] for p in reference], 0.5) or 0)}", "< 400", below(percentile(sizes, 0.5), 400))
    if len(answered) < len(ours):
        row(f"  keys without an answer, {label}", f"{len(ours) - len(answered)} of {len(ours)}")


def keys(o, label, folder, env=None):
    progress(f"keys: {label}")
    ours, theirs = [], []
    for _ in range(o.runs):
        for argv, into, where in (o.triptych, ours, folder), (["htop"], theirs, None):
            session = Session(argv, env=env, folder=where)
            try:
                session.first_frame()
                into += presses(session, o.presses)
            finally:
                session.close()
    key_rows(label, ours, theirs)


def lists(o, label, folder):
    """Keys after which the rows are listed anew: order, groups, what differs, faults, a filter while it is typed."""
    progress(f"lists: {label}")
    took = []
    for _ in range(o.runs):
        session = Session(o.triptych, folder=folder)
        try:
            session.first_frame()
            session.settle(5, 0.4)
            session.press("d")
            took += [session.press(key) for key in "aassffzzzz/value"]
        finally:
            session.close()
    times = [p[0] for p in took if p]
    for name, share in ("p50", 0.5), ("p99", 0.99):
        value = percentile(times, share)
        row(f"key that lists anew, {label}, {name}, ms", number(value) if value else "-", "", "< 16", below(value, 16))


def idling(o, env=None):
    progress(f"idle, {o.idle} s each")
    found = {}
    for label, argv, folder in ("triptych", o.triptych, o.repository), ("htop", ["htop"], None):
        session = Session(argv, env=env, folder=folder)
        try:
            session.first_frame()
            session.settle(5, 1)
            found[label] = cost.idle(session.pid, o.idle)
            session.feed()
        finally:
            session.close()
    ours, theirs = found["triptych"], found["htop"]
    row("idle, % of a core", number(ours["cpu"]), f"htop {number(theirs['cpu'])}", "< 0.1", below(ours["cpu"], 0.1))
    row("idle, wake-ups a second", number(ours["wakeups"]), f"htop {number(theirs['wakeups'])}")
    row("resident, MB", number(ours["rss"]), f"htop {number(theirs['rss'])}", "< 25", below(ours["rss"], 25))
    for name, share, resident in ours["children"]:
        row(f"  child: {name}", f"{number(share)} %, {number(resident)} MB")


def loading(o, label, folder, limit):
    """From exec to exit, without docker: reading, checking and comparing are ours; resolving is Compose's."""
    progress(f"load, validate, diff: {label}")
    for verb in ["validate", "--offline"], ["diff", "--offline", "--format", "json"]:
        runs, earlier = [], []
        for _ in range(o.runs):
            runs.append(cost.command(o.triptych + verb, folder=folder))
            if o.before:
                earlier.append(cost.command(o.before + verb, folder=folder))
        if any(r["code"] not in (0, 1) for r in runs):
            row(f"{verb[0]}, {label}", f"failed with exit code {runs[0]['code']}")
            continue
        wall = [r["wall"] for r in runs]
        row(f"{verb[0]}, {label}, ms", spread(wall), f"CPU {spread(r['own'] for r in runs)}", f"< {limit}", below(median(wall), limit))
        if earlier:
            row("  the same before, ms", "", f"{spread(r['wall'] for r in earlier)}, CPU {spread(r['own'] for r in earlier)}")
        if verb[0] == "diff":
            row(f"  its answer, {label}, kB", number(runs[0]["output"] / 1000))


def finding(o, folder):
    """`list` in a repository that declares nothing: to read every Compose file, env file and command is ours."""
    progress("list: 40 apps")
    runs = [cost.command(o.triptych + ["list"], folder=folder) for _ in range(o.runs)]
    for what, key, limit in ("list, 40 apps of 400 Compose files, ms", "wall", 2000), ("  its memory, MB", "peak", 200):
        values = [r[key] for r in runs]
        row(what, spread(values), f"CPU {spread(r['own'] for r in runs)}" if key == "wall" else "", f"< {limit}",
            below(median(values), limit) and all(r["code"] == 0 for r in runs))


def engine_state(o, env):
    progress("engine state on the first screen")
    ours, theirs = [], []
    for _ in range(o.runs):
        session = Session(o.triptych, env=env, folder=o.repository)
        try:
            ours.append(session.shows(o.engine_pattern, 10))
        finally:
            session.close()
        theirs.append(cost.command(["docker", "ps"], env=dict(os.environ, **env))["wall"])
    row("exec to the engine's state, 6 services, ms", spread(ours), f"docker ps {spread(theirs)}", "< 30", below(median(ours), 30))


SERVICES = ("api", "quotes", "prometheus", "alertmanager", "grafana", "worker")


def services(env):
    """Six containers with a health check each, labelled as Compose would label those of the first environment."""
    source = """
      set -eu; cd "$(mktemp -d)"; mkdir -p bin tmp; cp "$(command -v busybox)" bin/busybox
      for name in sh sleep true; do ln -s busybox bin/$name; done
      tar -c . | docker import - triptych-bench:1 >/dev/null; rm -rf "$PWD"
      for service in $0 "$@"; do
        docker run --detach --name trading-dev-$service-1 --health-cmd true --health-interval 10s --stop-signal KILL \
          --label com.docker.compose.project=trading-dev --label com.docker.compose.service=$service \
          --label com.docker.compose.container-number=1 --label com.docker.compose.oneoff=False \
          triptych-bench:1 sleep 86400 >/dev/null
      done"""
    subprocess.run(["sh", "-c", source, *SERVICES], env=dict(os.environ, **env), check=True)


def resting(o, env):
    """The whole tree beside what operators would pick instead, on an engine with six services that are checked every 10 s."""
    progress(f"start and rest with six services, {o.idle} s each")
    lazydocker = shutil.which("lazydocker")
    programs = [("triptych", o.triptych)] + ([("lazydocker", [lazydocker])] if lazydocker else [])
    found = {}
    for label, argv in programs:
        runs = []
        for _ in range(o.runs):
            session = Session(argv, env=env, folder=o.repository)
            try:
                session.first_frame()
                session.settle(5, 1)
                runs.append({"start": cost.tree_cpu_seconds(session.pid) * 1000})
            finally:
                session.close()
        session = Session(argv, env=env, folder=o.repository)
        try:
            session.first_frame()
            session.settle(5, 1)
            time.sleep(10)
            rest = cost.idle(session.pid, o.idle)
            rest["spawned"] = cost.spawned(session.pid, o.idle)
        finally:
            session.close()
        tree = rest["rss"] + sum(child[2] for child in rest["children"])
        found[label] = {"start": median([r["start"] for r in runs]), "tree": tree, **rest}
    ours, theirs = found["triptych"], found.get("lazydocker")
    beside = lambda key: f"lazydocker {number(theirs[key])}" if theirs else "lazydocker is not installed"
    row("CPU of a start with nothing changed, ms", number(ours["start"]), beside("start"), "< 80", below(ours["start"], 80))
    row("resident with its children, MB", number(ours["tree"]), beside("tree"), "< 20", below(ours["tree"], 20))
    row("  children", str(len(ours["children"])), "", "0", not ours["children"])
    row("  processes spawned a minute at rest", number(ours["spawned"]), beside("spawned"), "0", ours["spawned"] == 0)
    row("  % of a core at rest", number(ours["cpu"] + sum(c[1] for c in ours["children"])), beside("cpu"))


@contextlib.contextmanager
def private_engine(o):
    """The environment variables that reach it, and its pid."""
    folder = tempfile.mkdtemp(prefix="triptych-bench-")
    script = f"{ROOT}/scripts/private-engine.sh"
    started = subprocess.run([script, "start", f"{folder}/engine", "--owner", str(os.getpid())], stdout=subprocess.PIPE, text=True)
    try:
        facts = dict(line.split("=", 1) for line in started.stdout.split())
        yield ({"DOCKER_HOST": f"unix://{facts['socket']}"}, int(facts["pid"])) if started.returncode == 0 else None
    finally:
        subprocess.run([script, "stop", f"{folder}/engine"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def table():
    head = ("measure", "triptych", "reference", "goal", "met")
    widths = [max(len(str(line[i])) for line in [head, *rows]) for i in range(len(head))]
    for line in [head, tuple("-" * w for w in widths), *rows]:
        print("| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths)) + " |")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--triptych", default=f"{ROOT}/.build/release/triptych", help="the program, with arguments if need be")
    p.add_argument("--before", help="the program of an earlier commit, which loads beside it")
    p.add_argument("--repository", default=ROOT, help="the repository it is shown [this one]")
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--presses", type=int, default=40, help="of keys, in each run")
    p.add_argument("--idle", type=float, default=20, help="seconds of idling")
    p.add_argument("--only", default="start,keys,idle,load,big,engine,hung", help="of: %(default)s")
    p.add_argument("--engine-pattern", default="running|healthy|starting", help="what shows the engine's state on the screen")
    o = p.parse_args()
    o.triptych = shlex.split(o.triptych)
    o.before = shlex.split(o.before or "")
    for argv in filter(None, (o.triptych, o.before)):
        argv[0] = shutil.which(argv[0]) or sys.exit(f"bench: no program {argv[0]}")
    want = o.only.split(",")
    sys.setswitchinterval(0.0002)               # lets the reading thread stamp at once
    with tempfile.TemporaryDirectory(prefix="triptych-bench-") as folder:
        big = generate.repository(f"{folder}/big") if {"big", "load"} & set(want) else None
        secret = generate.repository(f"{folder}/secret", secrets=20) if "load" in want else None
        if "start" in want:
            starts(o)
        if "keys" in want:
            keys(o, "shipped", o.repository)
        if "idle" in want:
            idling(o)
        if "load" in want:
            loading(o, "shipped", o.repository, 100)
            loading(o, "50 x 200 x 2,000", big, 1000)
            loading(o, "50 x 200 x 2,000 with 1,000 secrets", secret, 1000)
            finding(o, generate.apps(f"{folder}/apps"))
        if "big" in want:
            keys(o, "50 x 200 x 2,000", big)
            lists(o, "50 x 200 x 2,000", big)
        if {"engine", "hung"} & set(want):
            with private_engine(o) as engine:
                if engine is None:
                    row("engine", "no private engine (needs root and dockerd)")
                elif "engine" in want:
                    services(engine[0])
                    engine_state(o, engine[0])
                    resting(o, engine[0])
                if engine and "hung" in want:
                    os.kill(engine[1], signal.SIGSTOP)
                    keys(o, "hung engine", o.repository, engine[0])
                    os.kill(engine[1], signal.SIGCONT)
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    table()
    print(f"\n{o.runs} runs in turns, 120x40, {os.cpu_count()} cores, load {busy:.2f} a core"
          + (" - a busy machine: read the ratios" if busy > 0.7 else ""))
    return 1 if any(line[4] == "NO" for line in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
