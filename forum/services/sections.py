"""Sections of a network's forum, and sections above the networks."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forum import broadcasts, places, rules, selectors
from forum.enums import Audience
from forum.models import Keeper, Mode, Section
from forum.notices import KEEPER_NAMED
from kit import clock, html
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Network
from notifications.services import notify

FIRST_SECTION = "Rozmowy"
TAKEN_WORDS = frozenset({"kanal", "zakladki", "nowy-dzial"})
"""Addresses under /forum/ that lead elsewhere."""


def default_section(network: Network) -> Section:
    """The section every network has; made when the network opens, or at its first use."""
    return Section.objects.get_or_create(
        network=network, slug="rozmowy", defaults={"name": FIRST_SECTION, "position": 10}
    )[0]


@transaction.atomic
def open_section(*, by: Any, network: Network, name: str) -> Section:
    """Add a section at the end. Raises Refused by rules.may_arrange, and when the name is taken."""
    insist(rules.may_arrange(by, network))
    name, slug = _named(name)
    taken = selectors.sections_of(network)
    if any(section.slug == slug for section in taken):
        raise Refused(_("This network already has a section of this name."))
    position = max((section.position for section in taken), default=0) + 10
    section = Section.objects.create(network=network, name=name, slug=slug, position=position)
    trail.write(by=by, action="forum.section.open", about=section, values={"network": network.pk})
    return section


def _named(name: str) -> tuple[str, str]:
    """A section's name and the word of its address; Refused when nothing is left of it."""
    name = " ".join(name.split())[:80]
    slug = slugify(name.translate(str.maketrans("łŁ", "lL")))[:70]
    if not slug:
        raise Refused(_("Give the section a name."))
    return name, slug


@transaction.atomic
def open_common_section(*, by: Any, name: str, audience: str, about: str = "") -> Section:
    """Open a section above the networks for an audience, which never changes: what is said is said to it.

    Raises Refused for who does not look after them, for an unknown audience, and when the name is taken.
    """
    insist(places.may_oversee(by))
    if audience not in Audience.values:
        raise Refused(_("Choose for whom the section is."))
    name, slug = _named(name)
    if slug.isdigit() or slug in TAKEN_WORDS:
        slug = f"dzial-{slug}"
    if Section.objects.filter(network=None, slug=slug).exists():
        raise Refused(_("There is a section of this name already."))
    last = Section.objects.filter(network=None).aggregate(last=Max("position"))["last"] or 0
    # A public section is read by search engines as well: what is new there is looked at first.
    mode = Mode.FIRST if audience == Audience.PUBLIC else Mode.OPEN
    section = Section.objects.create(
        name=name, slug=slug, audience=audience, about=" ".join(about.split())[:240], position=last + 10, mode=mode
    )
    trail.write(by=by, action="forum.section.open", about=section, values={"audience": audience})
    return section


@transaction.atomic
def name_keeper(*, by: Any, section: Section, person: Any) -> Keeper:
    """Name somebody to moderate a section above the networks. Raises Refused, also for somebody who is gone."""
    insist(places.may_oversee(by))
    if section.network_id is not None:
        raise Refused(_("In a network its coordinator and deputy moderate."))
    if not person.is_active:
        raise Refused(_("There is no such person."))
    keeper, is_new = Keeper.objects.get_or_create(section=section, person=person, defaults={"named_at": clock.now()})
    if is_new:
        trail.write(by=by, action="forum.keeper.name", about=section, values={"person": person.pk})
        if person.pk != by.pk:
            notify(
                KEEPER_NAMED,
                to=[person],
                title=_("You moderate the section “%(name)s”") % {"name": section.name},
                text=section.about,
                url=section.get_absolute_url(),
                about=section,
                by=by,
            )
    return keeper


@transaction.atomic
def release_keeper(*, by: Any, keeper: Keeper) -> None:
    """Somebody moderates a section no more. Raises Refused for who does not look after sections above the networks."""
    insist(places.may_oversee(by))
    section, person = keeper.section, keeper.person_id
    keeper.delete()
    trail.write(by=by, action="forum.keeper.release", about=section, values={"person": person})
    transaction.on_commit(partial(broadcasts.person_out, user_id=person))


@transaction.atomic
def change_section(*, by: Any, section: Section, name: str, opening: str, about: str | None = None) -> Section:
    """Give a section another name, and words with which new conversations in it begin; its address stays.

    Raises Refused by rules.may_arrange, when no name is left, or the words are too large.
    """
    insist(rules.may_arrange(by, section.network or section))
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused(_("Give the section a name."))
    section.name, section.opening = name, html.clean(opening)
    if about is not None:
        section.about = " ".join(about.split())[:240]
    section.save(update_fields=["name", "opening", "about"])
    trail.write(by=by, action="forum.section.change", about=section, values={"place": places.key_of(section)})
    return section
