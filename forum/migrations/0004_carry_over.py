"""What readers had seen and followed, and where deep posts stand, carried over to the new fields."""

from django.db import migrations

WIDTH, DEEPEST = 6, 24


def carry_over(apps, schema_editor):
    """Marks become ranges; posts deeper than three levels get the whole way down to them; answers are counted."""
    models = {name: apps.get_model("forum", name) for name in ("Post", "Thread", "ThreadRead")}
    for mark in models["ThreadRead"].objects.iterator():
        last = mark.last_number
        mark.seen = mark.seen_before = "" if not last else "1" if last == 1 else f"1-{last}"
        mark.level = "all" if mark.follows else ""
        mark.save(update_fields=["seen", "seen_before", "level"])
    for pk in models["Thread"].objects.values_list("pk", flat=True):
        _posts(models, pk)


def _posts(models, thread):
    posts = list(
        models["Post"]
        .objects.filter(thread=thread)
        .order_by("number")
        .only("pk", "number", "parent", "place", "depth", "answers", "hidden_at", "deleted_at", "thread")
    )
    known, changed, gone = {post.pk: post for post in posts}, set(), []
    for post in posts:
        parent = known.get(post.parent_id)
        place = (parent.place[: WIDTH * DEEPEST] if parent else "") + f"{post.number:0{WIDTH}d}"
        if place != post.place:
            post.place, post.depth = place, len(place) // WIDTH - 1
            changed.add(post.pk)
        if post.hidden_at or post.deleted_at:
            gone.append(post.number)
        elif parent:
            parent.answers += 1
            changed.add(parent.pk)
    if changed:
        models["Post"].objects.bulk_update([known[pk] for pk in changed], ["place", "depth", "answers"], batch_size=200)
    if gone:
        models["Thread"].objects.filter(pk=thread).update(gone=",".join(str(number) for number in _stretches(gone)))


def _stretches(numbers):
    result = []
    for number in numbers:
        if result and result[-1][1] == number - 1:
            result[-1][1] = number
        else:
            result.append([number, number])
    return [first if first == last else f"{first}-{last}" for first, last in result]


class Migration(migrations.Migration):
    dependencies = [("forum", "0003_three_readings")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True)]
