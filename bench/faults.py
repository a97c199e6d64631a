#!/usr/bin/env python3
"""Key to painted answer while an engine fails, beside the same keys while it is well: quote the ratio.

Two environments, each on an engine of its own, and all that can happen to one of them: the rows of docs/faults.md. The clock
is set for the program alone, by libfaketime (Debian's faketime), where that is installed. Needs root: the engines are
private ones.
"""
import argparse
import contextlib
import glob
import itertools
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
    """A socket before an engine's: passes on, later or not at all, or gives an answer of its own."""

    def __init__(self, path, upstream):
        self.upstream, self.delay, self.words = upstream, 0, None
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
            if self.words:
                client.recv(65536)
                client.sendall(self.words)
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


def repository(folder, addresses, check=None):
    for name, address in addresses.items():
        health = f"health: {{checks: [{{name: silent, type: http, url: '{check}', timeout: 30s}}]}}\n" if check and name == "sick" else ""
        write(f"{folder}/configs/environment/{name}.yaml",
              f"schema_version: 1\nenvironment: {{tier: development}}\n{health}"
              f"target: {{project: f-{name}, context: {name}, compose_files: [docker/{name}.yml]}}\n")
        write(f"{folder}/docker/{name}.yml", f"services:\n  api:\n    image: {IMAGE}\n")
        run("docker", "--config", f"{folder}/settings", "context", "create", name, "--docker", f"host={address}")


@contextlib.contextmanager
def small_disk(folder):
    """A folder on a disk of its own, and a call that fills it to the last byte."""
    run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder)

    def fill():
        with open(f"{folder}/filler", "wb", buffering=0) as file, contextlib.suppress(OSError):
            for size in 1 << 20, 4096, 1:
                with contextlib.suppress(OSError):
                    while file.write(bytes(size)) == size:
                        pass

    try:
        yield fill
    finally:
        run("umount", "--lazy", folder)


@contextlib.contextmanager
def again(act, pause=0.5):
    """Something that goes on happening."""
    stop = threading.Event()

    def repeat():
        while not stop.wait(pause):
            act()

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def presses(session, count, keys):
    answers = [session.press(keys[i % 2]) for i in range(count)]
    return [a[0] for a in answers if a], sum(a is None for a in answers)


class Bench:
    def __init__(self, session, count):
        self.session, self.count, self.rows = session, count, []

    def wait(self, *says, without=()):
        def holds():
            text = self.session.text()
            return all(word in text for word in says) and not any(word in text for word in without)
        return self.session.feed(holds, 120)       # an engine in a context is asked for a sign of life once a minute

    def measure(self, label, *says, keys="do"):
        """`keys` are a whole screen each, and back."""
        progress(label)
        at = self.wait(*says)
        if at is None:
            print(self.session.text(), file=sys.stderr)
        self.rows.append((label, "yes" if at else f"NO: {says}", *presses(self.session, self.count, keys)))


def faked_clock(path):
    """What lets a program's clock, but not its stopwatch, follow a file; None where nothing does."""
    library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)
    return library and {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": path, "FAKETIME_NO_CACHE": "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def clock_jumps(rows, session, path, count):
    def set_clock(hours):
        write(f"{path}.new", f"{hours:+d}h")
        os.rename(f"{path}.new", path)

    bench = Bench(session, count)
    bench.wait("well · running 1/1", "sick · running 1/1")
    jumps = itertools.cycle((30, -50, 0))
    with again(lambda: set_clock(next(jumps))):
        bench.measure("the clock is set, over and over", "well · running 1/1")
    set_clock(5)
    hour = time.strftime("%H:", time.gmtime(time.time() + 5 * 3600))
    if bench.wait(f"   {hour}", "well · running 1/1", "sick · running 1/1", without=["stale"]) is None:
        bench.rows[-1] = (bench.rows[-1][0], f"NO: {hour}", *bench.rows[-1][2:])
    rows += bench.rows


def flap(engine):
    engine.docker("kill", "f-sick-api-1")
    engine.docker("start", "f-sick-api-1")


def faults(bench, sick, between, other, full, fill):
    usual = "well · running 1/1"

    def well_again():
        bench.wait("sick · running 1/1", without=["stale", "engine"])

    bench.measure("nothing", usual, "sick · running 1/1")
    with again(lambda: flap(sick)):
        bench.measure("a container flaps", usual)
    bench.session.press("c")
    bench.measure("a check never answers", "checking", keys="oc")
    bench.session.press("o")
    between.delay = 1.5
    bench.measure("it is slow", usual, "engine slow")
    between.delay = 0
    os.kill(sick.pid, signal.SIGSTOP)
    bench.measure("it hangs", usual, "engine silent")
    os.kill(sick.pid, signal.SIGCONT)
    well_again()
    for label, number in ("it is stopped", signal.SIGTERM), ("it is killed", signal.SIGKILL):
        os.kill(sick.pid, number)
        bench.measure(label, usual, "engine unreachable")
        sick.restart()
        well_again()
    with again(sick.restart):
        bench.measure("it is restarted, over and over", usual)
    between.upstream = other.path
    os.kill(sick.pid, signal.SIGKILL)           # ends the stream of events, so that it is asked for anew
    bench.measure("another one takes its place", usual, "sick · stopped")
    for label, words, says in (
            ("something else answers", b"SSH-2.0-OpenSSH_9.2\r\n", "No Docker engine"),
            ("a proxy forbids", b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "not allowed")):
        between.words = words
        other.restart()
        bench.measure(label, usual, says)
    between.words, between.upstream = None, full.path
    bench.wait(usual, "sick · stopped", without=["engine", "stale"])
    fill()
    bench.session.press("1")
    bench.session.press("U")
    bench.wait("The launch of sick failed")
    bench.session.press("\r")
    bench.measure("its disk is full", usual, "sick")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--triptych", default=f"{ROOT}/.build/release/triptych", help="the program, with arguments if need be")
    p.add_argument("--presses", type=int, default=40, help="of keys, during each fault")
    o = p.parse_args()
    sys.setswitchinterval(0.0002)
    with contextlib.ExitStack() as ends:
        folder = ends.enter_context(tempfile.TemporaryDirectory(prefix="triptych-faults-"))
        os.mkdir(f"{folder}/small")
        fill = ends.enter_context(small_disk(f"{folder}/small"))
        engines = []
        for name in "well", "sick", "other", "small/full":
            engines.append(Engine(f"{folder}/{name}"))
            ends.callback(engines[-1].stop)
        well, sick, other, full = engines
        well.run("f-well")
        sick.run("f-sick")
        between = Between(f"{folder}/between.sock", sick.path)
        silent = ends.enter_context(socket.create_server(("127.0.0.1", 0)))
        repository(f"{folder}/repository", {"well": f"unix://{well.path}", "sick": f"unix://{folder}/between.sock"},
                   check=f"http://127.0.0.1:{silent.getsockname()[1]}/health")
        env = {"HOME": folder, "DOCKER_CONFIG": f"{folder}/repository/settings"}
        session = Session(shlex.split(o.triptych), env=env, folder=f"{folder}/repository")
        ends.callback(session.close)
        bench = Bench(session, o.presses)
        write(f"{folder}/clock", "+0")
        if fake := faked_clock(f"{folder}/clock"):
            jumping = Session(shlex.split(o.triptych), env=env | fake, folder=f"{folder}/repository")
            clock_jumps(bench.rows, jumping, f"{folder}/clock", o.presses)
            jumping.close()
        faults(bench, sick, between, other, full, fill)
    reference = percentile(next(times for label, _, times, _ in bench.rows if label == "nothing"), 0.5)
    print("| fault | told | key to painted, p50, ms | p99, ms | of the usual | keys without an answer |\n|---|---|---|---|---|---|")
    for label, told, times, lost in bench.rows:
        middle, most = percentile(times, 0.5), percentile(times, 0.99)
        if middle is None:
            print(f"| {label} | {told} | - | - | - | {lost} |")
            continue
        print(f"| {label} | {told} | {number(middle)} | {number(most)} | {number(middle / reference)} x | {lost} |")
    print(f"\n{o.presses} keys during each, 120x40, {os.cpu_count()} cores, load {os.getloadavg()[0] / os.cpu_count():.2f} a core")
    return 1 if any(told != "yes" or lost for _, told, _, lost in bench.rows) else 0


if __name__ == "__main__":
    sys.exit(main())
