#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Daemons, name servers and a gateway under mixed load for a long time: whether they grow.

Clients of both generations in Python and in C come and go, and half of them are killed in the middle of what they
do; others misbehave in every way. Twelve times a minute it is looked how much memory and how many descriptors each
server has. Its status is 0 when no good client found anything wrong, no server grew after the first five minutes,
and each has as many descriptors after all of it as before.

usage: soak.py HOST PYROCTL SOAK_CLIENT SECONDS
SOAK_MINUTES in the environment says it instead of SECONDS.
"""
import collections
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HOST, PYROCTL, C_CLIENT, SECONDS = sys.argv[1:5]
LASTING = float(os.environ.get("SOAK_MINUTES", float(SECONDS) / 60)) * 60  # seconds, as all times
SETTLING = 300  # in which memory may grow
INTERVAL = 5
PATIENCE = 60  # for what is to happen at the end
LIMITS = ["--limits", "15000", "5000", "1000"]  # a good client that waits for a processor may take long too
FOLDER = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith("PYRO_") and name != "MALLOC_PERTURB_"}

Sample = collections.namedtuple("Sample", "time memory descriptors threads")


class Server:
    def __init__(self, name, *command):
        self.name, self.samples = name, []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=ENVIRONMENT)
        self.line = self.process.stdout.readline().rstrip()
        self.place = self.line.split()[-1].split("@")[-1].removeprefix("http://").split("/")[0]

    def look(self):
        folder = pathlib.Path(f"/proc/{self.process.pid}")
        pages = int((folder / "statm").read_text().split()[1])
        return Sample(time.monotonic() - began, pages * os.sysconf("SC_PAGE_SIZE"),
                      len(os.listdir(folder / "fd")), len(os.listdir(folder / "task")))

    def between(self, first, last, field):
        values = [getattr(sample, field) for sample in self.samples if first <= sample.time < last]
        return statistics.median(values) if values else None

    def end(self):
        self.process.stdin.close()
        if self.name not in ("loop", "threads"):  # those end with their input
            self.process.send_signal(signal.SIGTERM)
        self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(PATIENCE)


class Seat:
    """One client after another of one kind."""

    def __init__(self, kind, command):
        self.kind, self.command = kind, command
        self.process = None

    def start(self):
        life = random.uniform(3, 20)
        self.killed_at = time.monotonic() + random.uniform(0.5, life) if random.random() < 0.5 else None
        self.process = subprocess.Popen([*self.command, str(life), str(random.randrange(1 << 30))], env=ENVIRONMENT,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        counts[self.kind] += 1

    def attend(self):
        """Ends it when its time has come, and has the next one come when it has ended."""
        if self.killed_at and time.monotonic() > self.killed_at:
            self.process.kill()
            counts["killed"] += 1
            self.stop()
            self.start()
        elif self.process.poll() is not None:
            said = self.process.stdout.read()
            if self.process.returncode == 77 or said.startswith("1..0 # SKIP"):
                print("skipped:", said)
                os._exit(77)
            if self.process.returncode != 0:
                failures.append(f"{self.kind} ended with {self.process.returncode}: {said}")
                print(failures[-1], flush=True)
            self.process.stdout.close()
            self.start()

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.communicate()


def start_servers(folder):
    names = [Server("names", PYROCTL, "ns", "-n", "127.0.0.1", "-p", "0", "-x"),
             Server("names in SQLite", PYROCTL, "ns", "-n", "127.0.0.1", "-p", "0", "-x", "-s", f"sql:{folder}/names")]
    loop = Server("loop", HOST, *LIMITS, "SERVERTYPE=multiplex")
    threads = Server("threads", HOST, *LIMITS, "SERVERTYPE=thread", "THREADPOOL_SIZE=500")
    subprocess.run([PYROCTL, "--ns", names[0].place, "register", "soak.thing", f"PYRO:thing@{loop.place}"],
                   env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    gateway = Server("gateway", PYROCTL, "--ns", names[0].place, "gateway", "--port", "0", "--expose", r"soak\..*")
    return [loop, threads, *names, gateway]


def make_seats(servers):
    loop, threads, *names, gateway = servers
    seats = []
    for server, server_type in (loop, "multiplex"), (threads, "thread"):
        port = server.place.rpartition(":")[2]
        for generation in "5", "4":
            rest = [HOST, generation, server_type, port, names[0].place, names[1].place, gateway.place]
            for program in "client", "villain":
                seats.append(Seat(f"Python {generation} {program}",
                                  [sys.executable, FOLDER / f"soak_{program}.py", *rest]))
            place = names[generation == "4"].place
            seats.append(Seat(f"C {generation} client", [C_CLIENT, port, generation, place]))
    return seats


def warm_up(servers, seats):
    """By now servers have all that they need for themselves."""
    for seat in seats:
        if seat.kind.endswith("client"):
            subprocess.run([*seat.command, "1", "1"], env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False)
    gateway = servers[-1]
    urllib.request.urlopen(f"http://{gateway.place}/pyro/soak.thing/nothing").close()
    return [server.look() for server in servers]


def report(servers):
    minutes = (time.monotonic() - began) / 60
    print(f"{minutes:5.1f} min", *(f"{server.name} {server.samples[-1].memory / 1e6:.1f} MB "
                                   f"{server.samples[-1].descriptors} fd {server.samples[-1].threads} th,"
                                   for server in servers), flush=True)


def run(servers, seats):
    for seat in seats:
        seat.start()
    looked = reported = 0
    while time.monotonic() - began < LASTING:
        for seat in seats:
            seat.attend()
        if time.monotonic() - looked >= INTERVAL:
            looked = time.monotonic()
            for server in servers:
                server.samples.append(server.look())
        if time.monotonic() - reported >= 60:
            reported = time.monotonic()
            report(servers)
        time.sleep(0.05)


def settle(server, before):
    """What a server has when all clients are gone, which it may notice a little later."""
    end = time.monotonic() + PATIENCE
    while (now := server.look()).descriptors > before.descriptors and time.monotonic() < end:
        time.sleep(0.1)
    return now


def judge(server, before, after):
    """Prints the figures of a server. Returns whether it is as it should be."""
    good = after.descriptors <= before.descriptors
    print(f"\n{server.name}: {before.memory / 1e6:.1f} MB, {before.descriptors} descriptors before;"
          f" {after.memory / 1e6:.1f} MB, {after.descriptors} descriptors, {after.threads} threads after it")
    if LASTING < 3 * SETTLING:
        return good
    for field, unit, slack in ("memory", 1e6, 1e6), ("descriptors", 1, 5):
        early = server.between(SETTLING, 2 * SETTLING, field)
        middle = server.between(LASTING / 2, LASTING / 2 + SETTLING, field)
        late = server.between(LASTING - SETTLING, LASTING, field)
        most = max(getattr(sample, field) for sample in server.samples)
        good = good and late <= early * 1.05 + slack
        print(f"  {field}: {early / unit:.1f} in minutes 5 to 10, {middle / unit:.1f} in the middle,"
              f" {late / unit:.1f} in the last 5 (medians), {most / unit:.1f} at most")
    return good


random.seed()
began = time.monotonic()
counts, failures = collections.Counter(), []
with tempfile.TemporaryDirectory() as folder:
    servers = start_servers(folder)
    seats = make_seats(servers)
    befores = warm_up(servers, seats)
    began = time.monotonic()
    try:
        run(servers, seats)
    finally:
        for seat in seats:
            seat.stop()
    verdicts = [judge(server, before, settle(server, before)) for server, before in zip(servers, befores)]
    endings = [server.end() for server in servers]
print("\nclients:", ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())))
print(len(failures), "clients found something wrong; the servers ended with", *endings)
for server, good in zip(servers, verdicts):
    print(f"{server.name}: {'no growth' if good else 'GREW'}")
sys.exit(bool(failures) or not all(verdicts) or any(endings))
