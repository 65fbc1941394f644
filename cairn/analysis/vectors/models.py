"""Runs the sentence model and the static table on texts; both give the same row in any company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cairn.analysis.threads import hold_one_thread
from cairn.analysis.vectors.pieces import has_words, list_pieces, split_passages

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Rows = NDArray[np.float32]
THREADS = 2
_PIECES_AT_ONCE = 1_024
_SENTENCE_WIDTH = 384


def encode_chunk(tier: str, folder: Path, texts: Sequence[str]) -> Rows:
    """Return rows of length one for texts, (texts, 384 or 256); a process elsewhere may run this."""
    spoken = [at for at, text in enumerate(texts) if has_words(text)]
    read = _read_sentences if tier == "sentence" else _read_static
    some = read(folder, list_pieces(folder, [texts[at] for at in spoken]))
    rows = np.zeros((len(texts), some.shape[1]), dtype=np.float32)
    rows[spoken] = scale_rows(some)
    return rows


def scale_rows(rows: Rows) -> Rows:
    """Return rows of length one; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9)


def _read_sentences(folder: Path, texts: list[list[int]]) -> Rows:
    passages = [(at, passage) for at, text in enumerate(texts) for passage in split_passages(text)]
    read = _run_model(folder, [passage for _, passage in passages])
    rows = np.zeros((len(texts), _SENTENCE_WIDTH), dtype=np.float32)
    lengths = np.array([len(passage) for _, passage in passages], dtype=np.float32)
    np.add.at(rows, [at for at, _ in passages], read * lengths[:, None])
    return rows


def _run_model(folder: Path, passages: list[list[int]]) -> Rows:
    """Passages of one length go together, so that none is padded and company changes nothing."""
    session = _open_model(folder)
    rows = np.zeros((len(passages), _SENTENCE_WIDTH), dtype=np.float32)

    def run(batch: list[int]) -> None:
        pieces = np.array([passages[at] for at in batch], dtype=np.int64)
        rows[batch] = session.run(None, {"pieces": pieces})[0]

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, _make_batches(passages)))
    return rows


def _make_batches(passages: list[list[int]]) -> Iterator[list[int]]:
    by_length: dict[int, list[int]] = defaultdict(list)
    for at, passage in enumerate(passages):
        by_length[len(passage)].append(at)
    for length in sorted(by_length, reverse=True):
        members, most = by_length[length], max(1, _PIECES_AT_ONCE // length)
        yield from (members[start : start + most] for start in range(0, len(members), most))


@cache
def _open_model(folder: Path) -> InferenceSession:
    import onnxruntime  # noqa: PLC0415 - a page that needs no vectors starts without it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # two batches at a time scale better than halves of one
    options.log_severity_level = 3
    path = str(folder / "sentence.onnx")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _read_static(folder: Path, texts: list[list[int]]) -> Rows:
    table = _open_table(folder)
    starts = np.cumsum([0, *map(len, texts)])
    pieces = np.fromiter((piece for text in texts for piece in text), np.int32, starts[-1])
    ones = np.ones(len(pieces), dtype=np.float32)
    counts = csr_matrix((ones, pieces, starts), shape=(len(texts), len(table)))
    counts.sum_duplicates()
    np.sqrt(counts.data, out=counts.data)  # a word said four times counts twice
    with hold_one_thread():
        rows: Rows = counts @ table
    return rows


@cache
def _open_table(folder: Path) -> Rows:
    table: Rows = np.load(folder / "static.npy").astype(np.float32)
    return table
