"""For whom a document is stands in the index itself, and its date beside the vector: `manage.py reindex` fills them."""

from django.db import migrations

FTS = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(title_tokens, body_tokens, acl,"
    " tokenize='unicode61 remove_diacritics 0')"
)
VECTOR = "CREATE TABLE search_vector (document_id bigint PRIMARY KEY, dated_at timestamptz NOT NULL, vector tsvector NOT NULL)"


def build(apps, schema_editor):
    """The tables anew, empty; the worker files everything again (search.services.settle)."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS search_fts")
        schema_editor.execute(FTS)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE IF EXISTS search_vector")
        schema_editor.execute(VECTOR)
        # Vectors lie apart, so that dates of many matches are read from few pages.
        schema_editor.execute("ALTER TABLE search_vector SET (toast_tuple_target = 128)")
        schema_editor.execute("CREATE INDEX search_vector_gin ON search_vector USING gin (vector)")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_kept_by_people")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop, elidable=False)]
