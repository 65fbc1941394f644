from datetime import date

from cairn.decisions.actions.evidence import add_evidence
from cairn.decisions.actions.states import mark_ready
from cairn.decisions.queries.overview import follow_up_for, overview_for, steps_for
from cairn.decisions.tests.factories import make_change, make_recommendation, make_words

TODAY = date(2030, 6, 15)


def make_ready(cast, text, **values):
    row = make_recommendation(cast.programme, text, by=cast.ben, **values)
    add_evidence(item=row, excerpt=make_words(cast.programme, f"Said: {text}"), by=cast.ben)
    mark_ready(item=row, by=cast.ben)
    return row


def test_follow_up_by_addressee_and_date(cast):
    make_ready(cast, "Late", addressees=["Estates"], due_on=date(2030, 6, 14))
    make_ready(cast, "Today", addressees=["Estates", "Board"], due_on=TODAY)
    make_ready(cast, "Some day", addressees=["Estates"])
    make_ready(cast, "Nobody")
    make_recommendation(cast.programme, "Draft", by=cast.ben, addressees=["Estates"])
    groups = follow_up_for(cast.rhys, cast.programme, TODAY)
    assert [(g.addressee, [(row.text, late) for row, late in g.rows]) for g in groups] == [
        ("Board", [("Today", False)]),
        ("Estates", [("Late", True), ("Today", False), ("Some day", False)]),
        ("", [("Nobody", False)]),
    ]
    steps = steps_for(cast.rhys, cast.programme, TODAY)
    assert (steps.drafts, steps.ready, steps.overdue, steps.undecided) == (1, 4, 1, 0)


def test_overview_counts_decisions(cast):
    make_ready(cast, "Ready")
    make_recommendation(cast.programme, "Pay every volunteer's bus fare.", by=cast.ben)
    make_change(cast.programme, "Open ward", by=cast.ben)
    found = overview_for(cast.ben, cast.programme)
    assert (found.changes, found.recommendations.all, found.recommendations.ready) == (1, 2, 1)
    assert [(value, count) for value, _label, count in found.verdicts] == [
        ("undecided", 1), ("keep", 0), ("adapt", 0), ("stop", 0),
    ]  # fmt: skip
    flags = {code: count for code, _words, count in found.flags}
    assert (flags["no_evidence"], flags["one_person"], flags["no_date"]) == (1, 1, 2)
    assert overview_for(cast.dev, cast.programme).recommendations.all == 0
