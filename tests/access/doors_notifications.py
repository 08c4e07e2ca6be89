"""Doors of notices: everybody has an inbox, nobody has another's."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door, made, page, post, thing_at


@made
def anothers(world: Any) -> Any:
    """A notice of somebody who is in no list of actors."""
    from django.contrib.contenttypes.models import ContentType

    from notifications.models import Notice

    owner = world.fixture("person")("Zofia", "Cudza")
    return Notice.objects.create(
        user=owner,
        kind="moderation.decided",
        about_type=ContentType.objects.get_for_model(owner),
        about_id=owner.pk,
        title="Cudze",
        url="/",
    )


def _place(world: Any) -> dict[str, Any]:
    return {"key": f"network-{world.fixture('network').pk}"}


@made
def anothers_browser(world: Any) -> Any:
    """A browser of somebody who is in no list of actors."""
    from kit import clock
    from notifications.models import PushBrowser

    owner = world.fixture("person")("Wanda", "Cudza")
    return PushBrowser.objects.create(
        user=owner, endpoint="https://push.example/1", p256dh="x", auth="x", label="x", made_at=clock.now()
    )


_at = thing_at(number=anothers)
_browser_at = thing_at(number=anothers_browser)
RHYTHM = {"weekday": "1", "hour": "7", "quiet_from": "21", "quiet_until": "6"}

DOORS: list[Door] = [
    page("signed_in", "inbox", "notifications:inbox"),
    page("signed_in", "badge", "notifications:badge"),
    page("signed_in", "settings of notices", "notifications:settings"),
    post("signed_in", "all read", "notifications:inbox", only_reads=True),
    post("signed_in", "levels", "notifications:settings", None, {}, only_reads=True),
    post("signed_in", "rhythm", "notifications:rhythm", None, RHYTHM, only_reads=True),
    post("signed_in", "a thing", "notifications:thing", None, {"thing": "forum.thread:1"}, only_reads=True),
    post("signed_in", "a browser without keys", "notifications:browser_on", None, {"endpoint": "x"}, only_reads=True),
    post("notices_others", "another's browser", "notifications:browser_off", _browser_at),
    page("notices_of_place", "settings of a network", "notifications:place_settings", _place),
    post("notices_of_place", "change", "notifications:place_settings", _place, {}, only_reads=True),
    page("notices_others", "another's notice opened", "notifications:open", _at),
    post("notices_others", "another's notice marked", "notifications:read", _at),
    page("nothing_public", "forged link for less mail", "notifications:unsubscribe", {"token": "zmyslony"}),
    post("nothing_public", "forged link for less mail sent", "notifications:unsubscribe", {"token": "zmyslony"}),
]
