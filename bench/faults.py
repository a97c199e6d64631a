#!/usr/bin/env python3
"""Key to painted answer while an engine fails, beside the same keys while it is well: quote the ratio.

Two environments, each on an engine of its own; one of them is killed, hangs, is slow, talks nonsense or has a container
that flaps. Needs root: the engines are private ones. What the screen says meanwhile stands in docs/faults.md.
"""
import argparse
import contextlib
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from bench import ROOT, number, percentile, progress
from terminal import Session

IMAGE = "triptych-bench:1"


def run(*argv, **more):
    return subprocess.run(argv, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more).stdout


class Engine:
    def __init__(self, folder):
        self.folder = folder
        self.script = f"{ROOT}/scripts/private-engine.sh"
        facts = run(self.script, "start", folder, "--owner", str(os.getpid()))
        self.take(facts)
        self.make_image()

    def take(self, facts):
        known = dict(line.split("=", 1) for line in facts.split())
        self.path, self.pid = known["socket"], int(known["pid"])

    def docker(self, *words):
        return run("docker", "--host", f"unix://{self.path}", *words)

    def make_image(self):
        with tempfile.TemporaryDirectory() as root:
            os.makedirs(f"{root}/bin")
            shutil.copy(shutil.which("busybox"), f"{root}/bin/busybox")
            os.symlink("busybox", f"{root}/bin/sleep")
            packed = subprocess.run(["tar", "-C", root, "-c", "."], check=True, stdout=subprocess.PIPE).stdout
            subprocess.run(["docker", "--host", f"unix://{self.path}", "import", "-", IMAGE], check=True, input=packed, stdout=subprocess.DEVNULL)

    def run(self, project):
        self.docker("run", "--detach", "--name", f"{project}-api-1", "--stop-signal", "KILL",
                    "--label", f"com.docker.compose.project={project}", "--label", "com.docker.compose.service=api",
                    "--label", "com.docker.compose.container-number=1", IMAGE, "sleep", "3600")

    def restart(self):
        self.take(run(self.script, "restart", self.folder))

    def stop(self):
        subprocess.run([self.script, "stop", self.folder], check=False)


class Between:
    """A socket before an engine's: passes on, later or not at all, or talks nonsense."""

    def __init__(self, path, upstream):
        self.upstream, self.delay, self.nonsense = upstream, 0, False
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(64)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.answer, args=(client,), daemon=True).start()

    def answer(self, client):
        with contextlib.suppress(OSError), client:
            if self.nonsense:
                client.recv(65536)
                client.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
                return
            time.sleep(self.delay)
            with socket.socket(socket.AF_UNIX) as engine:
                engine.connect(self.upstream)
                back = threading.Thread(target=self.pump, args=(engine, client), daemon=True)
                back.start()
                self.pump(client, engine)
                back.join()

    @staticmethod
    def pump(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def repository(folder, addresses):
    for name, address in addresses.items():
        write(f"{folder}/configs/environment/{name}.yaml",
              f"schema_version: 1\nenvironment: {{tier: development}}\n"
              f"target: {{project: f-{name}, context: {name}, compose_files: [docker/{name}.yml]}}\n")
        write(f"{folder}/docker/{name}.yml", f"services:\n  api:\n    image: {IMAGE}\n")
        run("docker", "--config", f"{folder}/settings", "context", "create", name, "--docker", f"host={address}")


def presses(session, count):
    keys = ["d", "o"]                           # a whole screen each, and back
    answers = [session.press(keys[i % 2]) for i in range(count)]
    return [a[0] for a in answers if a], sum(a is None for a in answers)


def measure(rows, label, session, says, count):
    progress(label)
    at = session.feed(lambda: all(word in session.text() for word in says), 60)
    times, lost = presses(session, count)
    rows.append((label, "yes" if at else f"NO: {says}", times, lost))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--triptych", default=f"{ROOT}/.build/release/triptych", help="the program, with arguments if need be")
    p.add_argument("--presses", type=int, default=40, help="of keys, during each fault")
    o = p.parse_args()
    triptych = shlex.split(o.triptych)
    sys.setswitchinterval(0.0002)
    rows = []
    with tempfile.TemporaryDirectory(prefix="triptych-faults-") as folder, contextlib.ExitStack() as ends:
        well, sick = (Engine(f"{folder}/{name}") for name in ("well", "sick"))
        ends.callback(well.stop)
        ends.callback(sick.stop)
        well.run("f-well")
        sick.run("f-sick")
        between = Between(f"{folder}/between.sock", sick.path)
        repository(f"{folder}/repository", {"well": f"unix://{well.path}", "sick": f"unix://{folder}/between.sock"})
        env = {"HOME": folder, "DOCKER_CONFIG": f"{folder}/repository/settings"}
        session = Session(triptych, env=env, folder=f"{folder}/repository")
        ends.callback(session.close)
        usual = "well · running 1/1"
        measure(rows, "nothing", session, [usual, "sick · running 1/1"], o.presses)

        stop = threading.Event()

        def flap():
            while not stop.wait(0.5):
                sick.docker("kill", "f-sick-api-1")
                sick.docker("start", "f-sick-api-1")

        flapping = threading.Thread(target=flap)
        flapping.start()
        measure(rows, "a container flaps", session, [usual], o.presses)
        stop.set()
        flapping.join()
        between.delay = 1.5
        measure(rows, "slow", session, [usual, "engine slow"], o.presses)
        between.delay = 0
        os.kill(sick.pid, signal.SIGSTOP)
        measure(rows, "hung", session, [usual, "engine silent"], o.presses)
        os.kill(sick.pid, signal.SIGCONT)
        session.feed(lambda: "sick · running" in session.text() and "stale" not in session.text(), 60)
        os.kill(sick.pid, signal.SIGKILL)
        measure(rows, "killed", session, [usual, "engine unreachable"], o.presses)
        sick.restart()
        session.feed(lambda: "engine unreachable" not in session.text(), 60)
        between.nonsense = True
        os.kill(sick.pid, signal.SIGKILL)         # ends the stream of events, so that it is asked for anew
        measure(rows, "garbage", session, [usual, "No Docker engine"], o.presses)
    reference = percentile(rows[0][2], 0.5)
    print("| fault | told | key to painted, p50, ms | p99, ms | of the usual | keys without an answer |\n|---|---|---|---|---|---|")
    for label, told, times, lost in rows:
        middle, most = percentile(times, 0.5), percentile(times, 0.99)
        if middle is None:
            print(f"| {label} | {told} | - | - | - | {lost} |")
            continue
        print(f"| {label} | {told} | {number(middle)} | {number(most)} | {number(middle / reference)} x | {lost} |")
    print(f"\n{o.presses} keys during each, 120x40, {os.cpu_count()} cores, load {os.getloadavg()[0] / os.cpu_count():.2f} a core")
    return 1 if any(told != "yes" or lost for _, told, _, lost in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
