"""Made-up comments that are glad, unhappy, both, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cairn.analysis.lessons.positions_cymraeg import (
    GLAD_CY,
    GLAD_SPOKEN_CY,
    MIXED_CY,
    MIXED_SPOKEN_CY,
    UNCLEAR_CY,
    UNCLEAR_SPOKEN_CY,
    UNHAPPY_CY,
    UNHAPPY_SPOKEN_CY,
)
from cairn.analysis.lessons.positions_more_cymraeg import MORE_POSITIONS_CY
from cairn.analysis.lessons.positions_plain import list_plain
from cairn.analysis.lessons.positions_public import PUBLIC
from cairn.analysis.lessons.positions_spoken import (
    GLAD_SPOKEN,
    MIXED_SPOKEN,
    UNCLEAR_SPOKEN,
    UNHAPPY_SPOKEN,
)
from cairn.analysis.lessons.positions_staff import STAFF
from cairn.analysis.lessons.positions_subtle import SUBTLE
from cairn.analysis.lessons.positions_told import (
    GLAD_TOLD,
    MIXED_TOLD,
    UNCLEAR_TOLD,
    UNHAPPY_TOLD,
)
from cairn.analysis.lessons.positions_told_cymraeg import (
    GLAD_TOLD_CY,
    MIXED_TOLD_CY,
    UNCLEAR_TOLD_CY,
    UNHAPPY_TOLD_CY,
)

_THINGS = (
    "the nurses", "the doctor", "my consultant", "reception", "the ward", "the food", "the parking",
    "the waiting area", "the appointment", "the phone line", "the booking system", "the midwife",
    "the physio", "the ambulance crew", "the pharmacy", "the discharge", "the letter they sent",
    "communication", "the cleaners", "the volunteers", "the car park charges", "the wait",
    "the surgery", "the clinic", "the care I got", "the whole team", "the follow-up", "the text reminders",
    "the out of hours service", "the dentist", "my health visitor", "the video call",
)  # fmt: skip
_GOOD = (
    "could not have been better", "made me feel at ease", "was kind and patient", "was spot on",
    "explained everything clearly", "went out of its way for us", "was quick and friendly",
    "was excellent from start to finish", "listened to me properly", "was first class", "could not be faulted",
    "was a real comfort", "was very professional", "treated me with respect", "was better than I expected",
    "ran like clockwork", "was faultless", "saved my life, honestly", "was so caring", "kept us informed",
)  # fmt: skip
_BAD = (
    "was a shambles", "never rang back", "left me waiting for hours", "was rude to my mother",
    "made me feel like a nuisance", "was cold and unhelpful", "got my name wrong twice", "lost my notes",
    "was filthy", "took far too long", "did not listen", "let us down badly", "was a complete waste of time",
    "told me nothing", "needs sorting out", "was understaffed and it showed", "cancelled on me three times",
    "is impossible to get through to", "was dreadful", "sent me home too early",
)  # fmt: skip
_GLAD = (
    "Thank you all so much.", "Nothing to improve, you are doing a great job.", "No complaints at all.",
    "Couldn't fault it.", "Everything was fine.", "Keep up the good work!", "Very good", "Excellent service",
    "Friendly staff, seen on time.", "I was seen straight away and felt looked after.", "Brilliant, 10 out of 10",
    "They took the time to talk to me.", "I felt safe the whole time.", "All good, no changes needed.",
    "Nothing could be better.", "Happy with everything, thanks.", "What a lovely team.", "So helpful and cheerful.",
    "My son was scared and they were wonderful with him.", "I can't praise them enough.",
    "Nothing, it was perfect as it was.", "Always a smile.", "The staff, they were amazing.",
    "Best care I have ever had.", "I was not kept waiting and nobody rushed me.", "You were marvellous.",
    "Being treated like a person and not a number.", "No improvement needed from where I sit.",
    "Not a single thing went wrong.", "Clean, calm and well run.", "Quick, polite, job done.",
    "I'd recommend this place to anyone.", "Made a horrible time bearable.", "Grateful for everything.",
)  # fmt: skip
_UNHAPPY = (
    "More staff needed.", "Shorter waiting times please.", "Answer the phone.", "Two hours past my appointment time.",
    "Nobody told me what was going on.", "I had to ask four times for pain relief.", "Not enough chairs.",
    "Parking is a nightmare.", "The food was cold and tasteless.", "I left in tears.", "Very poor.", "Disgusting.",
    "They forgot about me.", "No one introduced themselves.", "I felt fobbed off.", "It could be better organised.",
    "Better communication between departments.", "The doctor never looked up from the screen.",
    "You can never get an appointment.", "Still waiting for my results after six weeks.", "Wouldn't go back.",
    "It was noisy all night and I got no sleep.", "Staff talking loudly about their weekend while we waited.",
    "I was passed from pillar to post.", "Nothing was good about it.", "Appalling lack of care.",
    "The toilets were dirty.", "Improve the signs, I got lost.", "Listen to patients.", "Too hot and no water.",
    "My operation was cancelled on the day.", "Rude receptionist.", "Great, another four hours in a corridor.",
    "Thanks for nothing.", "Cheaper parking and more of it.", "Stop moving patients at night.",
    "I was discharged without my medicines.", "Should be more nurses on at weekends.", "Nothing works here.",
    "Absolutely awful experience.", "I will be making a complaint.", "Really bad, really slow.", "Terrible.",
    "Waiting times", "The wait", "The attitude of some staff", "Worst hospital I have been to.", "Shocking.",
    "It would help to have somewhere to sit.", "A water machine would be nice.", "Extremely disappointed.",
    "The nurse was unfriendly and short with me.", "Unhelpful and uncaring.", "Not friendly, not clean.",
    "Oh lovely, cancelled again.", "I don't feel I was treated well.", "Never again.",
    "Being told off for asking a question.", "It is not good enough.", "Less waiting around.",
)  # fmt: skip
_UNCLEAR = (
    "N/A", "Nothing to add.", "Don't know", "Not sure", "None", "no comment", "-", "See above", "As above.",
    "I attended in March.", "It was my first visit.", "I have been a patient here for ten years.",
    "I came with my daughter.", "Can't think of anything.", "I had a blood test.", "Same as last time.",
    "My appointment was at half past nine.", "It was about my knee.", "I only came to pick up a form.",
    "Ask me next year.", "average", "It was ok I suppose", "Neither good nor bad.", "so so", "I saw the nurse.",
    "I can't remember much of it.", "Too early to say.", "It depends on the day.", "I filled this in last week.",
    "What is this form for?", "I live twenty miles away.", "They took my blood pressure.", "Just a check-up.",
)  # fmt: skip
_TURNS = (", but ", ". However, ", ", although ", ". Shame that ", ", just a pity ")
_OPENINGS = ("", "I thought ", "On the whole ", "To be honest ", "This time ")


@cache
def read_positions() -> tuple[tuple[str, str], ...]:
    """Return (text, position) pairs in a fixed order."""
    return (*read_everyday(), *_list_spoken(), *list_plain())


@cache
def read_everyday() -> tuple[tuple[str, str], ...]:
    """Return those of them in which nobody comes to harm, oblique or not, in a fixed order."""
    return tuple(_make())


def _list_spoken() -> Iterator[tuple[str, str]]:
    for position, said in (
        ("positive", GLAD_SPOKEN + GLAD_SPOKEN_CY + GLAD_TOLD + GLAD_TOLD_CY),
        ("negative", UNHAPPY_SPOKEN + UNHAPPY_SPOKEN_CY + UNHAPPY_TOLD + UNHAPPY_TOLD_CY),
        ("mixed", MIXED_SPOKEN + MIXED_SPOKEN_CY + MIXED_TOLD + MIXED_TOLD_CY),
        ("unclear", UNCLEAR_SPOKEN + UNCLEAR_SPOKEN_CY + UNCLEAR_TOLD + UNCLEAR_TOLD_CY),
    ):  # fmt: skip
        yield from ((text, position) for text in said)
    for comments in (PUBLIC, STAFF, SUBTLE, MORE_POSITIONS_CY):
        for position, texts in comments.items():
            yield from ((text, position) for text in texts)


def _make() -> Iterator[tuple[str, str]]:
    for at, thing in enumerate(_THINGS):
        for step in range(5):
            good = _GOOD[(at * 7 + step * 4) % len(_GOOD)]
            bad = _BAD[(at * 3 + step * 4 + 1) % len(_BAD)]
            other = _THINGS[(at + step * 5 + 3) % len(_THINGS)]
            opening = _OPENINGS[(at + step) % len(_OPENINGS)]
            yield _start(f"{opening}{thing} {good}."), "positive"
            yield _start(f"{opening}{thing} {bad}."), "negative"
            if step < 3:
                turn = _TURNS[(at + step) % len(_TURNS)]
                ends = (f"{thing} {good}", f"{other} {bad}")
                yield _start(turn.join(ends if step else ends[::-1]) + "."), "mixed"
    for position, said in (
        ("positive", _GLAD + GLAD_CY),
        ("negative", _UNHAPPY + UNHAPPY_CY),
        ("mixed", MIXED_CY),
        ("unclear", _UNCLEAR + UNCLEAR_CY),
    ):  # fmt: skip
        yield from ((text, position) for text in said)
    for at, glad in enumerate(_GLAD):
        yield f"{glad} {_GLAD[(at + 5) % len(_GLAD)]}", "positive"
        yield f"{glad} {_UNHAPPY[(at * 3) % len(_UNHAPPY)]}", "mixed"
    for at, unhappy in enumerate(_UNHAPPY):
        yield f"{unhappy} {_UNHAPPY[(at + 7) % len(_UNHAPPY)]}", "negative"


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
