"""The one place that says how loudly a person is told of something, and how it came to that.

`effective` is a plain function of what was asked and what was chosen. Later rules win over earlier ones:

    the kind's own level → the person's choice for the kind → for the place → for the kind in that place
    → for the thing (followed or muted) → what waits for an answer is never lost → letters switched off
    → school breaks → hours of quiet

The last two touch only what would be mailed at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.enums import Level
from notifications.models import Rhythm
from notifications.registry import Break, Kind

Choices = Mapping[tuple[str, str, str], str]
"""(kind, place, thing) -> level, as stored; empty words mean 'all'."""


@dataclass(frozen=True)
class Step:
    """A rule that had a word, the level it left, and the rule in words for people."""

    rule: str
    level: str
    words: str | Promise

    @property
    def label(self) -> str | Promise:
        """The level in words."""
        return Level(self.level).label


@dataclass(frozen=True)
class Effective:
    """The level that counts, the steps to it, and, for what goes at once, the moment before which it does not."""

    level: str
    steps: list[Step] = field(default_factory=list)
    not_before: datetime | None = None

    @property
    def label(self) -> str | Promise:
        """The level in words."""
        return Level(self.level).label

    @property
    def why(self) -> str | Promise:
        """The last rule that had a word."""
        return self.steps[-1].words


WORDS: dict[str, str | Promise] = {
    "kind": _("this is how such news comes unless you choose otherwise"),
    "own_kind": _("you chose this for such news"),
    "place": _("you chose this for everything from this network"),
    "kind_in_place": _("you chose this for such news from this network"),
    "thing": _("you chose this for this conversation or matter"),
    "asks": _("somebody waits for your answer, so it stays in Splot"),
    "no_letter": _("you do not want the weekly letter, so it stays in Splot"),
    "break": _("there is a school break, so it waits for the first letter after it"),
    "quiet": _("these are your hours of quiet, so it waits until they end"),
}


def effective(
    kind: Kind,
    *,
    choices: Choices,
    rhythm: Rhythm,
    place: str = "",
    thing: str = "",
    pause: Break | None = None,
    now: datetime | None = None,
    moment: datetime | None = None,
) -> Effective:
    """How a person is told of a notice of `kind` in `place` about `thing`.

    `pause` is the person's school break today, `now` the present moment (without it hours of quiet have no word),
    `moment` when the thing itself happens.
    """
    steps = [Step("kind", str(kind.level), WORDS["kind"])]

    def say(rule: str, level: str) -> None:
        steps.append(Step(rule, str(level), WORDS[rule]))

    asked = [("own_kind", (kind.name, "", ""))]
    if place and not kind.stands_out:
        asked.append(("place", ("", place, "")))
    if place:
        asked.append(("kind_in_place", (kind.name, place, "")))
    if thing:
        asked.append(("thing", ("", "", thing)))
    for rule, key in asked:
        if key in choices:
            say(rule, choices[key])
    if kind.asks and steps[-1].level == Level.NOTHING:
        say("asks", Level.INBOX)
    if steps[-1].level == Level.LETTER and not rhythm.wants_letter:
        say("no_letter", Level.INBOX)
    return _at_a_good_hour(steps, rhythm=rhythm, pause=pause, now=now, moment=moment)


def _at_a_good_hour(
    steps: list[Step], *, rhythm: Rhythm, pause: Break | None, now: datetime | None, moment: datetime | None
) -> Effective:
    level = steps[-1].level
    if level not in (Level.PUSH, Level.MAIL):
        return Effective(level, steps)
    if pause is not None and rhythm.rests_in_breaks:
        happens_in_it = moment is not None and timezone.localdate(moment) <= pause.last_day
        if not happens_in_it:
            level = Level.LETTER if rhythm.wants_letter else Level.INBOX
            steps.append(Step("break", level, WORDS["break"]))
            return Effective(level, steps)
    quiet_ends = end_of_quiet(rhythm, now) if now is not None else None
    if quiet_ends is not None and (moment is None or moment > quiet_ends + timedelta(hours=1)):
        steps.append(Step("quiet", level, WORDS["quiet"]))
        return Effective(level, steps, not_before=quiet_ends)
    return Effective(level, steps)


def end_of_quiet(rhythm: Rhythm, now: datetime) -> datetime | None:
    """When the person's present hours of quiet end; None outside them. Equal hours mean no quiet at all."""
    local = timezone.localtime(now)
    begin, end = rhythm.quiet_from, rhythm.quiet_until
    if begin == end:
        return None
    inside = begin <= local.hour < end if begin < end else local.hour >= begin or local.hour < end
    if not inside:
        return None
    day = local.date() + timedelta(days=1) if local.hour >= end else local.date()
    return timezone.make_aware(datetime(day.year, day.month, day.day, end), timezone.get_current_timezone())


def thing_key(kind: Kind, about: Any) -> str:
    """The name under which what `about` belongs to is followed or muted."""
    thing = kind.thing(about)
    return f"{thing._meta.label_lower}:{thing.pk}"
