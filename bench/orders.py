#!/usr/bin/env python3
"""Places orders on a running api from several connections, and keeps what was acknowledged.

    orders.py URL [--connections N] [--orders N | --seconds S] [--ca FILE] [--keys FILE] [--acknowledged FILE]

Prints one line of JSON: how many orders were acknowledged, how many a second, and the latency of one in
milliseconds. Only for addresses of this machine. A connection that breaks ends quietly: whoever kills the
service under load wants to know what was acknowledged before, which is in the file, one id a line.
"""

import argparse
import asyncio
import json
import ssl
import sys
import time
import urllib.parse
import uuid


def request(host, key, number):
    body = json.dumps(
        {"symbol": "AAPL", "side": "buy", "quantity": 1, "limit_price": "0.01"}
    ).encode()
    lines = [
        "POST /orders HTTP/1.1",
        f"Host: {host}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"Idempotency-Key: {number}",
    ] + ([f"X-API-Key: {key}"] if key else [])
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    body = await reader.readexactly(int(fields.get("content-length", "0")))
    return int(lines[0].split(" ")[1]), body


class Load:
    def __init__(self, options):
        self.url = urllib.parse.urlsplit(options.url)
        if self.url.hostname not in ("127.0.0.1", "localhost", "::1"):
            sys.exit("orders.py: only addresses of this machine are loaded")
        self.context = ssl.create_default_context(cafile=options.ca) if self.url.scheme == "https" else None
        self.key = open(options.keys).readline().strip() if options.keys else None
        self.left = options.orders
        self.until = time.monotonic() + options.seconds
        self.acknowledged = open(options.acknowledged, "w") if options.acknowledged else None
        self.latencies = []
        self.refused = {}
        self.run = uuid.uuid4().hex

    async def work(self, worker):
        number = 0
        try:
            reader, writer = await asyncio.open_connection(
                self.url.hostname, self.url.port, ssl=self.context
            )
            while self.left > 0 and time.monotonic() < self.until:
                self.left -= 1
                number += 1
                started = time.perf_counter()
                writer.write(request(self.url.netloc, self.key, f"{self.run}-{worker}-{number}"))
                status, body = await answer(reader)
                if status == 201:
                    self.latencies.append(time.perf_counter() - started)
                    if self.acknowledged:
                        self.acknowledged.write(str(json.loads(body)["id"]) + "\n")
                        self.acknowledged.flush()
                else:
                    self.refused[status] = self.refused.get(status, 0) + 1
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            return

    async def place(self, connections):
        started = time.perf_counter()
        await asyncio.gather(*(self.work(worker) for worker in range(connections)))
        took = time.perf_counter() - started
        done = sorted(self.latencies)
        at = lambda share: round(1000 * done[min(len(done) - 1, int(share * len(done)))], 2) if done else None
        return {
            "acknowledged": len(done),
            "refused": self.refused,
            "orders_per_second": round(len(done) / took),
            "p50_ms": at(0.50),
            "p99_ms": at(0.99),
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("url")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--ca")
    parser.add_argument("--keys")
    parser.add_argument("--acknowledged")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(Load(options).place(options.connections))))


if __name__ == "__main__":
    main()
