"""Full-text search that cannot fall behind: the database keeps it in step by itself.

On SQLite an FTS5 table reads its words from the versions and triggers follow every change; on
PostgreSQL a generated column does. Both are part of the transaction that changes the words.
"""

from django.db import migrations

VERSIONS = "evidence_contributionversion"
ADD = "INSERT INTO evidence_search(rowid, text) VALUES (new.id, new.text);"
REMOVE = (
    "INSERT INTO evidence_search(evidence_search, rowid, text)"
    " VALUES ('delete', old.id, old.text);"
)
SQLITE = [
    "CREATE VIRTUAL TABLE evidence_search USING fts5("
    f"text, content='{VERSIONS}', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER evidence_search_add AFTER INSERT ON {VERSIONS} BEGIN {ADD} END",
    f"CREATE TRIGGER evidence_search_remove AFTER DELETE ON {VERSIONS} BEGIN {REMOVE} END",
    f"CREATE TRIGGER evidence_search_change AFTER UPDATE OF text ON {VERSIONS}"
    f" BEGIN {REMOVE} {ADD} END",
    "INSERT INTO evidence_search(evidence_search) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER evidence_search_add",
    "DROP TRIGGER evidence_search_remove",
    "DROP TRIGGER evidence_search_change",
    "DROP TABLE evidence_search",
]
# A tsvector holds a megabyte at most, so search reads the first 100,000 characters of a text.
POSTGRESQL = [
    f"ALTER TABLE {VERSIONS} ADD COLUMN search tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', left(text, 100000))) STORED",
    f"CREATE INDEX evidence_search ON {VERSIONS} USING gin (search)",
]
POSTGRESQL_BACK = [f"ALTER TABLE {VERSIONS} DROP COLUMN search"]


def add_search(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def remove_search(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, sqlite, postgresql):
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_erasures_say_the_version")]
    operations = [migrations.RunPython(add_search, remove_search)]
