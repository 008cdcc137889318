"""Answers are compared by their number of lines and a hash of the sorted lines."""
import hashlib


def digest(lines):
    lines = sorted(lines)
    total = hashlib.sha256()
    for start in range(0, len(lines), 1 << 16):
        total.update("".join(line + "\n" for line in lines[start:start + (1 << 16)]).encode())
    return {"count": len(lines), "sha256": total.hexdigest()}
