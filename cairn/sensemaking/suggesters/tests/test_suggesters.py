import json
from pathlib import Path
from typing import Any

import pytest

from cairn.analysis.vectors import find_vectors
from cairn.sensemaking.suggesters import Suggestions, Unit, find_suggesters

SAMPLES = Path(__file__).parents[4] / "samples" / "suggesters"


def _read(folder: Path) -> tuple[list[Unit], int | None, int]:
    given = json.loads((folder / "input.json").read_text(encoding="utf-8"))
    return [Unit(**unit) for unit in given["units"]], given["k"], given["seed"]


def _shown(found: Suggestions) -> dict[str, Any]:
    return {
        "engine": found.engine,
        "themes": [
            {
                "title": one.title,
                "size": one.size,
                "people": one.people,
                "units": [place.unit for place in one.places if place.rank == 1],
                "quotes": [words.quote for words in one.quotes],
            }
            for one in found.suggestions
        ],
        "nowhere": list(found.nowhere),
    }


def test_every_suggester_when_looked_for_has_a_sample() -> None:
    assert list(find_suggesters()) == sorted(folder.name for folder in SAMPLES.iterdir())


@pytest.mark.parametrize("name", find_suggesters())
def test_suggester_when_given_its_sample(name: str) -> None:
    if name == "sentence" and find_vectors() is None:
        pytest.skip("the sample shows the sentence model, which is not set up here")
    units, k, seed = _read(SAMPLES / name)
    expected = json.loads((SAMPLES / name / "expected.json").read_text(encoding="utf-8"))
    found = find_suggesters()[name].suggest(units, k=k, seed=seed)
    assert _shown(found) == expected
    assert len(found.points) == len(units)


@pytest.mark.parametrize("name", find_suggesters())
def test_suggester_when_run_twice_and_on_nothing(name: str) -> None:
    units, k, seed = _read(SAMPLES / name)
    suggester = find_suggesters()[name]
    assert suggester.suggest(units, k=k, seed=seed) == suggester.suggest(units, k=k, seed=seed)
    assert suggester.suggest([], k=None, seed=0).suggestions == ()


def test_quotes_when_cut_out_of_their_units() -> None:
    units, k, seed = _read(SAMPLES / "tfidf")
    texts = {unit.id: unit.text for unit in units}
    found = find_suggesters()["tfidf"].suggest(units, k=k, seed=seed)
    quotes = [words for one in found.suggestions for words in one.quotes]
    assert [texts[words.unit][words.start : words.end] for words in quotes] == [
        words.quote for words in quotes
    ]


def test_progress_when_told() -> None:
    units, k, seed = _read(SAMPLES / "tfidf")
    told: list[tuple[int, int]] = []
    find_suggesters()["tfidf"].suggest(
        units, k=k, seed=seed, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(("k", "reason"), [(2, ""), (9, "9 asked for, 2 different texts found")])
def test_reason_when_a_number_is_asked_for(k: int, reason: str) -> None:
    texts = ["Parking is dear.", "Parking is dear.", "The leaders listened."]
    units = [Unit(f"u{at}", text, f"p{at}") for at, text in enumerate(texts)]
    assert find_suggesters()["tfidf"].suggest(units, k=k, seed=0).reason == reason
