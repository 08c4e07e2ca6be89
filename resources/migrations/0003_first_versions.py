"""What already lies in the library becomes the first version of itself."""

from django.db import migrations


def first_versions(apps, schema_editor):
    Resource = apps.get_model("resources", "Resource")
    Version = apps.get_model("resources", "Version")
    StoredFile = apps.get_model("files", "StoredFile")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind = ContentType.objects.filter(app_label="resources", model="resource").first()
    for resource in Resource.objects.filter(versions=None).iterator():
        version = Version.objects.create(
            resource=resource,
            number=1,
            link=resource.link,
            downloads=resource.downloads,
            made_by_id=resource.created_by_id,
            made_at=resource.created_at,
        )
        if kind is not None:
            version.files.set(StoredFile.objects.filter(parent_type=kind, parent_id=resource.pk))


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0002_versions_uses_shelves"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(first_versions, migrations.RunPython.noop)]
