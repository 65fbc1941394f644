"""Records the checksums of new shelf files, so that a released version is never edited unnoticed.

Run it once a new file is as it should be. A file already recorded is left as it was recorded.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

CATALOGUE = Path(__file__).parent.parent / "cairn" / "catalogue"
RECORD = CATALOGUE / "released.json"


def record_new_files() -> list[str]:
    """Add each shelf file that is not in the record yet; return their names."""
    known = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    files = {path.relative_to(CATALOGUE).as_posix(): path for path in CATALOGUE.glob("*/*.yaml")}
    new = sorted(files.keys() - known.keys())
    known.update({name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in new})
    RECORD.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", "utf-8")
    return new


if __name__ == "__main__":
    print("\n".join(record_new_files()) or "Nothing new.")
