#!/usr/bin/env python3
"""What the shipped environments cost while nobody uses them: all three of them up, on a private engine, as root.

    python3 -B bench/rest.py [--seconds 60]

CPU is a share of one core. Containers are what runs in their cgroup, health checks included; the engine is dockerd and
everything else that it needs to run them and to start those checks. A machine that is busy otherwise makes both dearer, so
the load comes with the figures. Exit code: 1 when a goal is missed.

    scripts/newest-engine.sh run python3 -B bench/rest.py     on the newest engine
"""
import argparse
import contextlib
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

import cost

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENVIRONMENTS = {"dev": ["--yes"], "staging": ["--yes"], "prod": ["--confirm", "prod"]}


def progress(text):
    print(f"rest: {text}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def private_engine():
    folder = tempfile.mkdtemp(prefix="triptych-rest-")
    script = f"{ROOT}/scripts/private-engine.sh"
    started = subprocess.run([script, "start", f"{folder}/engine", "--owner", str(os.getpid())], stdout=subprocess.PIPE, text=True, check=True)
    try:
        yield folder, dict(line.split("=", 1) for line in started.stdout.split())
    finally:
        subprocess.run([script, "stop", f"{folder}/engine"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def example(folder, socket):
    """A copy of the shipped environments, with their images on the engine."""
    root = f"{folder}/example"
    shutil.copytree(f"{ROOT}/configs", f"{root}/configs")
    shutil.copytree(f"{ROOT}/docker", f"{root}/docker", ignore=shutil.ignore_patterns("trading-api"))
    subprocess.run([f"{ROOT}/scripts/build-images.sh", "--host", f"unix://{socket}", "--record", f"{root}/.triptych/images.env"],
                   stdout=sys.stderr, check=True)
    return root


def service_seconds(netns):
    """CPU of the processes that the containers were started for: what is left of the containers' are their health checks."""
    lists = glob.glob(f"/sys/fs/cgroup/pids/{netns}/*/cgroup.procs") or glob.glob(f"/sys/fs/cgroup/{netns}/*/cgroup.procs")
    return sum(cost.cpu_seconds(min(map(int, processes))) for processes in map(str.split, map(cost.read, lists)) if processes)


def container_seconds(netns):
    """CPU of everything that ever ran in a container of the engine, whichever kind of cgroup the machine has."""
    for path in glob.glob(f"/sys/fs/cgroup/*/{netns}/cpuacct.usage"):
        return int(cost.read(path)) / 1e9
    for line in cost.read(f"/sys/fs/cgroup/{netns}/cpu.stat").splitlines():
        if line.startswith("usage_usec"):
            return int(line.split()[1]) / 1e6
    sys.exit("rest: the containers have no cgroup that counts CPU")


def seconds(engine):
    """CPU of the containers, and of everything below the first process of the engine's namespace, which is dockerd's parent."""
    parent = int(cost.read(f"/proc/{engine['pid']}/stat").rpartition(")")[2].split()[1])
    return container_seconds(engine["netns"]), service_seconds(engine["netns"]), cost.tree_cpu_seconds(parent)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--triptych", default=f"{ROOT}/.build/release/triptych", help="the program")
    p.add_argument("--seconds", type=float, default=60, help="of rest")
    o = p.parse_args()
    triptych = shutil.which(o.triptych) or sys.exit(f"rest: no program {o.triptych}")
    rows = []
    with private_engine() as (folder, engine):
        root = example(folder, engine["socket"])
        enter = ["nsenter", f"--net=/run/netns/{engine['netns']}", triptych, "-C", root]
        env = dict(os.environ, DOCKER_HOST=f"unix://{engine['socket']}", DOCKER_CONFIG=f"{folder}/settings")
        for name, consent in ENVIRONMENTS.items():
            progress(f"launch {name}")
            start = time.monotonic()
            subprocess.run([*enter, "up", name, *consent], env=env, stdout=subprocess.DEVNULL, check=True)
            rows.append((f"launch of {name}, s", time.monotonic() - start, 15))
        progress(f"rest for {o.seconds:g} s")
        time.sleep(20)                          # what a start leaves to do: first scrapes, start intervals
        before, start = seconds(engine), time.monotonic()
        time.sleep(o.seconds)
        took = time.monotonic() - start
        containers, services, whole = ((now - then) / took * 100 for now, then in zip(seconds(engine), before))
        rows.append(("containers, % of a core", containers, 5))
        rows.append(("  their health checks", containers - services, None))
        rows.append(("engine, % of a core", whole - containers, None))
    for what, value, goal in rows:
        met = "" if goal is None else f"  goal < {goal}  {'met' if value < goal else 'MISSED'}"
        print(f"{what:<26} {value:6.1f}{met}")
    print(f"load average of {os.cpu_count()} cores: {os.getloadavg()[0]:.1f}")
    return 1 if any(goal is not None and value >= goal for _, value, goal in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
