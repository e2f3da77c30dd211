"""Prints which of the (name, address, port) in a file answer, even if only with a refused connection."""

import asyncio
import json
import pathlib
import sys

# Forbidden connections are rejected at once; the timeout is for a broken network.
PATIENCE_SECONDS = 10


async def reaches(address, port):
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(address, port), PATIENCE_SECONDS)
        writer.close()
    except ConnectionRefusedError:
        return True
    except OSError:
        return False
    return True


async def main(tries):
    answers = await asyncio.gather(*(reaches(address, port) for _, address, port in tries))
    print(json.dumps([(name, port) for (name, _, port), answer in zip(tries, answers) if answer]))


if __name__ == "__main__":
    asyncio.run(main(json.loads(pathlib.Path(sys.argv[1]).read_text())))
