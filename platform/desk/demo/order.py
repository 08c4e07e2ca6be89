"""Order on a forum: rules and words of a network, a text that waits, one sent back, one changed, one reported."""

from __future__ import annotations

from typing import Any

from desk.demo.world import World, days_ago
from forum import services as forum
from forum.models import Post
from kit import html
from moderation import services
from moderation.registry import MODERATED
from networks.moderation import where

READY = (
    "Piszemy o sprawie, nie o osobie. Zapraszam do napisania jeszcze raz.\n"
    "Usuń, proszę, nazwisko ucznia i klasę; reszta jest bardzo potrzebna."
)
ASKED = "Bardzo ciekawy przypadek. Usuń, proszę, imię ucznia i nazwę miejscowości – wtedy od razu publikuję."


def plant(world: World) -> None:
    """In the coordinator's first network, with the people of the sign-in page."""
    title, network = next(iter(world.networks.items()))
    lead, teacher = world.people["koordynatorka"], world.people["nauczycielka"]
    other = next(person for person in world.members[title] if person.pk not in (lead.pk, teacher.pk))
    place = where(network.pk)
    services.change_ground(
        by=lead, place=place, code="personal_data", words="pokazuje dane uczniów lub innych osób", ready=READY
    )
    services.add_ground(by=lead, place=place, words="powtarza to, co w tej rozmowie już padło")
    for word in ("wagary", "głupi"):
        services.watch(by=lead, place=place, words=word)
    section = forum.open_section(by=lead, network=network, name="Trudne sprawy")
    forum.arrange_section(by=lead, section=section, mode="everything", promise_hours=24)
    with days_ago(6, hour=8):
        thread = forum.open_thread(
            by=lead,
            network=network,
            section=section,
            title="Gdy uczeń odmawia pracy – co u Was działa?",
            text=html.from_text("Opiszmy sytuacje bez imion i klas. Każdy wpis czytam, zanim zobaczą go inni."),
        )
    _write(4, teacher, thread, "Najpierw pytam na osobności, co się stało. Potem proponuję mniejszy kawałek zadania.")
    _decide(lead, act="publish", days=3)
    _write(3, other, thread, "U nas w Lipowie Kuba z szóstej nie otwiera zeszytu od września. Pomaga mu tablica.")
    _decide(lead, act="ask", days=2, ground="personal_data", words=ASKED)
    _write(1, teacher, thread, "Umawiamy się z klasą na kartkę „dziś potrzebuję ciszy”. Działa od dwóch lat.")
    _report(network, lead, teacher)


def _write(days: int, by: Any, thread: Any, words: str) -> None:
    with days_ago(days, hour=15):
        forum.reply(by=by, thread=thread, text=html.from_text(words))


def _decide(by: Any, *, days: int, **values: Any) -> None:
    kind = MODERATED["held_post"]
    held = kind.model.objects.filter(state="waiting").latest("pk")
    with days_ago(days, hour=9):
        services.decide(by=by, kind=kind, thing=held, **values)


def _report(network: Any, lead: Any, reporter: Any) -> None:
    """One post of somebody else is reported and waits."""
    posts = Post.objects.filter(thread__network=network, number__gt=1).exclude(author__in=[lead, reporter])
    post = posts.order_by("-pk").first()
    if post is not None:
        words = "To chyba miało trafić do innej rozmowy."
        services.report(by=reporter, kind=MODERATED["post"], thing=post, ground="off_topic", words=words)
