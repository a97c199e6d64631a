"""What a process costs, read from /proc: its own, and its children's beside it."""
import os
import re
import subprocess
import time


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:                             # it has ended
        return ""


def tasks(pid):
    try:
        return [f"/proc/{pid}/task/{task}" for task in os.listdir(f"/proc/{pid}/task")]
    except OSError:
        return []


def children(pid):
    """The live descendants."""
    found = [int(child) for task in tasks(pid) for child in read(task + "/children").split()]
    for child in found:                         # grows while it is walked
        found += [int(next_) for task in tasks(child) for next_ in read(task + "/children").split()]
    return found


def name(pid):
    return read(f"/proc/{pid}/cmdline").replace("\0", " ").strip()[:60]


def cpu_seconds(pid):
    """To the nanosecond, unlike the ticks of /proc/PID/stat."""
    return sum(int(read(task + "/schedstat").split()[0] or 0) for task in tasks(pid) if read(task + "/schedstat")) / 1e9


def switches(pid):
    """How often a thread of the process slept and was woken."""
    return sum(int(n) for task in tasks(pid) for n in re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", read(task + "/status"), re.M))


def resident_megabytes(pid):
    return sum(map(int, re.findall(r"^VmRSS:\s+(\d+)", read(f"/proc/{pid}/status"), re.M))) / 1024


def idle(pid, seconds):
    """What the process and its children cost while nobody does anything."""
    family = [pid, *children(pid)]
    before = {p: cpu_seconds(p) for p in family}
    woken, start = switches(pid), time.monotonic()
    time.sleep(seconds)
    took = time.monotonic() - start
    share = {p: max(0.0, cpu_seconds(p) - before[p]) / took * 100 for p in family}
    return {
        "cpu": share[pid], "wakeups": (switches(pid) - woken) / took, "rss": resident_megabytes(pid),
        "children": [(name(p), share[p], resident_megabytes(p)) for p in family[1:] if name(p)],
    }


def command(argv, env=None, folder=None):
    """One run of a plain command: milliseconds on the wall, CPU of its own and of its children, the highest memory of one process in MB (never below this program's), exit code."""
    start = time.monotonic()
    process = subprocess.Popen(argv, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = len(process.stdout.read())
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    wall = time.monotonic() - start
    fields = read(f"/proc/{process.pid}/stat").rpartition(")")[2].split()
    tick = os.sysconf("SC_CLK_TCK")
    own, others = (sum(map(int, fields[a:a + 2])) / tick * 1000 for a in (11, 13))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return {"wall": wall * 1000, "own": own, "children": others, "peak": usage.ru_maxrss / 1024, "output": output, "code": process.returncode}


def tree_cpu_seconds(pid):
    """Of a process, of its children that live and of those that it has waited for, to a hundredth of a second."""
    waited = 0
    for process in [pid, *children(pid)]:
        fields = read(f"/proc/{process}/stat").rpartition(")")[2].split()
        waited += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK") if len(fields) > 14 else 0
    return waited + sum(cpu_seconds(process) for process in [pid, *children(pid)])


def spawned(pid, seconds):
    """Processes a minute that come below one: seen every 5 ms, so that one of less is missed."""
    seen, end = set(children(pid)), time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        new = set(children(pid)) - seen
        count += len(new)
        seen |= new
        time.sleep(0.005)
    return count * 60 / seconds
