"""Tags there are already become known by their keys; those that are one word become one tag."""

from django.db import migrations

from resources.tagging import key_of


def known(apps, schema_editor):
    Tag = apps.get_model("taggit", "Tag")
    TaggedItem = apps.get_model("taggit", "TaggedItem")
    TagWay = apps.get_model("resources", "TagWay")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind = ContentType.objects.filter(app_label="resources", model="resource").first()
    if kind is None:
        return
    ours = TaggedItem.objects.filter(content_type=kind)
    for tag in Tag.objects.filter(pk__in=ours.values("tag")).order_by("pk"):
        way, fresh = TagWay.objects.get_or_create(
            key=key_of(tag.name) or tag.slug, defaults={"tag_id": tag.pk, "words": tag.name}
        )
        if fresh or way.tag_id == tag.pk:
            continue
        standing = ours.filter(tag_id=way.tag_id).values_list("object_id", flat=True)
        ours.filter(tag_id=tag.pk, object_id__in=list(standing)).delete()
        ours.filter(tag_id=tag.pk).update(tag_id=way.tag_id)


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0005_tags_in_order"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(known, migrations.RunPython.noop)]
