"""Every text here is made up; no real person, number or place is meant."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from cairn.analysis.redaction import (
    KINDS,
    REPLACEMENTS,
    IdentifierFinder,
    find_identifiers,
    redact_text,
)
from cairn.analysis.redaction.numbers import has_check_digit


def found(text):
    return [(one.kind, one.text) for one in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks to Priya and Dr O'Neill.", [("name", "Priya"), ("name", "Dr O'Neill")]),
        ("Diolch i Siân ap Rhys am bopeth", [("name", "Siân ap Rhys")]),
        ("nurse xolani dlamini was kind", [("name", "xolani dlamini")]),
        ("Agnieszka Kowalczyk's team", [("name", "Agnieszka Kowalczyk")]),
        ("I saw J. P. Okafor twice", [("name", "J. P. Okafor")]),
        ("A letter from Ahmed al-Rashidi", [("name", "Ahmed al-Rashidi")]),
        ("My name is Thandiwe Mokoena", [("name", "Thandiwe Mokoena")]),
        ("Ring 07700 900461 after six", [("phone", "07700 900461")]),
        ("bleep 4417 is never answered", [("phone", "4417")]),
        ("mail jo.b@example.org please", [("email", "jo.b@example.org")]),
        ("see www.example.org/me.", [("web", "www.example.org/me")]),
        ("We live in sy18 6ng", [("postcode", "sy18 6ng")]),
        ("my NHS number is 943-476-5919", [("nhs_number", "943-476-5919")]),
        ("9434765919", [("nhs_number", "9434765919")]),
        ("NI number AB 12 34 56 C", [("ni_number", "AB 12 34 56 C")]),
        ("hospital number RX123456", [("record_number", "RX123456")]),
        ("NMC pin 14I2239E", [("staff_number", "14I2239E")]),
        ("born on 12/03/1954", [("date_of_birth", "12/03/1954")]),
        ("Ganwyd fi ar 19 Ebrill 1947", [("date_of_birth", "19 Ebrill 1947")]),
        ("I fell on 3rd of March 2024", [("date", "3rd of March 2024")]),
        ("my 94 year old aunt", [("age", "94 year old")]),
        ("Ward 7, 07700 900123", [("ward", "Ward 7"), ("phone", "07700 900123")]),
        ("Ward 7 and Cedar Ward", [("ward", "Ward 7"), ("ward", "Cedar Ward")]),
        ("There is no bus to Tregaron", [("place", "Tregaron")]),
        ("the only dentist in Tywyn left", [("role", "the only dentist in Tywyn")]),
        ("It is 14 Heol y Bont", [("address", "14 Heol y Bont")]),
        ("Meadowbank Surgery is shut", [("organisation", "Meadowbank Surgery")]),
    ],
)
def test_what_is_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "May was hard. Mark my words, it gets worse. Will anyone listen?",
        "I hope so, and with good grace.",
        "My Parkinson's got worse after Sertraline.",
        "The only nurse on duty was kind.",
        "I waited 4 hours on the stroke ward, 24/7 care it is not, 9/10 for effort.",
        "Bed 12 was cold and it cost me £1,200 in 3 months.",
        "Diolch yn fawr i'r staff i gyd. Ym mis Mai roedd yn well.",
        "Thank you to all of you.",
        "",
        "   \n",
        "🙂🙂 10/10",
    ],
)
def test_nothing_is_found(text):
    assert found(text) == []


def test_check_digit_when_one_digit_is_wrong():
    rows = [f"{number:09d}" for number in range(401_023_213, 401_023_313)]
    valid = [
        row + str(last) for row in rows for last in range(10) if has_check_digit(row + str(last))
    ]
    assert 85 <= len(valid) <= 100
    assert all(found(number) == [("nhs_number", number)] for number in valid)
    for number in valid:
        for at in range(10):
            wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
            assert not has_check_digit(wrong)


def test_offsets_are_code_points_of_the_text():
    text = "🙂 שלום Siân, e\u0301 Priya's 07700 900461 مرحبا"
    assert [one.text for one in find_identifiers(text)] == ["Siân", "Priya", "07700 900461"]
    assert all(text[one.start : one.end] == one.text for one in find_identifiers(text))


def test_places_when_texts_are_put_together():
    """No overlap, in order, inside the text, of a known kind: also for nonsense."""
    parts = ["Dr", "Priya", "O'Neill", "Ward 7", "St", "07700 900461", "1/2/03", "SY18 6NG", "@", ".", "\n",
             "the only dentist in", "Tywyn", "Road", "14", "’s", "ap", "é", "🙂", "Llan", "x" * 50, "-", ","]  # fmt: skip
    pick = random.Random(1)
    for _ in range(300):
        text = pick.choice(["", " "]).join(pick.choices(parts, k=12))
        last = 0
        for one in find_identifiers(text):
            assert last <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.text
            assert one.kind in KINDS
            assert 0 < one.score <= 1
            last = one.end


def test_replacements_keep_the_sense():
    text = "Thanks to Priya on Ward 7, ring 07700 900461."
    assert (
        redact_text(text, find_identifiers(text))
        == "Thanks to [name] on [ward], ring [phone number]."
    )
    welsh = IdentifierFinder(language="cy").find(text)
    assert redact_text(text, welsh) == "Thanks to [enw] on [ward], ring [rhif ffôn]."
    assert {tuple(forms) for forms in REPLACEMENTS.values()} == {("en", "cy")}


def test_nothing_more_is_found_in_what_was_redacted():
    text = "Priya Nair on Ward 7 rang 07700 900461 on 3 March 2024 from SY18 6NG."
    assert found(redact_text(text, find_identifiers(text))) == []


def test_kinds_and_lowest():
    text = "Priya, 07700 900461"
    assert [one.kind for one in IdentifierFinder(kinds=frozenset({"phone"})).find(text)] == [
        "phone"
    ]
    assert IdentifierFinder(lowest=1.0).find(text[7:]) == ()
    with pytest.raises(ValueError, match="there is no kind 'shoe'"):
        IdentifierFinder(kinds=frozenset({"shoe"}))


def test_each_text_is_read_for_itself():
    """The order of texts, doubles among them and an executor change nothing."""
    finder = IdentifierFinder()
    texts = ["Thanks Priya", "no one", "Thanks Priya", "SY18 6NG"]
    alone = [finder.find(text) for text in texts]
    assert finder.find_all(texts) == alone
    assert finder.find_all(texts[::-1]) == alone[::-1]
    with ThreadPoolExecutor(2) as executor:
        assert finder.find_all(texts * 300, executor) == alone * 300


def test_a_megabyte_of_text():
    text = "Nobody came and it was cold. " * 40_000 + "Thanks Priya"
    assert [(one.kind, one.text) for one in find_identifiers(text)] == [("name", "Priya")]
    assert find_identifiers("9" * 1_000_000) == ()


def test_result_says_what_made_it():
    made_by = IdentifierFinder().made_by
    assert (made_by.version, made_by.seed) == ("1", 0)


def _cover(text, words):
    at = text.index(words)
    covered = {place for one in find_identifiers(text) for place in range(one.start, one.end)}
    return all(place in covered for place in range(at, at + len(words)) if text[place].isalnum())


@pytest.mark.parametrize(
    "frame", ["{}", "My number is {} thanks", "rhif {}.", "I live at {} and wait"]
)
@pytest.mark.parametrize(
    "words",
    [
        "9434765919", "943 476 5919", "943-476-5919", "943.476.5919", "943 - 476 - 5919",
        "9 4 3 4 7 6 5 9 1 9", "943\u00a0476\u00a05919", "SY18 6NG", "sy186ng", "SY18-6NG", "rh8 8st",
        "AB123456C", "ab 12 34 56 c", "07700 900461", "+44 (0)29 2018 0509", "+44 7700 900086",
        "0044 7700 900256", "(0117) 496 0123", "07700.900.461", "o'neill7@example.com",
    ],
)  # fmt: skip
def test_numbers_are_found_however_they_are_written(frame, words):
    text = frame.format(words)
    assert _cover(text, words)


@pytest.mark.parametrize(
    "day",
    ["11/12/1969", "11.12.69", "1969-12-11", "11 12 1969", "11th of December 1969", "11Dec1969",
     "December 11, 1969", "11 Rhagfyr 1969"],
)  # fmt: skip
def test_days_of_birth_are_found_however_they_are_written(day):
    text = f"My date of birth is {day} and not what you have"
    assert found(text) == [("date_of_birth", day)]


@pytest.mark.parametrize(
    "text",
    ["took the M4 2hr late", "ward was E4 1st floor", "B12 3rd injection", "scored 3/10 then 4/5"],
)
def test_times_ranks_and_scores_are_no_identifiers(text):
    assert found(text) == []
