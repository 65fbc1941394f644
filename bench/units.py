"""Meaning units and language on made-up comments, pySBD and langid.py in the same run.

The cases and the short answers below are written for this measurement: they stand apart from the
lists of words and short forms the engine has.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

import py3langid
import pysbd

from cairn.analysis.text import detect_language, split_units

CASES = (
    "We came at 9 a.m. and left.| It rained all day.",
    "Nobody told us... until Monday.",
    "Waited ages...| Then the scan was cancelled.",
    "The C.P.N. visited twice.| She was brilliant.",
    "Dr. Heron and Mrs. Vale rang back.| Thank you!",
    "It cost £4.20 a day!| Is that fair?| No.",
    "Clean ward.|Friendly team.",
    "More chairs, e.g. in the corridor.| Less noise.",
    '"Nobody came."| That is what she said.',
    "Good: |1. meals |2. beds |3. visiting",
    "See www.example.org for times.| It helped.",
    "Mae'r Dr. Gwern yn wych.| Diolch!",
    "Roedd e.e. y te yn oer.| Popeth arall yn dda.",
    "Thanks 😊😊 |All fine.",
    "St. Brannoc ward was full.| We stood.",
    "Room no. 7 was cold.| Really cold.",
    "I asked why?!| Silence.",
    "Three weeks (maybe four.)| Still waiting.",
    "The U.K. has many wards.| Ours is small.",
    "rude receptionist!! |never again",
)
ANSWERS = {
    "cy": "Bwyd oer|Diolch o galon|Mwy o lefydd parcio|Staff clên|Dim|Gwrando mwy|Rhy swnllyd|"
    "Cymraeg os gwelwch yn dda|Bws yn hwyr|Gofal ardderchog|Meddygon caredig|Aros am oriau|Dim byd i'w wella|"
    "Rhagor o wybodaeth|Drysau trwm",
    "en": "Cold food|Many thanks|More spaces|Kind staff|None|Listen more|Too noisy|Signs please|Late bus|"
    "Superb|Caring doctors|Hours of waiting|Nothing to improve|Leaflets|Heavy doors",
    "other": "Comida fría|Mille grazie|Więcej miejsc|Personal muy amable|Rien à signaler|Zu laut hier|"
    "شكرا جزيلا|谢谢医生|Çok teşekkürler|Obrigado a todos|Ďakujem pekne|धन्यवाद|Bardzo dobrze|Tack så mycket|"
    "Alles war gut",
}


def main() -> int:
    segmenter = pysbd.Segmenter(language="en", clean=False)
    text = "".join(case.replace("|", "") + " " for case in CASES) * 400
    print(f"{len(CASES)} comments with traps; a text of {len(text)} letters in lines of 900")
    print("| method | split right | seconds |")
    print("|---|---|---|")
    _report_units("pySBD", segmenter.segment, text)
    _report_units("Cairn", lambda each: [unit.text for unit in split_units(each)], text)
    count = sum(len(answers.split("|")) for answers in ANSWERS.values())
    print(f"\n| language of {count} short answers | en | cy | other |")
    print("|---|---|---|---|")
    _report_languages("langid.py", lambda each: str(py3langid.classify(each)[0]))
    _report_languages("Cairn", detect_language)
    return 0


def _report_units(name: str, split: Callable[[str], Sequence[str]], text: str) -> None:
    right = sum(_matches(split(case.replace("|", "")), case) for case in CASES)
    lines = [text[start : start + 900] for start in range(0, len(text), 900)]
    start = time.process_time()
    for line in lines:
        split(line)
    print(f"| {name} | {right} of {len(CASES)} | {time.process_time() - start:.2f} |")


def _matches(found: Sequence[str], case: str) -> bool:
    return [unit.strip() for unit in found] == [unit.strip() for unit in case.split("|")]


def _report_languages(name: str, detect: Callable[[str], str]) -> None:
    told = []
    for language, answers in ANSWERS.items():
        found = [detect(answer) for answer in answers.split("|")]
        kept = [each if each in ("en", "cy") else "other" for each in found]
        told.append(f"{kept.count(language)} of {len(kept)}")
    print(f"| {name} | {told[1]} | {told[0]} | {told[2]} |")


if __name__ == "__main__":
    sys.exit(main())
