"""The embedded engines' own tables; each database gets its kind."""

from django.db import migrations


def build(apps, schema_editor):
    """FTS5 on SQLite, a tsvector table on PostgreSQL."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE search_fts USING fts5(title_tokens, body_tokens,"
            " tokenize='unicode61 remove_diacritics 0')"
        )
    elif schema_editor.connection.vendor == "postgresql":
        # No foreign key: the documents' table must stay truncatable, and the service removes both together.
        schema_editor.execute("CREATE TABLE search_vector (document_id bigint PRIMARY KEY, vector tsvector NOT NULL)")
        schema_editor.execute("CREATE INDEX search_vector_gin ON search_vector USING gin (vector)")


def drop(apps, schema_editor):
    """Back to nothing."""
    schema_editor.execute("DROP TABLE IF EXISTS search_fts")
    schema_editor.execute("DROP TABLE IF EXISTS search_vector")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_tokens_and_audiences")]

    operations = [migrations.RunPython(build, drop, elidable=False)]
