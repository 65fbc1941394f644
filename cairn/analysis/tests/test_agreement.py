import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.agreement import (
    Level,
    Rating,
    cohen_kappa,
    compare_spans,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    list_disagreements,
    measure_agreement,
    percent_agreement,
    read_ratings,
)


def rate(**coders):
    """One letter a unit and coder; a dot is no rating."""
    return [
        Rating(f"U{at:02}", coder, code)
        for coder, codes in coders.items()
        for at, code in enumerate(codes)
        if code != "."
    ]


@pytest.mark.parametrize(
    ("yes_yes", "yes_no", "no_yes", "no_no", "percent", "kappa", "ac1"),
    [
        (20, 5, 10, 15, 0.7, 0.4, None),
        (45, 15, 25, 15, 0.6, 0.1304, None),
        (25, 35, 5, 35, 0.6, 0.2593, None),
        (118, 5, 2, 0, 0.944, -0.0234, 0.9408),
    ],
)
def test_two_coders_when_the_table_is_published(
    yes_yes, yes_no, no_yes, no_no, percent, kappa, ac1
):
    counts = [[2, 0]] * yes_yes + [[1, 1]] * (yes_no + no_yes) + [[0, 2]] * no_no
    assert percent_agreement(counts) == percent
    assert round(cohen_kappa([[yes_yes, yes_no], [no_yes, no_no]]), 4) == kappa
    if ac1 is not None:
        assert round(gwet_ac1(counts), 4) == ac1


def test_weighted_kappa_when_being_two_off_is_worse_than_one():
    # Weights by hand: 1/6 of the pairs are one off; chance makes (1+1+1+1)*2/9 + (2+2)/9... / 6.
    table = [[2, 0, 0], [0, 2, 0], [0, 1, 1]]
    gaps = np.abs(np.subtract.outer(range(3), range(3)))
    observed = 1 / 6
    rows, columns = np.array([2, 2, 2]) / 6, np.array([2, 3, 1]) / 6
    assert cohen_kappa(table, gaps) == pytest.approx(
        1 - observed / float((np.outer(rows, columns) * gaps).sum())
    )


@pytest.mark.parametrize("name", ["percent", "cohen", "fleiss", "krippendorff_alpha", "gwet_ac1"])
def test_every_coefficient_when_all_agree(name):
    found = measure_agreement(read_ratings(rate(ana="aabbc", ben="aabbc")), samples=50)
    one = getattr(found, name)
    assert (one.value, one.low, one.high, one.meaning) == (1.0, 1.0, 1.0, "reliable")


@pytest.mark.parametrize(
    ("rows", "alpha_reason", "cohen_reason"),
    [
        (rate(ana="aab"), "no_pairs", "not_two_coders"),
        (rate(ana="aa.", ben="..b"), "no_pairs", "no_pairs"),
        (rate(ana="aaa", ben="aaa"), "one_value", "one_value"),
        (rate(ana="ab", ben="ab", cai="ab"), "", "not_two_coders"),
        ([], "no_pairs", "not_two_coders"),
    ],
)
def test_a_coefficient_when_it_is_not_defined(rows, alpha_reason, cohen_reason):
    found = measure_agreement(read_ratings(rows), samples=20)
    assert (found.krippendorff_alpha.reason, found.cohen.reason) == (alpha_reason, cohen_reason)
    assert (found.krippendorff_alpha.value is None) == bool(alpha_reason)


def test_several_codes_when_coders_put_more_than_one():
    rows = [*rate(ana="ab", ben="ab"), Rating("U00", "ana", "c")]
    found = measure_agreement(read_ratings(rows), samples=20)
    assert found.percent.value == 0.5  # the sets differ on one unit of two
    assert {one.code: (one.percent.value, one.used) for one in found.per_code} == {
        "a": (1.0, 1), "b": (1.0, 1), "c": (0.5, 1),
    }  # fmt: skip


def test_intervals_when_the_seed_is_the_same_and_another():
    ratings = read_ratings(rate(ana="aabbabababab", ben="abbbabbaabab"))
    one, again, other = (measure_agreement(ratings, seed, samples=200) for seed in (1, 1, 2))
    assert one == again
    assert one.krippendorff_alpha != other.krippendorff_alpha
    alpha = one.krippendorff_alpha
    assert alpha.low < alpha.value < alpha.high


@pytest.mark.parametrize(
    ("codes", "message"),
    [("ab", "'a' is none"), (["1", "inf"], "'inf' cannot stand"), (["-1", "2"], "'-1' cannot")],
)
def test_numbers_when_a_level_wants_them(codes, message):
    with pytest.raises(ValueError, match=message):
        read_ratings(rate(ana=codes), Level.RATIO)


def test_two_amounts_when_one_coder_gave_both():
    with pytest.raises(ValueError, match="two amounts: 1 and 2"):
        read_ratings([Rating("u", "ana", "1"), Rating("u", "ana", "2")], Level.INTERVAL)


def test_numbers_when_they_are_in_order_by_size_not_by_letter():
    assert read_ratings(rate(ana=["9", "10"]), Level.ORDINAL).values == ("9", "10")


def test_disagreements_when_one_code_is_contested_often():
    rows = rate(ana="aaxpp", ben="bbxpq")
    found = list_disagreements(read_ratings(rows))
    assert [(one.unit, one.contested) for one in found] == [
        ("U00", ("a", "b")), ("U01", ("a", "b")), ("U04", ("p", "q")),
    ]  # fmt: skip
    assert found[0].given == (("ana", ("a",)), ("ben", ("b",)))
    assert found[0].differing == 1.0
    assert len(list_disagreements(read_ratings(rows), most=1)) == 1


def test_spans_when_people_marked_nearly_the_same():
    found = compare_spans([(0, 10), (20, 30), (50, 60)], [(2, 10), (25, 40)])
    assert (found.pairs, found.only_first, found.only_second) == (((0, 0),), (1, 2), (1,))
    assert (found.overlap, found.f1) == (13 / 40, 2 / 5)
    assert compare_spans([], []) == compare_spans([], [], 0.9)
    assert compare_spans([], []).f1 == 1.0


CODES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from("xyz"), st.sampled_from("abcd")), max_size=40
)


@settings(max_examples=60, deadline=None)
@given(CODES, st.randoms())
def test_figures_when_rows_come_in_another_order_twice_or_renamed(rows, source):
    ratings = [Rating(*row) for row in rows]
    shuffled = [*ratings, *ratings]
    source.shuffle(shuffled)
    renamed = [Rating(one.unit, one.coder, f"z{'dcba'['abcd'.index(one.code)]}") for one in ratings]
    first = measure_agreement(read_ratings(ratings), samples=3)
    assert measure_agreement(read_ratings(shuffled), samples=3) == first
    again = measure_agreement(read_ratings(renamed), samples=3)
    for name in ("percent", "cohen", "fleiss", "krippendorff_alpha", "gwet_ac1"):
        one, two = getattr(first, name).value, getattr(again, name).value
        assert one == two or one == pytest.approx(two, abs=1e-6)
        assert one is None or one <= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=12))
def test_alpha_when_counted_pair_by_pair(counts):
    """Against the definition written out: every pair of ratings in a unit, and in all units."""
    pools = [[v for v, n in enumerate(row) for _ in range(n)] for row in counts]
    pools = [pool for pool in pools if len(pool) > 1]
    everything = [value for pool in pools for value in pool]
    inside = sum(
        sum(a != b for i, a in enumerate(pool) for j, b in enumerate(pool) if i != j)
        / (len(pool) - 1)
        for pool in pools
    ) / max(len(everything), 1)
    pairs = len(everything) * (len(everything) - 1)
    apart = sum(a != b for a in everything for b in everything)
    expected = 1 - inside / (apart / pairs) if apart else None
    found = krippendorff_alpha(counts)
    assert found == (None if expected is None else pytest.approx(expected))


def test_fleiss_when_units_have_different_numbers_of_ratings():
    # By hand: pairs agree in 1 and 1/3 of units, shares are 4/5 and 1/5 of the five ratings.
    assert fleiss_kappa([[2, 0], [2, 1], [1, 0]]) == pytest.approx((2 / 3 - 17 / 25) / (8 / 25))


def test_spans_when_several_could_meet() -> None:
    """The closest pair first, each span once; exactly half is enough."""
    found = compare_spans([(0, 10), (0, 6), (40, 50)], [(0, 7), (1, 10), (45, 50), (60, 70)])
    assert found.pairs == ((0, 1), (1, 0), (2, 2))
    assert (found.only_first, found.only_second) == ((), (3,))
    assert found.overlap == 15 / 30
    assert found.f1 == 6 / 7
    assert compare_spans([], []).overlap == 1.0
    assert compare_spans([(0, 5)], [(5, 9)], enough=0.0).pairs == ((0, 0),)
    assert compare_spans([(0, 2)], [(1, 3)], enough=1 / 3).pairs == ((0, 0),)


def test_alpha_when_counts_are_given_and_amounts_differ() -> None:
    units = [(1, 1), (1, 2), (3, 3), (2, 3), (1, 1)]
    counts = [[unit.count(value) for value in (1, 2, 3)] for unit in units]
    far, near = (krippendorff_alpha(counts, Level.INTERVAL, [1, 2, last]) for last in (30, 3))
    # By hand, amounts 1 2 3: 2 differing pairs, observed 4 / 10; expected (6*2*1 + 4*3*4 + 2*3*1)... of 90
    assert near == pytest.approx(1 - (4 / 10) / (2 * (5 * 2 * 1 + 5 * 3 * 4 + 2 * 3 * 1) / 90))
    assert far != near
    assert krippendorff_alpha([]) is None


def test_disagreements_when_one_code_is_contested_most() -> None:
    """Two talks about `b` come first, the one more coders differ on before the other."""
    said = {
        "once": [("Ann", "c"), ("Bob", "d")],
        "half": [("Ann", "a"), ("Bob", "a b"), ("Cat", "a b"), ("Dai", "a b")],
        "more": [("Ann", "b"), ("Bob", "e"), ("Cat", "b"), ("Dai", "e")],
    }
    ratings = read_ratings(
        Rating(unit, coder, code)
        for unit, given in said.items() for coder, codes in given for code in codes.split()
    )  # fmt: skip
    found = list_disagreements(ratings)
    assert [(one.unit, one.differing) for one in found] == [
        ("more", round(2 / 3, 4)), ("half", 0.5), ("once", 1.0)
    ]  # fmt: skip
    assert found[1].contested == ("b",)
    assert found[1].given[0] == ("Ann", ("a",))
    assert [one.unit for one in list_disagreements(ratings, most=1)] == ["more"]
