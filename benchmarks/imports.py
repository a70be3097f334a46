"""Imports the modules named in FILE, one a line, says so and waits: `python -m benchmarks.imports FILE`."""

import contextlib
import importlib
import sys
from pathlib import Path

for name in Path(sys.argv[1]).read_text().split():
    with contextlib.suppress(Exception):  # made by another module, not by a file
        importlib.import_module(name)
print("imported", flush=True)
sys.stdin.read()
