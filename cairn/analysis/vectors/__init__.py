"""Texts as vectors of length one: by a sentence model, by word pieces, or by their own words."""

from cairn.analysis.vectors.encoders import Encoder, make_encoder
from cairn.analysis.vectors.files import VectorsMissing, find_vectors
from cairn.analysis.vectors.tfidf import TfidfVectors, Vectors, narrow_vectors

__all__ = [
    "Encoder",
    "TfidfVectors",
    "Vectors",
    "VectorsMissing",
    "find_vectors",
    "make_encoder",
    "narrow_vectors",
]
