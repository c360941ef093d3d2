"""Reads every golden vector with a second, independent decoder (Debian's python3-cbor2).

For each vector: the bytes decode, what they say is what the description says, and a canonical encoding of what was read
gives the same bytes. Exit status 0 when all of it holds for all vectors of the given folder (by default this one).
"""

import json
import pathlib
import re
import sys

import cbor2

BYTES = re.compile(r"h'([0-9a-f]*)'(?: x (\d+))?")
WORD = re.compile(r".+ \((\d+)\)")


def says(description, item):
    """Whether a description from a vector fits a decoded item."""
    if isinstance(item, bool):
        return False
    if isinstance(item, int):
        word = WORD.fullmatch(description) if isinstance(description, str) else None
        return description == item or (word is not None and int(word[1]) == item)
    if isinstance(item, bytes):
        return bytes_of(description) == item
    if isinstance(item, str):
        return description == item
    if isinstance(item, list):
        parts = list(description.values()) if isinstance(description, dict) else description
        return (
            isinstance(parts, list)
            and len(parts) == len(item)
            and all(says(part, one) for part, one in zip(parts, item))
        )
    return False


def bytes_of(description):
    """The byte string that a description stands for; None where it stands for something else."""
    if description == "absent":
        return b""
    found = BYTES.fullmatch(description) if isinstance(description, str) else None
    return bytes.fromhex(found[1]) * int(found[2] or 1) if found else None


def faults_of(vector):
    """What is wrong with one vector, in words; nothing when it holds."""
    encoded = bytes.fromhex(vector["hex"])
    try:
        item = cbor2.loads(encoded)
    except Exception as error:  # A decoder may fail in its own ways: each is a fault of the vector.
        yield f"does not decode: {error}"
        return
    if not says(vector["value"], item):
        yield "does not say what its description says"
    if cbor2.dumps(item, canonical=True) != encoded:
        yield "is not the canonical encoding"


def main(folder):
    count = 0
    faults = []
    for path in sorted(folder.glob("*.json")):
        vectors = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(vectors, list):
            continue
        for vector in vectors:
            count += 1
            faults += [f"{path.name}: {vector['name']}: {fault}" for fault in faults_of(vector)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{count} vectors read, {len(faults)} faults")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    sys.exit(main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here))
