"""What reading one file may cost."""

LARGEST = 25 * 1024 * 1024
"""Bytes of a file."""
UNPACKED = 100 * 1024 * 1024
"""Bytes that all its parts have together, once they are unpacked."""
PARTS = 5000
"""Parts of a packed file."""
PAGES = 3000
LONGEST = 500_000
"""Characters of its text; what follows is left out."""
MEMORY = 768 * 1024 * 1024
"""Bytes of address space."""
CPU = 20
"""Seconds of one core."""
WALL = 40.0
"""Seconds until it is ended from outside, whatever it waits for."""
ANSWER = 4 * 1024 * 1024
"""Bytes of what the child may say: the text as JSON, six bytes a character at most."""
