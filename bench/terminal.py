"""A program under a pseudo-terminal, timed from outside.

Time 0 of a start is read in the child just before exec. A thread stamps every chunk as it leaves the terminal;
the emulator is fed afterwards, so emulation is in no figure.
"""
import collections
import fcntl
import math
import os
import pty
import random
import re
import signal
import struct
import termios
import threading
import time

import pyte

now = time.monotonic
KEYS = {"Up": "A", "Down": "B", "Right": "C", "Left": "D"}
QUIET = 0.06        # seconds of silence that end a repaint


class Screen(pyte.Screen):
    """pyte plus the sequences that ncurses uses and pyte lacks, and deaf to private forms that it trips over."""
    last = " "

    def draw(self, data):
        self.last = data[-1:] or " "
        super().draw(data)

    def repeat(self, n=1, **_):
        super().draw(self.last * max(1, n))

    def scroll_up(self, n=1, down=False, **_):
        y, margins = self.cursor.y, self.margins or pyte.screens.Margins(0, self.lines - 1)
        self.cursor.y = margins.top if down else margins.bottom
        for _ in range(max(1, n)):
            self.reverse_index() if down else self.index()
        self.cursor.y = y

    def scroll_down(self, n=1, **_):
        self.scroll_up(n, down=True)

    def is_blank(self):
        return not any(cell.data.strip() for row in self.buffer.values() for cell in row.values())


class Stream(pyte.ByteStream):
    csi = dict(pyte.Stream.csi, b="repeat", S="scroll_up", T="scroll_down")
    events = frozenset([*pyte.Stream.events, "repeat", "scroll_up", "scroll_down"])
    UNKNOWN = re.compile(rb"\x1b\[[<=>][0-9;]*[@-~]|\x1b\[\??[0-9;]*[$!\"' ][@-~]|\x1b[P_^X][^\x1b\x07]*(?:\x1b\\|\x07)")
    HALF = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_^X\]][^\x07\x1b]*\x1b?)?$")
    held = b""

    def feed(self, data):
        data = self.held + data
        half = self.HALF.search(data)           # keep back a sequence that a read cut in half
        self.held, data = (data[half.start():], data[:half.start()]) if half else (b"", data)
        try:
            super().feed(self.UNKNOWN.sub(b"", data))
        except (TypeError, AssertionError, IndexError, ValueError):
            pass                                # the picture suffers, the times do not


class Session:
    def __init__(self, argv, columns=120, rows=40, env=None, folder=None):
        self.chunks, self.seen, self.ended = collections.deque(), 0, False
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.write_process_input = lambda text: os.write(self.master, text.encode())
        environment = {k: v for k, v in os.environ.items() if k not in ("LINES", "COLUMNS", "NO_COLOR")}
        environment.update(env or {}, TERM="xterm-256color")
        reader, writer = os.pipe()              # closed by exec: its end tells that exec worked
        self.pid = os.fork()
        if not self.pid:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for fd in 0, 1, 2:
                    os.dup2(slave, fd)
                os.chdir(folder or ".")
                os.write(writer, struct.pack("d", now()))
                os.execvpe(argv[0], argv, environment)
            finally:
                os._exit(127)
        os.close(writer)
        os.close(slave)
        self.start, = struct.unpack("d", os.read(reader, 8))
        os.read(reader, 1)
        os.close(reader)
        self.changed = threading.Condition()
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        data = b"-"
        while data:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                data = b""
            at = now()
            with self.changed:
                if data:
                    self.chunks.append((at, data))
                self.ended = not data
                self.changed.notify()

    def feed(self, until=lambda: False, timeout=0.0):
        """Shows the emulator what came until `until()` holds: the time of the chunk that made it so, or None."""
        end = now() + timeout
        while True:
            while self.chunks:
                at, data = self.chunks.popleft()
                self.stream.feed(data)
                if until():
                    return at
            with self.changed:
                if not self.chunks and (self.ended or now() >= end or not self.changed.wait(end - now())):
                    return None

    def first_frame(self, timeout=20):
        """Milliseconds from exec to the first painted frame, or None."""
        at = self.feed(lambda: not self.screen.is_blank(), timeout)
        return at and (at - self.start) * 1000

    def shows(self, pattern, timeout=20):
        """Milliseconds from exec until the pattern is on the screen, or None. Call it before anything else."""
        at = self.feed(lambda: re.search(pattern, self.text()), timeout)
        return at and (at - self.start) * 1000

    def settle(self, cap=3.0, silence=0.3):
        self.answer(now() - silence, cap, silence)
        self.feed()

    def answer(self, since, cap, silence):
        """The chunks after `since`, once there was silence."""
        with self.changed:
            while True:
                got = [chunk for chunk in self.chunks if chunk[0] >= since]
                left = min(got[-1][0] + silence if got else math.inf, since + cap) - now()
                if left <= 0 or self.ended:
                    return got
                self.changed.wait(left)

    def press(self, key):
        """(milliseconds to the last byte of the answer, bytes), or None for a key without an answer."""
        self.settle(0.5, QUIET)
        time.sleep(random.uniform(0, 0.05))     # at no regular beat
        self.feed()
        application = 32 in self.screen.mode
        code = ("\x1bO" if application else "\x1b[") + KEYS[key] if key in KEYS else key
        at = now()
        os.write(self.master, code.encode())
        got = self.answer(at, 1.0, QUIET)
        return ((got[-1][0] - at) * 1000, sum(len(data) for _, data in got)) if got else None

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def close(self, keys=("q",)):
        for key in keys:
            if not self.ended:
                os.write(self.master, key.encode())
                self.answer(now(), 0.3, 0.1)
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        self.thread.join(1)
        if not self.thread.is_alive():
            os.close(self.master)
