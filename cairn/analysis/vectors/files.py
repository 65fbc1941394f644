"""Where the files of the sentence and static vectors are; set-up built them, nothing is fetched."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

FOLDER_SETTING = "CAIRN_VECTORS"
FORMAT = 2


class VectorsMissing(ValueError):
    """The files a tier needs are not set up; the message says what to do."""


@dataclass(frozen=True)
class VectorFiles:
    """A folder that holds `sentence.onnx`, `static.npy` and `tokenizer.json`."""

    folder: Path
    model: str


def find_vectors() -> VectorFiles | None:
    """Return the files set up for this checkout, or in the folder the setting names, or None."""
    named = os.environ.get(FOLDER_SETTING, "").strip()
    folder = Path(named) if named else Path(__file__).parents[3] / "build" / "vectors"
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if about.get("format") != FORMAT:
        return None
    return VectorFiles(folder, f"{about['model']} {about['weights'][:12]}")


def need_vectors(tier: str) -> VectorFiles:
    """Return the files, or raise VectorsMissing for the tier that was asked for by name."""
    found = find_vectors()
    if found is None:
        raise VectorsMissing(
            f"the files of the {tier} vectors are not set up; run make setup, name their folder "
            f"in {FOLDER_SETTING}, or ask for null vectors, which need none"
        )
    return found
