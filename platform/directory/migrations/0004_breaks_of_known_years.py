"""Puts breaks in for the school years that are written down already."""

from django.db import migrations

from directory import school_calendar


def lay(apps, schema_editor):
    breaks, years = apps.get_model("directory", "CalendarBreak"), apps.get_model("directory", "SchoolYear")
    for year in years.objects.all():
        for name, first, last, code in school_calendar.breaks_of(year.starts_on.year):
            breaks.objects.get_or_create(starts_on=first, voivodeship_id=code, defaults={"name": name, "ends_on": last})


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_school_breaks")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop, elidable=False)]
