#!/usr/bin/env python3
"""A switch of Ethernet between network namespaces that delivers each frame a little later, for kernels with and without netem.

    delayed_switch.py MILLISECONDS NAMESPACE ADDRESS/BITS [NAMESPACE ADDRESS/BITS …]

Makes the namespaces' devices (tap), prints `ready`, and switches until its standard input ends.
"""

import collections
import fcntl
import os
import select
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA
TAP_WITHOUT_HEADER = 0x0002 | 0x1000
FRAME = 1 << 16


def tap(name):
    file = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(file, TUNSETIFF, struct.pack("16sH", name.encode(), TAP_WITHOUT_HEADER))
    return file


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def devices(pairs):
    files = []
    for k, (namespace, address) in enumerate(pairs):
        name = f"rvtap{k}"
        files.append(tap(name))
        ip("link", "set", name, "netns", namespace)
        ip("-n", namespace, "addr", "add", address, "dev", name)
        ip("-n", namespace, "link", "set", name, "up")
        ip("-n", namespace, "link", "set", "lo", "up")
    return files


def switch(files, delay):
    port = {}  # of an address: where it is
    due = collections.deque()  # (time, file, frame): all are delayed alike, so the first to come is the first to go
    while True:
        wait = max(0, due[0][0] - time.monotonic()) if due else None
        for file in select.select([*files, sys.stdin], [], [], wait)[0]:
            if file is sys.stdin:
                return
            try:
                frame = os.read(file, FRAME)
            except BlockingIOError:
                continue
            port[frame[6:12]] = file
            to = port.get(frame[0:6])
            for other in [to] if to is not None else [f for f in files if f != file]:
                due.append((time.monotonic() + delay, other, frame))
        while due and due[0][0] <= time.monotonic():
            _, file, frame = due.popleft()
            try:
                os.write(file, frame)
            except BlockingIOError:
                pass  # as networks do; TCP sends it again


def main():
    delay = float(sys.argv[1]) / 1000
    files = devices(list(zip(sys.argv[2::2], sys.argv[3::2])))
    print("ready", flush=True)
    switch(files, delay)


main()
