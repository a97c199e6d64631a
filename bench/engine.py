"""An engine made of nothing: answers what the docker client asks over a socket, and lets out events and log lines as
fast as they are read. With it, a day of an engine takes seconds, and the client is the real one."""
import http.server
import json
import os
import socketserver
import threading
import time

CONTAINER = "ab" * 32
LABELS = {
    "com.docker.compose.project": "trading-dev", "com.docker.compose.service": "api",
    "com.docker.compose.container-number": "1", "com.docker.compose.oneoff": "False",
}
INSPECTED = {
    "Id": CONTAINER, "Name": "/trading-dev-api-1", "RestartCount": 0, "Image": "sha256:" + "0" * 64,
    "State": {"Status": "running", "Running": True, "ExitCode": 0, "Error": "", "StartedAt": "2026-11-23T00:00:01.5Z"},
    "Config": {"Labels": LABELS, "Image": "image:1", "Tty": False}, "HostConfig": {"LogConfig": {"Type": "json-file"}},
}
LISTED = [{
    "Id": CONTAINER, "Names": ["/trading-dev-api-1"], "Image": "image:1", "Labels": LABELS, "State": "running",
    "Status": "Up", "Created": 1, "Command": "", "Ports": [], "Mounts": [],
}]


class Engine(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """`total` of one kind, events or logs, come to whoever listens when `go` is set; of the other kind nothing comes."""
    daemon_threads = True

    def __init__(self, path):
        self.go, self.kind, self.total, self.attached, self.sent = threading.Event(), "", 0, 0, 0
        super().__init__(path, Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that leaves while it is answered is none of ours."""


class Flood(Engine):
    """Its log is a block of frames: so many times to who reads it, and without end to who follows it."""

    def __init__(self, path, block, repeats):
        self.block, self.repeats = b"%x\r\n%s\r\n" % (len(block), block), repeats
        super().__init__(path)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def address_string(self):
        return "client"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.answer(b"", "text/plain")

    def do_GET(self):
        path = self.path.split("?")[0]
        path = path[path.index("/", 1):] if path.startswith("/v1.") else path
        if path == "/_ping":
            self.answer(b"OK", "text/plain")
        elif path == "/version":
            self.json({"Version": "20.10.24", "ApiVersion": "1.41", "MinAPIVersion": "1.12", "Os": "linux", "Arch": "amd64",
                       "Components": [{"Name": "Engine", "Version": "20.10.24", "Details": {}}]})
        elif path == "/info":
            self.json({"ID": "SOAK", "Name": "soak", "NCPU": 2, "MemTotal": 4 << 30,
                       "SystemTime": time.strftime("%Y-%m-%dT%H:%M:%S.0Z", time.gmtime())})
        elif path == "/containers/json":
            self.json(LISTED)
        elif path.endswith("/json"):
            self.json(INSPECTED)
        elif path == "/events":
            self.stream("events", "application/json", event)
        elif path.endswith("/logs") and isinstance(self.server, Flood):
            self.flood(endless="follow=1" in self.path)
        elif path.endswith("/logs"):
            self.stream("logs", "application/vnd.docker.raw-stream", line)
        else:
            self.json({"message": "no such thing"}, 404)

    def json(self, value, status=200):
        self.answer(json.dumps(value).encode(), "application/json", status)

    def answer(self, body, kind, status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Api-Version", "1.41")
        self.send_header("Ostype", "linux")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, name, kind, item):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.flush()
        self.server.attached += 1
        try:
            if self.server.kind == name:
                self.server.go.wait()
                for start in range(0, self.server.total, 100):
                    end = min(start + 100, self.server.total)
                    self.chunk(b"".join(map(item, range(start, end))))
                    self.server.sent = end
            self.connection.recv(1)             # the stream stays open, as an engine's does, until the listener goes
        except OSError:                         # the listener has gone
            pass
        finally:
            self.server.attached -= 1

    def flood(self, endless):
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.docker.raw-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        sent = 0
        try:
            while endless or sent < self.server.repeats:
                self.wfile.write(self.server.block)
                sent += 1
            self.wfile.write(b"0\r\n\r\n")
        except OSError:                         # the reader has gone
            pass

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()


def event(number):
    action = ("start", "die", "kill", "health_status: healthy")[number % 4]
    now = time.time_ns()
    return json.dumps({
        "status": action, "id": CONTAINER, "from": "image:1", "Type": "container", "Action": action,
        "Actor": {"ID": CONTAINER, "Attributes": {**LABELS, "number": str(number)}},
        "scope": "local", "time": now // 10 ** 9, "timeNano": now}).encode() + b"\n"


def line(number):
    text = b"2026-11-25T12:00:00.%09dZ INFO order %d was taken\n" % (number, number)
    return b"\1\0\0\0" + len(text).to_bytes(4, "big") + text
