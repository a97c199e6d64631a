#!/usr/bin/env python3
"""What it costs that no acknowledged order is ever lost: orders a second and their latency with dev's settings,
with prod's, and with prod's but for `database.synchronous`, taking turns in one run. Then the service is killed
with SIGKILL under load, with prod's settings, started again, and every acknowledged order is looked for.

    durability.py [--rounds N] [--seconds S] [--connections N] [--kills N]

Both roles run as processes of this machine, from the image's own program, on loopback. Rate limits are off: they
would be measured instead. Everything else is what the environments declare, TLS and keys included.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(ROOT, "docker/trading-api/.build/release/trading-api")
TRIPTYCH = os.path.join(ROOT, ".build/release/triptych")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """Both roles of one environment, with its configuration moved to free ports and a folder of its own."""

    def __init__(self, name, environment, folder, change=lambda configuration: None):
        self.name, self.folder = name, os.path.join(folder, name.replace(" ", "-"))
        os.makedirs(self.folder)
        run = os.path.join(ROOT, f".triptych/run/{environment}/current/config/config.json")
        secrets = os.path.join(ROOT, f".triptych/secrets/{environment}")
        with open(run) as file:
            self.configuration = configuration = json.load(file)
        api = configuration["api"]
        api["bind"] = f"127.0.0.1:{free_port()}"
        api["rate_limit"]["enabled"] = False
        configuration["quotes"]["bind"] = f"127.0.0.1:{free_port()}"
        configuration["endpoints"]["quotes"] = "http://" + configuration["quotes"]["bind"]
        configuration["database"]["path"] = os.path.join(self.folder, "trading.db")
        configuration["database"]["backups"]["directory"] = os.path.join(self.folder, "backups")
        for section, key in (("auth", "keys"), ("tls", "certificate"), ("tls", "key")):
            if api[section].get(key):
                api[section][key] = os.path.join(secrets, os.path.basename(api[section][key]))
        change(configuration)
        self.url = ("https://" if api["tls"]["enabled"] else "http://") + api["bind"]
        self.ca = api["tls"]["certificate"] if api["tls"]["enabled"] else None
        self.keys = api["auth"]["keys"] if api["auth"]["mode"] == "api_key" else None
        self.processes = {}

    def start(self, *roles):
        for role in roles:
            # Each role has a metrics port of its own here; in the containers they are the same one.
            self.configuration["metrics"]["bind"] = f"127.0.0.1:{free_port()}"
            path = os.path.join(self.folder, f"{role}.json")
            with open(path, "w") as file:
                json.dump(self.configuration, file)
            with open(os.path.join(self.folder, f"{role}.log"), "a") as log:
                self.processes[role] = subprocess.Popen(
                    [PROGRAM, "serve", "--role", role, "--config", path], stdout=log, stderr=log
                )
        deadline = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError):
                if self.get("/health/ready"):
                    return self
            if time.monotonic() > deadline or self.processes["api"].poll() is not None:
                sys.exit(f"{self.name} is not ready; its logs are in {self.folder}")
            time.sleep(0.05)

    def get(self, path):
        request = urllib.request.Request(self.url + path)
        if self.keys:
            with open(self.keys) as file:
                request.add_header("X-API-Key", file.readline().strip())
        context = ssl.create_default_context(cafile=self.ca) if self.ca else None
        with urllib.request.urlopen(request, timeout=5, context=context) as answer:
            return json.load(answer)

    def load(self, connections, seconds, acknowledged=None):
        words = [sys.executable, "-B", os.path.join(ROOT, "bench/orders.py"), self.url]
        words += ["--connections", str(connections), "--seconds", str(seconds)]
        for flag, value in (("--ca", self.ca), ("--keys", self.keys), ("--acknowledged", acknowledged)):
            words += [flag, value] if value else []
        return subprocess.Popen(words, stdout=subprocess.PIPE)

    def measure(self, connections, seconds):
        return json.loads(self.load(connections, seconds).communicate()[0])

    def kill_under_load(self, connections, after):
        """How many orders were acknowledged before SIGKILL, and which of them are gone afterwards."""
        acknowledged = os.path.join(self.folder, "acknowledged")
        load = self.load(connections, after + 5, acknowledged)
        time.sleep(after)
        self.processes["api"].send_signal(signal.SIGKILL)
        self.processes["api"].wait()
        load.communicate()
        with open(acknowledged) as file:
            orders = file.read().split()
        self.start("api")
        lost = []
        for order in orders:
            try:
                self.get(f"/orders/{order}")
            except urllib.error.HTTPError:
                lost.append(order)
        return len(orders), lost

    def stop(self):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(timeout=20)


def without_full_sync(configuration):
    configuration["database"]["synchronous"] = "normal"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--kills", type=int, default=5)
    options = parser.parse_args()
    for environment in ("dev", "prod"):
        subprocess.run([TRIPTYCH, "-C", ROOT, "render", environment], check=True, stdout=subprocess.DEVNULL)
    folder = tempfile.mkdtemp(prefix="triptych-durability-")
    services = [
        Service("dev", "dev", folder),
        Service("prod, synchronous normal", "prod", folder, without_full_sync),
        Service("prod", "prod", folder),
    ]
    figures = {service.name: [] for service in services}
    for _ in range(options.rounds):
        for service in random.sample(services, len(services)):
            service.start("quotes", "api")
            figures[service.name].append(service.measure(options.connections, options.seconds))
            service.stop()
    print(f"{options.connections} connections, {options.rounds} rounds of {options.seconds:g} s, taking turns: medians")
    print("| settings | orders a second | p50, ms | p99, ms |")
    print("|---|---|---|---|")
    for name, runs in figures.items():
        middle = lambda key: statistics.median(run[key] for run in runs)
        print(f"| {name} | {middle('orders_per_second'):.0f} | {middle('p50_ms'):.2f} | {middle('p99_ms'):.1f} |")
        if any(run["refused"] for run in runs):
            print(f"{name} refused orders: {[run['refused'] for run in runs]}", file=sys.stderr)
    prod = services[-1].start("quotes", "api")
    total, lost = 0, []
    for _ in range(options.kills):
        count, gone = prod.kill_under_load(options.connections, random.uniform(0.5, 2))
        total, lost = total + count, lost + gone
    prod.stop()
    print(f"{options.kills} times SIGKILL under load with prod's settings: {total} orders acknowledged, {len(lost)} lost")
    if lost:
        sys.exit(1)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
