"""Six pages and thirty answers, made up: five pages of five choices, one of five boxes for words."""

from __future__ import annotations

from typing import Any

CODE = "made-up-thirty"
CHOICES = ("never", "seldom", "now_and_then", "often", "always")
TOPICS = ("rest", "help", "tools", "voice", "pace")
LEVELS = "habits-of-an-improver"  # five of them
LEVEL_CODES = ("learning", "influencing", "resilience", "creativity", "systems_thinking")
WORDS = "Made-up answer {n} about {about}: we wrote the plan on the wall and met by it every morning, and those who came late could read what had been settled."


def both(text: str) -> dict[str, str]:
    return {"en": text, "cy": text}


def _choice(code: str, topic: str) -> dict[str, Any]:
    options = [{"code": each, "name": both(each.replace("_", " "))} for each in CHOICES]
    text = both(f"How often was there enough {topic} of this kind ({code})?")
    return {"code": code, "kind": "scale", "text": text, "options": options}


def _page(topic: str) -> dict[str, Any]:
    questions = [_choice(f"{topic}_{at}", topic) for at in range(1, 6)]
    return {"code": topic, "title": both(topic), "together": True, "questions": questions}


QUESTIONS: dict[str, Any] = {
    "code": CODE, "version": 1, "name": both("Thirty made-up questions"),
    "description": both("Made up to measure with."), "source": "Cairn, made up to measure with",
    "licence": "Apache-2.0", "method": "survey", "minutes": 5,
    "introduction": both("Made up to measure with."), "readers": both("Nobody reads this."),
    "levels": LEVELS, "levels_version": 1,
    "sections": [
        *(_page(topic) for topic in TOPICS),
        {"code": "words", "repeat": "by_question", "questions": [
            {"code": "words", "kind": "open", "text": both("What would you tell us of it?")}]},
    ],
}  # fmt: skip


def answers_of(number: int) -> dict[str, str]:
    """What the person of this number answers: no two say the same words."""
    chosen = {
        f"{topic}_{at}": CHOICES[(number * 7 + row * 5 + at) % 5]
        for row, topic in enumerate(TOPICS)
        for at in range(1, 6)
    }
    words = {f"words.{level}": WORDS.format(n=number, about=level) for level in LEVEL_CODES}
    return chosen | words
