"""Draws the sentence model as an ONNX graph from its weights, in whole numbers of eight bits.

The model is MiniLM (Wang and others 2020), a BERT encoder (Devlin and others 2019) of six layers,
trained on pairs of sentences (Reimers and Gurevych 2019). A row's vector depends on that row alone:
every batch holds texts of one length, so nothing is padded, and numbers are scaled word by word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from scripts.model_static import FIRST, FIRST_WORD, LAST

Weights = Mapping[str, NDArray[np.float32]]
HEADS = 12
LAYERS = 6
WIDTH = 384
TINY = 1e-12  # what the model was trained with under its layer norms
RUNTIME = "com.microsoft"  # operations of the runtime's own: one pass instead of four
SHARES = {4: 0.2, 5: 0.2}  # of earlier layers, beside one of the last
# In what share of texts a piece stands: a full stop or another sign, a letter alone, the marks.
SIGN, LETTER, ALWAYS = 0.9, 0.15, 1.0
COMMONEST = 0.5  # of the commonest word, by its rank; the rest by Zipf's law
LESS = 10
RANGE = 63  # seven bits: pairs of eight-bit products overflow on processors without VNNI


class Drawing:
    """Nodes and constants of a graph in the making; each method returns its result's name."""

    def __init__(self, weights: Weights, *, whole_numbers: bool) -> None:
        self.weights = weights
        self.whole_numbers = whole_numbers
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        result = f"{kind}_{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(kind, list(inputs), [result], domain=domain, **attributes)
        )
        return result

    def hold(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str) -> str:
        return self.hold(name, self.weights[name])

    def norm(self, rows: str, name: str) -> str:
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", rows, scale, shift, axis=-1, epsilon=TINY)

    def linear(self, rows: str, *names: str) -> str:
        """Rows times a weight plus its bias; several names stand side by side in one product."""
        matrix = np.concatenate([self.weights[f"{name}.weight"] for name in names]).T
        bias = np.concatenate([self.weights[f"{name}.bias"] for name in names])
        product = self.multiply(rows, matrix, names[0])
        return self.add("Add", product, self.hold(f"{names[0]}.bias", bias))

    def multiply(self, rows: str, matrix: NDArray[np.float32], name: str) -> str:
        if not self.whole_numbers:
            return self.add("MatMul", rows, self.hold(f"{name}.weight", matrix))
        return self.multiply_whole(rows, matrix, name)

    def multiply_whole(self, rows: str, matrix: NDArray[np.float32], name: str) -> str:
        """Each word is scaled by its own largest number, so its neighbours do not matter."""
        unit = np.maximum(np.abs(matrix).max(axis=0), TINY).astype(np.float32) / RANGE
        whole = self.hold(f"{name}.whole", np.round(matrix / unit).astype(np.int8))
        one, middle = self.hold("one", np.float32(1)), self.hold("middle", np.uint8(128))
        scale = self.add("Mul", self.largest(rows), self.hold("step", np.float32(1 / 127)))
        eight = self.add("QuantizeLinear", self.add("Div", rows, scale), one, middle)
        units = self.hold(f"{name}.unit", unit)
        parts = (eight, whole, one, units, middle)
        product = self.add("MatMulIntegerToFloat", *parts, domain=RUNTIME)
        return self.add("Mul", product, scale)

    def largest(self, rows: str) -> str:
        last = self.hold("last", np.array([-1], dtype=np.int64))
        top = self.add("ReduceMax", self.add("Abs", rows), last, keepdims=1)
        return self.add("Max", top, self.hold("least", np.float32(1e-9)))

    def split_heads(self, rows: str, order: list[int]) -> str:
        shape = self.hold("heads", np.array([0, 0, HEADS, WIDTH // HEADS], dtype=np.int64))
        return self.add("Transpose", self.add("Reshape", rows, shape), perm=order)

    def attend(self, rows: str, layer: str) -> str:
        """Every word looks at every other: Vaswani and others 2017, section 3.2."""
        names = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        parts = self.add_split(self.linear(rows, *names))
        queries, values = (self.split_heads(parts[i], [0, 2, 1, 3]) for i in (0, 2))
        keys = self.split_heads(parts[1], [0, 2, 3, 1])
        shrink = self.hold("shrink", np.float32((WIDTH / HEADS) ** -0.5))
        likeness = self.add("Mul", self.add("MatMul", queries, keys), shrink)
        looks = self.add("MatMul", self.add("Softmax", likeness, axis=-1), values)
        joined = self.add("Transpose", looks, perm=[0, 2, 1, 3])
        together = self.hold("together", np.array([0, 0, WIDTH], dtype=np.int64))
        return self.add("Reshape", joined, together)

    def add_split(self, rows: str) -> list[str]:
        results = [f"part_{len(self.nodes)}_{number}" for number in range(3)]
        self.nodes.append(helper.make_node("Split", [rows], results, axis=-1, num_outputs=3))
        return results

    def run_layer(self, rows: str, number: int) -> str:
        layer = f"encoder.layer.{number}"
        seen = self.linear(self.attend(rows, layer), f"{layer}.attention.output.dense")
        rows = self.norm(self.add("Add", seen, rows), f"{layer}.attention.output.LayerNorm")
        wide = self.add("Gelu", self.linear(rows, f"{layer}.intermediate.dense"))
        narrow = self.linear(wide, f"{layer}.output.dense")
        return self.norm(self.add("Add", narrow, rows), f"{layer}.output.LayerNorm")

    def read(self, pieces: str) -> list[str]:
        """What each layer makes of every piece, the last layer last."""
        rows, seen = self.embed(pieces), []
        for number in range(LAYERS):
            rows = self.run_layer(rows, number)
            seen.append(rows)
        return seen

    def pool(self, rows: str, weights: str) -> str:
        """The weighted sum of a text's pieces, of length one."""
        along = self.hold("along", np.array([1], dtype=np.int64))
        total = self.add("ReduceSum", self.add("Mul", rows, weights), along, keepdims=0)
        return self.add("LpNormalization", total, axis=-1, p=2)

    def embed(self, pieces: str) -> str:
        place, kind = (
            self.weights[f"embeddings.{name}_embeddings.weight"]
            for name in ("position", "token_type")
        )
        words = self.add("Gather", self.weight("embeddings.word_embeddings.weight"), pieces)
        length = self.add("Shape", pieces, start=1, end=2)
        zero = self.hold("zero", np.array([0], dtype=np.int64))
        places = self.add("Slice", self.hold("places", place + kind[0]), zero, length, zero)
        return self.norm(self.add("Add", words, places), "embeddings.LayerNorm")

    def finish(self, shape: list[str | int]) -> onnx.ModelProto:
        result = self.nodes[-1].output[0]
        pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, ["texts", "length"])
        vectors = helper.make_tensor_value_info(result, TensorProto.FLOAT, shape)
        constants = list(self.constants.values())
        graph = helper.make_graph(self.nodes, "sentence", [pieces], [vectors], constants)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def draw_model(
    weights: Weights, vocabulary: Sequence[str], *, whole_numbers: bool = True
) -> onnx.ModelProto:
    """Return the graph from `pieces` (texts, length) to `vectors` (texts, 384) of length one.

    A vector is the mean of a text's pieces in which frequent ones count less (Arora and others
    2017), as the last layer has them and, for a smaller part, two layers before it, which stand
    nearer to the words.
    """
    drawing = Drawing(weights, whole_numbers=whole_numbers)
    layers = drawing.read("pieces")
    counts = drawing.hold("counts", weigh_pieces(vocabulary)[:, None])
    counted = drawing.add("Gather", counts, "pieces")
    vectors = drawing.pool(layers[-1], counted)
    for number, share in SHARES.items():
        earlier = drawing.pool(layers[number - 1], counted)
        part = drawing.add("Mul", earlier, drawing.hold(f"share_{number}", np.float32(share)))
        vectors = drawing.add("Add", vectors, part)
    drawing.add("LpNormalization", vectors, axis=-1, p=2)
    return drawing.finish(["texts", WIDTH])


def weigh_pieces(vocabulary: Sequence[str]) -> NDArray[np.float32]:
    """Return how much each piece counts, (pieces,): from 1 down to an eleventh for the marks.

    The vocabulary lists words by how often they are used, so a word's place stands for the share of
    texts it is in.
    """
    often = COMMONEST / np.maximum(np.arange(len(vocabulary)) - FIRST_WORD + 2.0, 1)
    often[:FIRST_WORD] = [LETTER if piece.isalnum() else SIGN for piece in vocabulary[:FIRST_WORD]]
    often[[FIRST, LAST]] = ALWAYS
    return (1 / (1 + LESS * often)).astype(np.float32)


def draw_reader(weights: Weights) -> onnx.ModelProto:
    """Return the graph from `pieces` to what the model makes of each: (texts, length, 384)."""
    drawing = Drawing(weights, whole_numbers=True)
    drawing.read("pieces")
    return drawing.finish(["texts", "length", WIDTH])
