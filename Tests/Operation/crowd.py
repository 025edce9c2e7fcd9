"""Clients that take a place and give nothing: a process for each kind, its clients in one loop."""

import multiprocessing
import select
import socket
import time
from dataclasses import dataclass

# Everything of this kind has to be over by then, whatever the server does.
GUARD = 40
DROP_EVERY = 1.0


@dataclass
class Kind:
    """What a client sends at once, and what it sends a byte of now and then, over and over."""

    name: str
    opening: bytes
    drops: bytes = b""
    reads: bool = True


def request(line, *fields):
    return "".join(f"{each}\r\n" for each in (f"{line} HTTP/1.1", "Host: a", *fields, "")).encode()


FILE = request("GET /assets/coalitie.css")
KINDS = [
    Kind("slow head", request("GET /")[:-2] + b"X: ", b"a"),
    Kind("slow body", request("POST /login", "Content-Length: 60000"), b"a"),
    Kind("slow chunks", request("POST /login", "Transfer-Encoding: chunked"), b"1\r\na\r\n"),
    Kind("never reading", FILE * 200, reads=False),
    Kind("idle", request("GET /livez")),
    Kind("flood", b""),
]


class Slow:
    """One client; `life` is how long the server kept it, from its opening on."""

    def __init__(self, kind, port):
        self.kind = kind
        self.socket = socket.socket()
        self.socket.setblocking(False)
        if not kind.reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect_ex(("127.0.0.1", port))
        self.opened = self.life = None

    def open(self):
        self.send(self.kind.opening)
        self.opened = time.monotonic()

    def drop(self, turn):
        self.send(self.kind.drops[turn % len(self.kind.drops):][:1])

    def send(self, data):
        try:
            self.socket.send(data)
        except OSError:
            pass  # the server has closed it: the loop is told so by reading

    def read(self):
        """Throws away what came; true when the server has ended the connection."""
        try:
            if self.socket.recv(65536):
                return False
        except BlockingIOError:
            return False
        except OSError:
            pass
        self.life = time.monotonic() - (self.opened or time.monotonic())
        return True


class Loop:
    """All clients of a kind, until the server has closed those that read."""

    def __init__(self, kind, port, count):
        self.kind = kind
        self.poll = select.epoll()
        self.clients = {}
        for _ in range(count):
            client = Slow(kind, port)
            self.clients[client.socket.fileno()] = client
            self.poll.register(client.socket, select.EPOLLOUT)

    def run(self):
        end = time.monotonic() + GUARD
        turn, next_drop = 0, time.monotonic() + DROP_EVERY
        while self.waiting() and time.monotonic() < end:
            for descriptor, _ in self.poll.poll(0.1):
                self.handle(self.clients[descriptor])
            if self.kind.drops and time.monotonic() >= next_drop:
                for client in self.clients.values():
                    if client.opened and client.life is None:
                        client.drop(turn)
                turn, next_drop = turn + 1, next_drop + DROP_EVERY

    def waiting(self):
        if self.kind.reads:
            return any(client.life is None for client in self.clients.values())
        return any(client.opened is None for client in self.clients.values())

    def handle(self, client):
        if client.opened is None:
            client.open()
            self.poll.modify(client.socket, select.EPOLLIN if self.kind.reads else 0)
        elif client.read():
            self.poll.unregister(client.socket)


def start(kind, port, count):
    """A process that tells how long each client lived, and holds on until it is answered."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=work, args=(kind, port, count, there), daemon=True)
    process.start()
    return process, here


def work(kind, port, count, pipe):
    loop = Loop(kind, port, count)
    loop.run()
    pipe.send([client.life for client in loop.clients.values()])
    pipe.recv()
