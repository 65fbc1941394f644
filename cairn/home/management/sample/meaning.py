"""Codes, a machine's suggestions, themes."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from cairn.home.management.sample.story import Cast, Words
from cairn.programmes.models import Programme
from cairn.sensemaking import actions
from cairn.sensemaking.choices import Stance, ThemeKind
from cairn.sensemaking.models import Code, Theme, ThemeGroup
from cairn.sensemaking.queries import questions_for


def code_words(
    programme: Programme, story: dict[str, Any], words: Words, cast: Cast
) -> dict[str, Code]:
    book = actions.make_codebook(programme=programme, name=story["codebook"], by=cast.ben)
    codes = {}
    for entry in story["codes"]:
        code = actions.make_code(
            codebook=book, name=entry["name"], definition=entry["definition"], by=cast.ben
        )
        for passage, coder in zip(entry["passages"], cycle([cast.ben, cast.carys]), strict=False):
            version, start, end = words.find(passage)
            actions.code_passage(version=version, start=start, end=end, code=code, by=coder)
        codes[entry["key"]] = code
    for memo in story["memos"]:
        actions.add_memo(code=codes[memo["code"]], text=memo["text"], by=cast.carys)
    return codes


def ask_a_machine(programme: Programme, cast: Cast) -> None:
    """A reading of what to keep that is done, with suggestions nobody has looked at yet."""
    question = next(row for row in questions_for(cast.ben, programme) if "keep" in row.text)
    run = actions.ask_for_suggestions(
        programme=programme, scope={"question": str(question.pk)}, k=None, seed=7, by=cast.ben
    )
    actions.read_run(run=run)


def gather_themes(
    programme: Programme,
    story: dict[str, Any],
    codes: dict[str, Code],
    words: Words,
    cast: Cast,
) -> dict[str, Theme]:
    groups = {
        entry["key"]: actions.make_group(
            programme=programme, title=entry["title"], sentence=entry["sentence"], by=cast.amina
        )
        for entry in story["groups"]
    }
    return {
        entry["key"]: gather_theme(entry, codes[entry["code"]], groups, words, cast)
        for entry in story["themes"]
    }


def gather_theme(
    entry: dict[str, Any], code: Code, groups: dict[str, ThemeGroup], words: Words, cast: Cast
) -> Theme:
    theme = actions.make_theme_from(code=code, by=cast.ben)
    fields = {name: entry[name] for name in ("title", "definition", "meaning", "counter_note")}
    fields["points"] = entry.get("points", [])
    fields["kind"] = entry.get("kind", ThemeKind.THEME)
    actions.edit_theme(theme=theme, revision=theme.revision, by=cast.ben, **fields)
    theme.refresh_from_db()
    if group := groups.get(entry.get("group", "")):
        actions.group_theme(theme=theme, group=group, by=cast.ben)
    for passage in entry["against"]:
        excerpt = words.excerpt(passage, cast.carys)
        actions.place_excerpt(theme=theme, excerpt=excerpt, stance=Stance.AGAINST, by=cast.carys)
    choose_quotes(theme, entry["quotes"], words, cast)
    if entry["signed_off"]:
        actions.sign_off(theme=theme, by=cast.amina)
    theme.refresh_from_db()
    return theme


def choose_quotes(theme: Theme, quotes: list[str], words: Words, cast: Cast) -> None:
    for passage in quotes:
        excerpt = words.excerpt(passage, cast.ben)
        if not theme.members.filter(excerpt=excerpt).exists():
            actions.place_excerpt(theme=theme, excerpt=excerpt, stance=Stance.FOR, by=cast.ben)
        members = theme.members.filter(excerpt=excerpt)
        actions.choose_quotes(theme=theme, members=members, by=cast.ben)
