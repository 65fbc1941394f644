"""What was learnt from the lessons that come with Cairn, kept at set-up beside the vectors.

Learning takes seconds and always ends the same, so it is done once. What is kept is used only
where its key fits: the lessons, the model and the method it was learnt with.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import sklearn
from numpy.typing import NDArray

from cairn.analysis.vectors.files import find_vectors

Arrays = Mapping[str, NDArray[Any]]


def make_key(lessons: Sequence[tuple[str, str]], *method: object) -> str:
    """A digest of all that decides what is learnt."""
    said = json.dumps([list(lessons), [str(one) for one in method], sklearn.__version__])
    return hashlib.sha256(said.encode()).hexdigest()


def recall(name: str, key: str) -> Arrays | None:
    """Return what is kept under a name, or None where nothing fits the key."""
    path = _find_path(name)
    if path is None:
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            found = {part: kept[part] for part in kept.files}
    except (OSError, ValueError, BadZipFile):
        return None
    return found if str(found.get("key", "")) == key else None


def keep(name: str, key: str, arrays: Arrays) -> None:
    """Write beside, then move in; nothing is kept where no vectors are set up."""
    path = _find_path(name)
    if path is None:
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as file:
        np.savez_compressed(file, allow_pickle=False, key=np.array(key), **dict(arrays))
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _find_path(name: str) -> Path | None:
    files = find_vectors()
    return files.folder / f"learnt-{name}.npz" if files else None
