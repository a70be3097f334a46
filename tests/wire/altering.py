"""What was sent, changed on its way: bits, gaps, additions, repetitions, and an end that is missing."""

import random
from collections.abc import Sequence


def altered(chance: random.Random, octets: bytes, pieces: Sequence[bytes] = ()) -> bytes:
    """With one change somewhere; one of `pieces` may stand in the place of what was there."""
    at = chance.randrange(len(octets))
    until = min(len(octets), at + chance.randrange(1, 20))
    match chance.randrange(6 if pieces else 5):
        case 0:
            return octets[:at] + bytes([octets[at] ^ (1 << chance.randrange(8))]) + octets[at + 1 :]
        case 1:
            return octets[:at] + octets[until:]
        case 2:
            return octets[:at] + chance.randbytes(chance.randrange(1, 9)) + octets[at:]
        case 3:
            return octets[:at] + octets[at:until] * 2 + octets[until:]
        case 4:
            return octets[:at]
        case _:
            return octets[:at] + chance.choice(pieces) + octets[until:]
