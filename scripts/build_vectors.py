"""Builds the files of the sentence and static vectors from the weights; runs inside .venv.

python -m scripts.build_vectors FOLDER_OF_WEIGHTS SHA256 FOLDER_TO_WRITE
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from safetensors.numpy import load_file

from scripts.model_graph import draw_model, draw_reader
from scripts.model_static import distil

FORMAT = 2
FILES = ("sentence.onnx", "static.npy", "tokenizer.json", "about.json")  # the last is the proof


def main(weights: Path, digest: str, out: Path) -> None:
    """Build beside, then move in: what is in use stays whole until the new files are."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as draft:
        build(weights, digest, Path(draft))
        out.mkdir(exist_ok=True)
        for name in FILES:
            (Path(draft) / name).replace(out / name)


def build(weights: Path, digest: str, out: Path) -> None:
    known = load_file(weights / "model.safetensors")
    vocabulary = (weights / "vocab.txt").read_text(encoding="utf-8").splitlines()
    (out / "sentence.onnx").write_bytes(draw_model(known, vocabulary).SerializeToString())
    np.save(out / "static.npy", distil(Reader(draw_reader(known)), vocabulary).astype(np.float16))
    shutil.copyfile(weights / "tokenizer.json", out / "tokenizer.json")
    about = {"format": FORMAT, "model": "all-MiniLM-L6-v2", "weights": digest}
    (out / "about.json").write_text(json.dumps(about) + "\n", encoding="utf-8")


class Reader:
    """Runs a graph on rows of pieces, two parts at a time."""

    def __init__(self, graph: onnx.ModelProto) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def __call__(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        with ThreadPoolExecutor(2) as pool:
            return np.vstack(list(pool.map(self.run, np.array_split(pieces, 2))))

    def run(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        rows: NDArray[np.float32] = self.session.run(None, {"pieces": pieces})[0]
        return rows


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
