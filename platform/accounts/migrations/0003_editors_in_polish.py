"""Editors stand in one group with a Polish name; the CMS's own English groups go when nobody needs them."""

from typing import Any

from django.db import migrations

ENGLISH, EDITORS = ("Editors", "Moderators"), "Redakcja"


def move(apps: Any, _schema: Any) -> None:
    """Whoever is in an English group comes into ours. May run twice; on a fresh database there is nobody to move."""
    group_model, user_model = apps.get_model("auth", "Group"), apps.get_model("accounts", "User")
    people = list(user_model.objects.filter(groups__name__in=ENGLISH).distinct())
    if people:
        ours = group_model.objects.get_or_create(name=EDITORS)[0]
        for person in people:
            person.groups.add(ours)
            person.groups.remove(*group_model.objects.filter(name__in=ENGLISH))


class Migration(migrations.Migration):
    """Moves people, never rights: what the group may do is planted with the pages."""

    dependencies = [
        ("accounts", "0002_private_photos"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
