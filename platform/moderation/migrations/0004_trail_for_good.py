"""The database itself refuses to change the trail; reports that wait become cases.

On PostgreSQL rows cannot be deleted either. SQLite empties tables with DELETE when a test database is cleaned, so there
only the model and its queryset refuse that.
"""

from datetime import timedelta

from django.db import migrations

WORDS = "the trail is only ever written to"
POSTGRESQL = f"""
CREATE FUNCTION moderation_trail_for_good() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER moderation_trail_for_good BEFORE UPDATE OR DELETE ON moderation_trailentry
FOR EACH ROW EXECUTE FUNCTION moderation_trail_for_good();
"""
SQLITE = f"""
CREATE TRIGGER moderation_trail_for_good BEFORE UPDATE ON moderation_trailentry
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END;
"""


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute({"postgresql": POSTGRESQL, "sqlite": SQLITE}[vendor])


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS moderation_trail_for_good ON moderation_trailentry")
        schema_editor.execute("DROP FUNCTION IF EXISTS moderation_trail_for_good()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS moderation_trail_for_good")


def open_cases(apps, schema_editor):
    reports, cases = apps.get_model("moderation", "Report").objects, apps.get_model("moderation", "Case").objects
    for report in reports.filter(closed_at=None).order_by("id"):
        promised = report.reported_at + timedelta(hours=24)
        cases.get_or_create(
            about_type_id=report.about_type_id,
            about_id=report.about_id,
            closed_at=None,
            defaults={"why": "report", "opened_at": report.reported_at, "promised_at": promised, "due_at": promised},
        )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_cases_rules_and_appeals")]

    operations = [
        migrations.RunPython(open_cases, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
