"""Workers that claim and send, for tests with several threads and several processes."""

import sys

from storage.claimed import Work
from storage.database import Database
from tests.storage.examples import ALL, NOON


def work_off(database: Database, size: int = 7) -> list[str]:
    """Claims and sends until nothing is left; gives the copies that were posted here."""
    posted: list[str] = []
    while True:
        with database.write() as store:
            claims = store.claims.take(at=NOON, platforms=ALL, size=size)
        if not claims:
            return posted
        for claim in claims:
            with database.write() as store:
                if claim.work is Work.POST:
                    posted.append(claim.copy)
                    assert store.deliveries.sent(claim, conversation="c", message="m", at=NOON)
                else:
                    assert store.deliveries.amended(claim)


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(" ".join(work_off(Database(sys.argv[1]))))
