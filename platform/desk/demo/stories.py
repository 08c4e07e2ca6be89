"""Blog entries on their way from a draft to the public, a register of experts, and a pass to the next meeting."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from desk.demo import pictures, words
from desk.demo.world import World, days_ago
from directory.models import Subject
from kit import clock, html
from meetings.models import Meeting
from meetings.passes import services as passes
from networks.blogs import services as blogs
from networks.blogs.enums import SECTION_KEYS
from networks.experts import services as experts
from networks.models import Network


def plant(world: World) -> None:
    """Write, show, approve and comment; keep the register; ask and answer; invite."""
    told = words.read("stories")
    for one in told["entries"]:
        entry(world, one)
    register = {one["name"]: expert(world, one) for one in told["experts"]}
    for one in told["requests"]:
        request(world, one, register)
    invite(world)


def entry(world: World, told: dict[str, Any]) -> None:
    """One entry, as far as it has come."""
    network = world.networks[told["network"]]
    writer = world.speaker(told["network"], told["who"])
    with days_ago(told["days_ago"], hour=18):
        values = {name: told[name] for name in ("title", "lead", "form", "tags")}
        values["body"] = html.from_text(told.get("text", ""))
        values["story"] = {part: html.from_text(told[part]) for part in SECTION_KEYS if told.get(part)}
        made = blogs.begin(by=writer, network=network, values=values)
        if told.get("picture"):
            upload = SimpleUploadedFile("rysunek.png", pictures.drawn(told["picture"]), "image/png")
            blogs.add_picture(by=writer, entry=made, upload=upload, alt=told["alt"])
        if told.get("draft"):
            return
        made = blogs.show(by=writer, entry=made)
    with days_ago(max(told["days_ago"] - 1, 0), hour=19):
        for who, text in told["comments"]:
            blogs.comment(by=world.speaker(told["network"], who), entry=made, text=html.from_text(text))
        if told.get("public"):
            blogs.ask_public(by=writer, entry=made, named=True)
            made.refresh_from_db()
            blogs.approve(by=_coordinator(network), entry=made, seen=made.latest_revision_id)


def _coordinator(network: Network) -> Any:
    return network.editions.get(is_current=True).memberships.get(role="coordinator").user


def expert(world: World, told: dict[str, Any]) -> Any:
    """A person on the register of the county."""
    keeper = world.people["powiat"]
    county = keeper.role_assignments.get(role="county_coordinator").county
    names = ("name", "email", "provider", "topics", "forms", "availability", "about")
    values = {name: told[name] for name in names} | {
        "counties": [county],
        "subjects": list(Subject.objects.filter(name__in=told["subjects"])),
        "agreed_on": clock.today() if told["agreed"] else None,
        "online": "online" in told["forms"],
    }
    return experts.add_expert(by=keeper, county=county, values=values)


def request(world: World, told: dict[str, Any], register: dict[str, Any]) -> None:
    """What a network asks for, and the answer where there is one."""
    network = world.networks[told["network"]]
    edition = network.editions.get(is_current=True)
    values = {name: told[name] for name in ("theme", "form", "when", "hours", "needs")} | {"wanted_on": None}
    with days_ago(told["days_ago"]):
        asked = experts.ask(by=_coordinator(network), edition=edition, values=values)
    if told["expert"]:
        with days_ago(told["days_ago"] - 2):
            experts.assign(
                by=world.people["powiat"],
                request=asked,
                expert=register[told["expert"]],
                answer="Ekspertka potwierdziła styczeń; dzień uzgodnijcie już razem.",
            )


def invite(world: World) -> None:
    """A guest without an account at the nearest meeting of the first network."""
    network = next(iter(world.networks.values()))
    meeting = Meeting.objects.filter(edition__network=network).upcoming(clock.now()).first()
    if meeting is not None:
        passes.issue(by=_coordinator(network), meeting=meeting, name="Gustaw Gościński", email="gosc@example.org")
