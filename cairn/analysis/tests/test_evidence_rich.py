from cairn.analysis.evidence_rich import Sign, weigh_evidence


def test_signs_when_a_reason_and_a_consequence_are_given() -> None:
    text = "Parking is short because of the works, so we start late."
    found = weigh_evidence(text)
    assert [(sign.kind, text[sign.start : sign.end]) for sign in found.signs] == [
        ("reason", "because"),
        ("consequence", "so we"),
    ]
    assert (found.score, found.rich) == (0.5, True)


def test_signs_when_the_answer_is_welsh() -> None:
    found = weigh_evidence("Er enghraifft, collwyd tair awr oherwydd y rota.")
    assert sorted(sign.kind for sign in found.signs) == ["example", "number", "reason"]


def test_score_when_nothing_is_said() -> None:
    assert [weigh_evidence(text).signs for text in ("", "  ", "Good 🙂", "شكرا")] == [()] * 4


def test_number_when_it_stands_inside_a_word() -> None:
    assert weigh_evidence("Often tenacious").signs == ()


def test_offsets_when_the_quote_marks_are_typographic() -> None:
    text = "Bu’n rhaid aros"
    assert weigh_evidence(text).signs == (Sign("consequence", 0, 10),)


def test_one_megabyte_when_read_at_once() -> None:
    assert weigh_evidence("word " * 200_000).score == 0.0
