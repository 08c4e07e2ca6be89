"""Template tags of the look; built into every template."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_datetime
from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from kit import clock
from kit.html import stored
from theme import build, weave

register = template.Library()
logger = logging.getLogger(__name__)


class UnknownIconError(ValueError):
    """A template names an icon that is in no list, so the sprite has no drawing of it."""


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Names in the lists of src/icons, which are the sprite's symbols."""
    return frozenset(build.icon_lists())


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A drawing from the sprite; decoration beside a word. `size` may be 'large'.

    Raises UnknownIconError outside production; in production the page stands without the drawing.
    """
    return _icon(name, size, settings.STATIC_URL)


@lru_cache(maxsize=512)
def _icon(name: str, size: str, _static: str) -> SafeString:
    if name not in icon_names():
        message = (
            f"Icon {name!r} is in no list. Add its Lucide name to platform/theme/src/icons/<app>.txt "
            "and build the front end (make front)."
        )
        if not settings.PRODUCTION:
            raise UnknownIconError(message)
        logger.error(message)
        return SafeString("")
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" icon--{size}" if size else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag(name="weave")
def weave_tag(slug: str, shape: str = "card") -> SafeString:
    """The woven pattern of `slug`: card, band, tile, cover or share. Decoration; it never carries meaning alone."""
    return mark_safe(weave.inline(str(slug), shape))  # noqa: S308 - made of numbers and our own words only


@register.filter
def written(html: str) -> SafeString:
    """People's text, cleaned when it was stored."""
    return stored(html)


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


@register.filter
def spoken(moment: datetime | date | None) -> str:
    """A moment or a day as people say it: śr., 14 października 2026, 16:30."""
    if not moment:
        return ""
    language = _language()
    if isinstance(moment, datetime):
        local = timezone.localtime(moment)
        return f"{_spoken_day(local.date(), language)}, {local:%H:%M}"
    return _spoken_day(moment, language)


@lru_cache(maxsize=4096)
def _spoken_day(of: date, language: str) -> str:
    return format_date(of, "EEE, d MMMM y", locale=language)


@register.filter
def day(moment: datetime | date | None) -> str:
    """The day alone: 14 października 2026."""
    if not moment:
        return ""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return format_date(moment, "d MMMM y", locale=_language())


@register.filter
def hour(moment: datetime | None) -> str:
    """The hour alone: 16:30."""
    return format_datetime(timezone.localtime(moment), "HH:mm", locale=_language()) if moment else ""


@register.filter
def ago(moment: datetime | date | None) -> str:
    """How far away it is, in words: 'za 2 dni', 'wczoraj', '3 godziny temu', 'przed chwilą'."""
    if not moment:
        return ""
    if not isinstance(moment, datetime):
        return _days_away((moment - clock.today()).days)
    gap = moment - clock.now()
    if abs(gap) < timedelta(minutes=1):
        return gettext("in a moment") if gap > timedelta(0) else gettext("a moment ago")
    minutes = int(abs(gap).total_seconds() // 60)
    if minutes < 60:
        return _away("minutes", minutes if gap > timedelta(0) else -minutes, get_language())
    days = (timezone.localtime(moment).date() - clock.today()).days
    if days == 0 or minutes < 6 * 60:
        return _away("hours", minutes // 60 if gap > timedelta(0) else -(minutes // 60), get_language())
    return _days_away(days)


def _days_away(days: int) -> str:
    return _away("days", days, get_language())


@lru_cache(maxsize=1024)
def _away(unit: str, distance: int, _in: str | None) -> str:
    """So far ahead, or (less than nought) behind; the same words for all who ask in this language."""
    return {"minutes": _minutes, "hours": _hours, "days": _days}[unit](distance)


def _minutes(distance: int) -> str:
    count = abs(distance)
    ahead = ngettext("in %(count)d minute", "in %(count)d minutes", count)
    behind = ngettext("%(count)d minute ago", "%(count)d minutes ago", count)
    return (ahead if distance > 0 else behind) % {"count": count}


def _hours(distance: int) -> str:
    count = abs(distance)
    ahead = ngettext("in %(count)d hour", "in %(count)d hours", count)
    behind = ngettext("%(count)d hour ago", "%(count)d hours ago", count)
    return (ahead if distance > 0 else behind) % {"count": count}


def _days(days: int) -> str:
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    if days in near:
        return near[days]
    count, future = abs(days), days > 0
    if count < 14:
        ahead = ngettext("in %(count)d day", "in %(count)d days", count)
        behind = ngettext("%(count)d day ago", "%(count)d days ago", count)
    elif count < 60:
        count //= 7
        ahead = ngettext("in %(count)d week", "in %(count)d weeks", count)
        behind = ngettext("%(count)d week ago", "%(count)d weeks ago", count)
    elif count < 365:
        count //= 30
        ahead = ngettext("in %(count)d month", "in %(count)d months", count)
        behind = ngettext("%(count)d month ago", "%(count)d months ago", count)
    else:
        count //= 365
        ahead = ngettext("in %(count)d year", "in %(count)d years", count)
        behind = ngettext("%(count)d year ago", "%(count)d years ago", count)
    return (ahead if future else behind) % {"count": count}


@register.filter
def initials(person: Any) -> str:
    """Two letters for a person (or a name): Ada Kowal -> AK."""
    words = str(person or "").replace("-", " ").split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper() or "?"


@register.filter
def tone(thing: Any) -> int:
    """One of four quiet background tones, always the same for the same thing."""
    return sum(str(getattr(thing, "pk", None) or thing).encode()) % 4


@register.simple_tag(takes_context=True)
def querystring_with(context: Context, **changes: Any) -> str:
    """The present query with some values changed; None or '' takes one out. Gives '?…' or '?'."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        elif isinstance(value, (list, tuple)):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int, param: str = "") -> str:
    """The present query leading to another page of the list."""
    return querystring_with(context, **{param or "page": number})


@register.filter
def page_numbers(page: Any) -> list[Any]:
    """Page numbers worth drawing, with an ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def widget_kind(field: BoundField) -> str:
    """How a field is drawn: 'choices' (a group), 'check' (one box), or 'plain'."""
    widget = field.field.widget
    if isinstance(widget, (CheckboxSelectMultiple, RadioSelect)):
        return "choices"
    return "check" if isinstance(widget, CheckboxInput) else "plain"


@register.filter
def described_by(field: BoundField) -> str:
    """Ids of the words under a group of choices (Django gives them to single inputs by itself)."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)


@register.filter
def target(field: BoundField) -> str:
    """The id an error summary leads to."""
    return field.auto_id if widget_kind(field) == "choices" else field.id_for_label


@register.filter
def names_icon(name: Any) -> bool:
    """Whether a value names an icon; components ask it, since a page's own `name` may be somebody's name."""
    return name in icon_names()


@register.simple_tag(takes_context=True)
def draw_panel(context: Context, panel: Any, values: dict[str, Any]) -> SafeString:
    """A panel of kit.panels with its own template; its values stand there by name and together as `values`."""
    with context.push(**values, values=values, panel=panel):
        return context.template.engine.get_template(panel.template).render(context)
