import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.hearing import compare_with_targets, forecast_answers
from cairn.analysis.saturation import forecast_codes, measure_saturation


def units(*codes):
    return [(f"U{number}", set(one)) for number, one in enumerate(codes, start=1)]


def test_curve_when_codes_come_and_dwindle():
    found = measure_saturation(units("ab", "bc", "d", "a", "e", "a"))
    assert [(step.new, step.known, step.new_in_run) for step in found.curve] == [
        (2, 2, None), (1, 3, None), (1, 4, None), (0, 4, None), (1, 5, None), (0, 5, 1),
    ]  # fmt: skip
    assert (found.reached_at, found.reason, found.curve[5].share) == (None, "not_yet", 0.25)


@pytest.mark.parametrize(
    ("codes", "options", "reached", "reason"),
    [
        (["ab", "ab", "ab", "ab", "ab", "ab"], {}, 4, "reached"),
        (["ab", "ab", "ab", "ab", "ab"], {}, None, "too_few"),
        (["", "", "", "", "", "a"], {}, None, "no_codes"),
        (["ab", "c", "d"], {"base": 1, "run": 1, "threshold": 0.5}, 1, "reached"),
        (["ab", "c", "d"], {"base": 1, "run": 1, "threshold": 0.49}, None, "not_yet"),
        (["a"] * 3 + ["bcd", "a", "a", "a"], {"base": 2, "run": 2, "threshold": 0.0}, 4,
         "reached"),
        ([], {}, None, "too_few"),
    ],
)  # fmt: skip
def test_saturation_when_it_is_asked_of(codes, options, reached, reason):
    found = measure_saturation(units(*codes), **options)
    assert (found.reached_at, found.reason) == (reached, reason)
    assert found.confirmed_at == (None if reached is None else reached + found.run)


@pytest.mark.parametrize("options", [{"base": 0}, {"run": 0}, {"threshold": 1.1}])
def test_saturation_when_the_question_makes_no_sense(options):
    with pytest.raises(ValueError, match="1 or more"):
        measure_saturation(units("a"), **options)


def test_forecast_when_computed_by_hand():
    # t = 4, once: c d = 2, twice: b = 1. Unseen = 3/4 * 4/2 = 1.5; rate = 2 / (2 + 6) = 0.25.
    found = forecast_codes(["abc", "abd", "a", "a"], 2)
    assert (found.unseen, found.expected) == (1.5, round(1.5 * (1 - 0.75**2), 3))
    assert found.low <= found.expected <= found.high


@pytest.mark.parametrize(("codes", "unseen"), [(["ab", "ab"], 0.0), (["a", "b", "c"], 2.0)])
def test_forecast_when_no_code_was_met_twice_or_all_were(codes, unseen):
    assert forecast_codes(codes, 1).unseen == unseen


def test_forecast_when_there_is_one_unit_only():
    assert forecast_codes(["ab"], 1) is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=12))
def test_the_curve_when_units_are_any(codes):
    found = measure_saturation(units(*codes), base=2, run=1)
    assert found.curve[-1].known == len(set().union(*codes)) == sum(s.new for s in found.curve)
    again = measure_saturation(units(*codes), base=2, run=1)
    assert again == found


def test_targets_when_some_groups_were_not_heard_or_not_named():
    rows = compare_with_targets({"a": 3, "c": 2}, {"a": 4, "b": 5})
    assert [(row.group, row.missing, row.share) for row in rows] == [
        ("b", 5, 0.0), ("a", 1, 0.75), ("c", 0, 1.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("daily", "reason"), [([9] * 4, "too_few_days"), ([1] * 9, "too_few_answers")]
)
def test_answers_when_there_is_too_little_to_go_by(daily, reason):
    assert forecast_answers(daily, 7).reason == reason


def test_answers_when_they_come_steadily_and_when_they_fade():
    steady = forecast_answers([10] * 10, 10)
    assert steady.expected == pytest.approx(200, abs=0.2)
    assert steady.low < 200 < steady.high
    fading = forecast_answers([64, 32, 16, 8, 4, 2], 30)
    assert fading.expected == pytest.approx(128, abs=1)
    assert forecast_answers([10] * 10, 0).expected == 100


def test_answers_when_a_rise_is_not_drawn_on():
    rising = forecast_answers([1, 2, 4, 8, 16, 32], 10)
    assert rising.expected < 63 + 10 * 40


def test_answers_when_days_are_below_nothing():
    with pytest.raises(ValueError, match="below nothing"):
        forecast_answers([1, 2], -1)
