import pytest

from cairn.analysis.empty_answers import says_nothing
from cairn.analysis.themes import ThemeFinder

SPOKEN = [
    "The car park is full by eight.",
    "Car park permits cost too much.",
    "We wait an hour at the front desk.",
    "The wait at the desk is long.",
    "Dim byd yn gweithio yn y maes parcio.",
    "Nothing worked at the desk.",
]
SILENT = ["N/A", "n.a.", "No comment.", "Dim sylw", "See above", "As I said", "GWELER UCHOD!", "--"]


@pytest.mark.parametrize("text", SILENT)
def test_answer_when_it_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", [*SPOKEN, "As I said, the desk.", "12", "Nothing", "Dim byd"])
def test_answer_when_it_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("tier", ["null", "static"])
def test_themes_when_some_answers_say_nothing(tier: str) -> None:
    found = ThemeFinder(vectors=tier, k=2).fit([*SPOKEN, *SILENT])  # type: ignore[arg-type]  # a tier by name
    last = range(len(SPOKEN), len(SPOKEN) + len(SILENT))
    firsts = [place for place in found.assignments if place.rank == 1]
    assert [firsts[row].score for row in last] == [0.0] * len(SILENT)
    assert set(found.nowhere) >= set(last)
    quoted = {quote.text_index for theme in found.themes for quote in theme.quotes}
    assert quoted & set(last) == set()
    assert sum(theme.size for theme in found.themes) == len(SPOKEN) + len(SILENT)
