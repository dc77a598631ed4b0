"""Loads what `nupcheck` needs, then forks off a run whenever it is asked to: see command.py."""

from __future__ import annotations

import json
import os
import pkgutil
import runpy
import socket
import sys
from importlib import import_module

_LIBRARIES = ("typer.main", "rich.console", "rich.table", "jinja2", "docx", "xlsxwriter")


def load() -> None:
    """Load the libraries and the core. Commands are left: their help is worded when they load."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # as main() does
    for name in _LIBRARIES:
        import_module(name)
    package = import_module("nupcheck")
    for module in pkgutil.walk_packages(package.__path__, "nupcheck."):
        if not module.name.startswith(("nupcheck.__main__", "nupcheck.cli")):
            import_module(module.name)


def serve(line: socket.socket) -> list[str]:
    """Fork until nobody asks any more. Returns, in each child, the words of its command."""
    while True:
        size, streams, _, _ = socket.recv_fds(line, 4, 3)
        if not size:
            sys.exit()
        words, folder, variables = json.loads(_exactly(line, int.from_bytes(size)))
        child = os.fork()
        if not child:
            line.close()
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(variables)
            return list(words)
        for stream in streams:
            os.close(stream)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        line.sendall(code.to_bytes(4, signed=True))


def _exactly(line: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        parts += line.recv(size - len(parts))
    return bytes(parts)


if __name__ == "__main__":
    load()
    sys.argv = ["nupcheck", *serve(socket.socket(fileno=int(sys.argv[1])))]
    runpy.run_module("nupcheck", run_name="__main__", alter_sys=True)
