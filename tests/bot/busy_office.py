"""An office at work, for tests of backups: deals are registered, decided and told until somebody says stop."""

import asyncio
import itertools
import sys

from tests.office import an_office, buttons


async def work(url: str) -> None:
    async with an_office(url) as office:
        print("open", flush=True)  # noqa: T201  # for whoever started it
        until = asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        for number in itertools.count():
            ref = await office.registers("rep", customer=f"Customer {number}")
            await office.presses("manager", buttons(office.card("manager", about=f"Customer {number}"))["Approve"])
            await office.types("rep", f"deal won {ref}" if number % 2 else f"deal lost {ref}")
            if until.done():
                return


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
