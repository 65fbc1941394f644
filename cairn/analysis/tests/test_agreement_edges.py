"""Agreement at its edges: many samples at once, gaps, zeros, names of several kinds."""

import numpy as np
import pytest

from cairn.analysis.agreement import (
    Level,
    Measured,
    Rating,
    cohen_kappa,
    compare_spans,
    gwet_ac1,
    krippendorff_alpha,
    measure_agreement,
    measuring,
    percent_agreement,
    read_ratings,
)
from cairn.analysis.agreement.coefficients import (
    ac1_samples,
    alpha_samples,
    cohen_samples,
    fleiss_samples,
    percent_samples,
)
from cairn.analysis.made_by import MadeBy

# Three units of two ratings: both the first value, one of each, both the second.
UNITS = np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 2.0]])
OFTEN = np.array([[1.0, 1.0, 1.0], [0.0, 2.0, 1.0], [2.0, 0.0, 1.0]])

# As a table of ana (rows) by ben (columns): [[2, 0, 0], [0, 2, 0], [0, 1, 1]].
LADDER = {"ana": "112244", "ben": "112224"}


def _rate(**coders: str) -> list[Rating]:
    """One letter a unit and coder; a dot is no rating."""
    return [
        Rating(f"U{at:02}", coder, code)
        for coder, codes in coders.items()
        for at, code in enumerate(codes)
        if code != "."
    ]


@pytest.mark.parametrize(
    ("first", "second"), [((0, 10), (6, 12)), ((6, 12), (0, 10)), ((0, 5), (5, 9))]
)
def test_spans_when_less_than_half_is_shared(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    found = compare_spans([first], [second])  # at most 4 of 12 shared
    assert (found.pairs, found.only_first, found.only_second) == ((), (0,), (0,))


def test_spans_when_they_lie_apart_and_nothing_need_be_shared() -> None:
    assert compare_spans([(0, 5)], [(7, 9)], enough=0.0).pairs == ((0, 0),)


def test_spans_when_both_are_empty() -> None:
    found = compare_spans([(3, 3)], [(3, 3)])
    assert (found.pairs, found.overlap, found.f1) == ((), 1.0, 0.0)


def test_percent_when_units_count_differently_in_each_sample() -> None:
    assert percent_samples(UNITS, OFTEN) == pytest.approx([2 / 3, 1 / 3, 1])


def test_percent_when_no_samples_are_asked_for() -> None:
    assert percent_samples(UNITS[:2]).tolist() == [0.5]


def test_percent_when_counts_come_as_bytes() -> None:
    # 20 times 19 pairs are more than a byte holds.
    assert percent_agreement(np.array([[20, 0]], dtype=np.uint8)) == 1.0


def test_fleiss_when_units_count_differently_in_each_sample() -> None:
    # Shares of the first value 1/2, 1/3, 2/3: chance 1/2, 5/9, 5/9; agreed 2/3, 1/3, 1.
    assert fleiss_samples(UNITS, OFTEN) == pytest.approx([1 / 3, -1 / 2, 1])


def test_ac1_when_units_count_differently_in_each_sample() -> None:
    # Shares as for Fleiss: chance 1/2, 4/9, 4/9.
    assert ac1_samples(UNITS, OFTEN) == pytest.approx([1 / 3, -1 / 5, 1])


def test_alpha_when_units_count_differently_in_each_sample() -> None:
    # Differing pairs 2, 4, 0 against 2 * 3 * 3 / 5, 2 * 2 * 4 / 5, 2 * 4 * 2 / 5 by chance.
    assert alpha_samples(UNITS, Level.NOMINAL, None, OFTEN) == pytest.approx([4 / 9, -1 / 4, 1])


def test_ordinal_alpha_when_two_samples_have_totals_of_their_own() -> None:
    table = np.array([[2.0, 0, 0], [0, 1, 1], [0, 0, 2], [1, 0, 1]])
    often = np.array([[1.0, 1, 1, 1], [0, 2, 1, 1]])
    # Totals 3 1 4: places 1.5 3.5 6; observed 2 * 6.25 + 2 * 20.25 = 53, expected 80.
    # Totals 1 2 5: places 0.5 2 5.5; observed 2 * 2 * 12.25 + 2 * 25 = 99, expected 72.
    assert alpha_samples(table, Level.ORDINAL, None, often) == pytest.approx(
        [1 - 53 / 80, 1 - 99 / 72]
    )


def test_cohen_when_several_tables_are_given() -> None:
    tables = np.array([[[20.0, 5], [10, 15]], [[45, 15], [25, 15]]])
    # Agreed 0.7 and 0.6, by chance 0.5 and 0.54.
    assert cohen_samples(tables) == pytest.approx([0.4, 0.06 / 0.46])


def test_cohen_when_both_coders_gave_one_value() -> None:
    assert cohen_kappa([[5, 0], [0, 0]]) is None


@pytest.mark.parametrize(("counts", "expected"), [([[2], [3]], 1.0), ([[1], [0]], None)])
def test_ac1_when_there_is_one_value(counts: list[list[int]], expected: float | None) -> None:
    assert gwet_ac1(counts) == expected


def test_ac1_when_a_unit_has_no_rating() -> None:
    # Agreed 1/2; shares 3/4 and 1/4, so chance 3/8.
    assert gwet_ac1([[2, 0], [1, 1], [0, 0]]) == pytest.approx((1 / 2 - 3 / 8) / (5 / 8))


def test_ac1_when_a_unit_has_one_rating() -> None:
    # The single rating counts for chance: shares 1/2 and 1/2, agreed 1/2.
    assert gwet_ac1([[2, 0], [1, 1], [0, 1]]) == 0.0


def test_ratio_alpha_when_an_amount_is_zero() -> None:
    units = [(0, 0), (0, 1), (1, 3), (3, 3)]
    counts = [[unit.count(amount) for amount in (0, 1, 3)] for unit in units]
    # Zero lies 1 from 1 and from 3, which lie (2 / 4) ** 2 apart; totals are 3 2 3.
    observed = 2 * 1 + 2 * 0.25
    expected = 2 * (3 * 2 * 1 + 3 * 3 * 1 + 2 * 3 * 0.25) / 7
    assert krippendorff_alpha(counts, Level.RATIO, [0, 1, 3]) == pytest.approx(
        1 - observed / expected
    )


@pytest.mark.parametrize(
    ("level", "cohen", "alpha"),
    [
        # One off on 1 of 6; by chance 15 / 18.
        (Level.ORDINAL, 0.8, 167 / 189),
        # Amounts 1 2 4, so 4 on 1 of 6; by chance 48 / 18.
        (Level.INTERVAL, 0.75, 36 / 47),
        (Level.RATIO, 0.75, 1572 / 1847),
    ],
)
def test_measures_when_the_level_weighs_gaps(level: Level, cohen: float, alpha: float) -> None:
    # Alpha from totals 4 5 3: observed 2 * d(2, 4); expected 2 * (20 d12 + 12 d14 + 15 d24) / 11.
    found = measure_agreement(read_ratings(_rate(**LADDER), level), samples=5)
    assert found.level is level
    assert found.cohen.value == cohen
    assert found.krippendorff_alpha.value == round(alpha, 6)
    assert found.percent.value == round(5 / 6, 6)


def test_cohen_when_read_from_ratings() -> None:
    rows = _rate(ana="y" * 25 + "n" * 25, ben="y" * 20 + "n" * 5 + "y" * 10 + "n" * 15)
    assert measure_agreement(read_ratings(rows), samples=5).cohen.value == 0.4


def test_cohen_when_each_coder_left_a_unit_out() -> None:
    # Both coded U00 to U03 only: agreed 3/4, chance 1/2.
    rows = _rate(ana="aabb.a", ben="aabab.")
    assert measure_agreement(read_ratings(rows), samples=5).cohen.value == 0.5


def test_intervals_when_two_units_are_drawn() -> None:
    """A quarter of the samples is the agreed unit alone, a quarter the other alone."""
    found = measure_agreement(read_ratings(_rate(ana="aa", ben="ab")), samples=200)
    assert found.percent == Measured(0.5, 0.0, 1.0)
    # The agreed unit alone leaves one value, so AC1 is 1 there and Fleiss and alpha undefined.
    assert found.fleiss == Measured(-0.333333, -1.0, -0.333333)
    assert found.krippendorff_alpha == Measured(0.0, -0.5, 0.0)
    assert found.gwet_ac1 == Measured(0.2, -1.0, 1.0)
    assert found.cohen == Measured(0.0, 0.0, 0.0)
    for one in found.per_code:
        assert one.percent == found.percent
        assert one.krippendorff_alpha == found.krippendorff_alpha
        assert one.gwet_ac1 == found.gwet_ac1
        assert one.cohen == found.cohen


def test_intervals_when_there_is_one_sample() -> None:
    """The middle 95 % of the one sample and the figure itself, which is 0.5."""
    ratings = read_ratings(_rate(ana="aa", ben="ab"))
    found = [measure_agreement(ratings, seed, samples=1).percent for seed in range(20)]
    # The sample holds the agreed unit never, once or twice.
    assert {(one.low, one.high) for one in found} == {
        (0.0125, 0.4875), (0.5, 0.5), (0.5125, 0.9875),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("units", "cells", "sizes"),
    [(2, 4, [2, 2, 1]), (2, 1, [1, 1, 1, 1, 1]), (1, 4, [4, 1]), (2, 10, [5])],
)
def test_samples_when_drawn_a_few_at_a_time(
    units: int, cells: int, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = np.concatenate(list(measuring._draw(np.arange(units), units, 5, 3)))
    monkeypatch.setattr(measuring, "_CELLS", cells)
    drawn = list(measuring._draw(np.arange(units), units, 5, 3))
    assert [len(one) for one in drawn] == sizes
    assert np.concatenate(drawn).tolist() == at_once.tolist()


def test_samples_when_no_unit_has_two_ratings() -> None:
    assert list(measuring._draw(np.arange(0), 3, 5, 0)) == []


def test_agreement_when_it_says_what_it_looked_at() -> None:
    ratings = read_ratings(_rate(ana="aab", ben="ab."))
    found = measure_agreement(ratings, random_state=7, samples=5)
    assert (found.units, found.coders, found.level) == (2, 2, Level.NOMINAL)
    assert found.made_by == MadeBy("agreement", "1", 7)
    assert [(one.code, one.units, one.used) for one in found.per_code] == [("a", 2, 2), ("b", 2, 1)]


def test_agreement_when_no_seed_is_given() -> None:
    found = measure_agreement(read_ratings(_rate(ana="aa", ben="ab")), samples=5)
    assert found.made_by.seed == 0


def test_values_when_codes_are_put_in_order() -> None:
    assert read_ratings(_rate(ana="hgfedcba")).values == tuple("abcdefgh")


def test_values_when_a_coder_put_several_codes() -> None:
    rows = [*_rate(ana="bac"), Rating("U01", "ana", "d"), Rating("U03", "ana", "a")]
    found = read_ratings(rows)
    assert found.values == ("a", "a + d", "b", "c")
    assert found.sets == tuple(frozenset(codes) for codes in ("a", "ad", "b", "c"))


@pytest.mark.parametrize(
    ("level", "amounts"),
    [
        (Level.NOMINAL, [0.0, 0.0, 0.0]),
        (Level.ORDINAL, [1.0, 2.0, 4.0]),
        (Level.INTERVAL, [1.0, 2.0, 4.0]),
        (Level.RATIO, [1.0, 2.0, 4.0]),
    ],
)
def test_amounts_when_the_level_wants_numbers_or_not(level: Level, amounts: list[float]) -> None:
    assert read_ratings(_rate(**LADDER), level).amounts.tolist() == amounts


def test_amounts_when_a_ratio_is_zero_or_below_one() -> None:
    rows = [Rating("U00", "ana", "0.5"), Rating("U01", "ana", "0")]
    found = read_ratings(rows, Level.RATIO)
    assert (found.values, found.amounts.tolist()) == (("0", "0.5"), [0.0, 0.5])


def test_amounts_when_an_interval_is_below_zero() -> None:
    rows = [Rating("U00", "ana", "1"), Rating("U01", "ana", "-2")]
    assert read_ratings(rows, Level.INTERVAL).amounts.tolist() == [-2.0, 1.0]


@pytest.mark.parametrize("level", [Level.ORDINAL, Level.INTERVAL, Level.RATIO])
def test_numbers_when_a_code_is_a_word(level: Level) -> None:
    with pytest.raises(ValueError, match=f"^{level} codes have to be numbers, and 'a' is none$"):
        read_ratings(_rate(ana="1a"), level)


@pytest.mark.parametrize(
    ("code", "level"), [("inf", Level.ORDINAL), ("nan", Level.INTERVAL), ("-1", Level.RATIO)]
)
def test_numbers_when_a_code_has_no_place_on_the_scale(code: str, level: Level) -> None:
    with pytest.raises(ValueError, match=f"^'{code}' cannot stand on a scale of level {level}$"):
        read_ratings([Rating("U00", "ana", code)], level)


def test_names_when_they_are_numbers_and_words() -> None:
    rows = [Rating("1", 2, "a"), Rating(2, "1", "a"), Rating("0", "0", "a"), Rating(3, 2, "a")]
    found = read_ratings(rows)
    assert found.units == (2, 3, "0", "1")  # numbers before words, each in order
    assert found.coders == (2, "0", "1")
    assert found.counts().tolist() == [[1], [1], [1], [1]]


@pytest.mark.parametrize("level", [Level.ORDINAL, Level.INTERVAL, Level.RATIO])
def test_one_amount_when_written_in_two_ways(level: Level) -> None:
    rows = [Rating("U1", "ana", "1"), Rating("U1", "ben", "1.0"), Rating("U1", "ben", "1")]
    rows += [Rating(f"U{code}", coder, code) for code in "23" for coder in ("ana", "ben")]
    found = measure_agreement(read_ratings(rows, level), samples=10)
    assert (found.cohen.value, found.krippendorff_alpha.value) == (1.0, 1.0)


@pytest.mark.parametrize("level", [Level.INTERVAL, Level.RATIO])
def test_agreement_when_amounts_are_in_a_smaller_unit(level: Level) -> None:
    rows = _rate(**LADDER)
    tiny = [Rating(one.unit, one.coder, f"{one.code}e-7") for one in rows]
    usual, found = (
        measure_agreement(read_ratings(each, level), samples=50) for each in (rows, tiny)
    )
    assert (found.cohen, found.krippendorff_alpha) == (usual.cohen, usual.krippendorff_alpha)


def test_interval_of_ac1_when_many_units_have_one_rating() -> None:
    both = _rate(ana="a" * 190 + "bcdefbcdef", ben="a" * 190 + "cdefbcdefb")
    alone = [Rating(f"V{at}", "ana", "b") for at in range(200)]
    ratings = read_ratings([*both, *alone])
    ac1 = measure_agreement(ratings, samples=200).gwet_ac1
    assert ac1.value == round(gwet_ac1(ratings.counts()) or 0.0, 6)
    assert ac1.low is not None
    assert ac1.high is not None
    assert ac1.low < ac1.value < ac1.high
