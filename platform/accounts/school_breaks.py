"""When people rest from letters: the school breaks of the voivodeship in which their school lies (BR26)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts.models import Profile
from directory.models import CalendarBreak
from notifications.registry import BREAKS, Break, Breaks


def breaks_on(numbers: Iterable[int], day: date) -> dict[int, Break]:
    """{person's number: the break on that day}, in two queries. Without a school only the country's breaks count."""
    wanted = list(numbers)
    now = list(CalendarBreak.objects.filter(starts_on__lte=day, ends_on__gte=day))
    if not now:
        return {}
    schools = Profile.objects.filter(user__in=wanted).values_list("user", "institution__county__voivodeship")
    homes = dict(schools)
    found = {}
    for number in wanted:
        mine = [one for one in now if one.voivodeship_id in (None, homes.get(number))]
        if mine:
            longest = max(mine, key=lambda one: one.ends_on)
            found[number] = Break(name=longest.name, last_day=longest.ends_on)
    return found


BREAKS.register("school", Breaks(name="school", on=breaks_on))
