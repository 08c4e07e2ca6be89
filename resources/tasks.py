"""Background work of the library."""

from datetime import timedelta

from kit import later
from resources.services import links, tagging, watching


@later.task("resources.tell_followers")
def tell_followers(*, resource_id: int, **_newer: object) -> None:
    """Tell those who follow a tag of a new resource."""
    tagging.tell_followers(resource_id=resource_id)


@later.task("resources.watch_links", every=timedelta(hours=1))
def watch_links(**_newer: object) -> None:
    """Once an hour: ask a few links."""
    links.watch_links()


@later.task("resources.look_through", every=timedelta(days=1))
def look_through(**_newer: object) -> None:
    """Once a day: ask about what is to be looked through again."""
    watching.ask_to_look_through()
