from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def insert_rows(base: models.Model, varying: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """As many copies of `base` as there are rows, which give the values of the `varying` columns.

    Ordinary bulk creation prepares every column of every row anew, which for files of fifty
    thousand rows takes most of the time. PostgreSQL takes them all in one copy, which spares its
    planner a statement a row; constraints and foreign keys hold in either form.
    """
    fields = [one for one in base._meta.concrete_fields if not isinstance(one, models.AutoField)]
    by_column = {one.attname: one for one in fields}
    order = [*varying, *(name for name in by_column if name not in varying)]
    same = tuple(_prepared(by_column[name], base) for name in order[len(varying) :])
    special = [
        (at, by_column[name]) for at, name in enumerate(varying) if _is_special(by_column[name])
    ]
    values = [_prepare(row, special) + same for row in rows]
    if values:
        _write(base, [str(by_column[name].column) for name in order], values)


def refresh_statistics(*written: type[models.Model]) -> None:
    """Tell PostgreSQL's planner about tables that just grew by a file.

    Until its own housekeeping comes round it takes them for as small as they were, and reads all
    of one for each row of another.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(one._meta.db_table) for one in written)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")


def _write(base: models.Model, columns: list[str], values: list[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    into = f"{quote(base._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", values)  # noqa: S608 - our own names


def _prepare(row: tuple[Any, ...], special: list[tuple[int, Any]]) -> tuple[Any, ...]:
    ready = list(row)
    for at, field in special:
        ready[at] = field.get_db_prep_save(row[at], connection)
    return tuple(ready)


def _prepared(field: Any, base: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(base, add=True), connection)


def _is_special(field: Any) -> bool:
    """Whether the database holds a value of this column in another form than Python does."""
    target = field.target_field if field.is_relation else field
    return isinstance(target, models.UUIDField | models.JSONField | models.DateField)
