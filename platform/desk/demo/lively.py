"""What a forum of today holds: a table, a formula, a file and a poll, a planned conversation, a draft, an objection."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from desk.demo import papers
from desk.demo.world import WARSAW, World, days_ago
from forum import services as forum
from forum.models import Post, Thread
from kit import clock, html
from moderation import services
from moderation.models import Report
from moderation.registry import MODERATED
from networks.blogs import services as blogs
from networks.blogs.models import BlogPostPage
from pages.models import SiteFace

TITLE = "Ułamki bez łez: co sprawdziliśmy przez trzy tygodnie"
TABLE = (
    "<p>Trzy klasy, trzy sposoby, to samo zadanie na koniec: ile to jest $\\frac{1}{2} + \\frac{1}{3}$ i "
    "<em>skąd to wiesz</em>.</p>"
    "<table><thead><tr><th>Sposób</th><th>Klasa</th><th>Poprawny wynik</th><th>Umie wyjaśnić</th></tr></thead><tbody>"
    "<tr><td>paski z papieru</td><td>5a</td><td>21 z 24</td><td>18 z 24</td></tr>"
    "<tr><td>oś liczbowa na podłodze</td><td>5b</td><td>19 z 22</td><td>17 z 22</td></tr>"
    "<tr><td>sam wzór</td><td>5c</td><td>20 z 23</td><td>6 z 23</td></tr></tbody></table>"
    "<p>Wzór daje podobne wyniki, ale mało kto umie powiedzieć, dlaczego działa:</p>"
    "<p>$$\\frac{a}{b} + \\frac{c}{d} = \\frac{ad + bc}{bd}$$</p>"
    "<p>Karty pracy są w załączniku. Można drukować i zmieniać.</p>"
)
SHEET = [
    "Potnij pasek na dwie równe części.",
    "Drugi pasek potnij na trzy części. Ile takich części zmieści się w połowie?",
]
ANSWERS = ["paski z papieru", "oś liczbowa na podłodze", "klocki albo pizza", "od razu wzór"]


def plant(world: World) -> None:
    """In the first network, with the people of the sign-in page."""
    title, network = next(iter(world.networks.items()))
    lead, teacher, second = (world.people[who] for who in ("koordynatorka", "nauczycielka", "nauczyciel"))
    thread = _rich(network, teacher, second, lead)
    _planned(network, lead)
    forum.drafts.save(
        by=teacher,
        place=network,
        thread=thread,
        text="<p>Dopisuję po rozmowie z 5b: oś na podłodze zajęła całą lekcję, ale…</p>",
    )
    _objection(network, lead, second)
    _comment(network, lead, next(one for one in world.members[title] if one not in (lead, teacher, second)))
    _notice()
    _contact()


def _rich(network: Any, teacher: Any, second: Any, lead: Any) -> Thread:
    """A conversation whose first post has a table, formulas and a file, and a reply with a poll."""
    with days_ago(2, hour=18):
        upload = SimpleUploadedFile("paski.pdf", papers.pdf("Ułamki na paskach", SHEET), "application/pdf")
        file = forum.attachments.take_in(by=teacher, place=network, upload=upload)
        section = forum.default_section(network)
        thread = forum.open_thread(
            by=teacher, network=network, section=section, title=TITLE, text=TABLE, files=[file]
        )  # fmt: skip
    with days_ago(1, hour=8):
        words = "<p>Zbierzmy, od czego zaczynacie. Jeden głos wystarczy, można go zmienić.</p>"
        post = forum.reply(by=lead, thread=thread, text=words)
        poll = forum.polls.add_poll(
            by=lead,
            post=post,
            question="Od czego zaczynasz ułamki?",
            answers=ANSWERS,
            ends_at=clock.now() + timedelta(days=14),
        )
    options = list(poll.options.order_by("pk"))
    for person, chosen in ((lead, 0), (second, 2)):
        forum.polls.vote(by=person, post=post, options=[options[chosen].pk])
    return thread


def _planned(network: Any, lead: Any) -> None:
    day = clock.today() + timedelta(days=(7 - clock.today().weekday()) or 7)
    forum.planned.plan(
        by=lead,
        place=network,
        section=forum.default_section(network),
        title="Przed spotkaniem: po jednym zadaniu od każdej osoby",
        text="<p>Przynieśmy po jednym zadaniu, które <strong>nie</strong> wyszło. Wystarczy zdjęcie zeszytu.</p>",
        at=datetime.combine(day, time(7, 30), WARSAW),
    )


def _objection(network: Any, lead: Any, reporter: Any) -> None:
    """A report the coordinator left as it is; who made it asks another person to look again."""
    posts = Post.objects.filter(thread__network=network, number__gt=1, hidden_at=None).exclude(
        author__in=[lead, reporter]
    )
    reported = Report.objects.values("about_id")
    post = posts.exclude(pk__in=reported).order_by("pk").first()
    if post is None:
        return
    kind = MODERATED["post"]
    with days_ago(3, hour=17):
        made = services.report(
            by=reporter, kind=kind, thing=post, ground="network_rules",
            words="Umówiliśmy się, że nie oceniamy cudzych lekcji, a tu jest ocena.",
        )  # fmt: skip
    with days_ago(2, hour=9):
        services.decide(
            by=lead, kind=kind, thing=post, act="keep",
            words="Czytam to jako pytanie o sposób, nie ocenę osoby. Zostawiam.",
        )  # fmt: skip
    made.refresh_from_db()
    with days_ago(1, hour=20):
        services.object_to(by=reporter, report=made, words="Proszę, by spojrzał na to ktoś spoza tej rozmowy.")


def _comment(network: Any, lead: Any, person: Any) -> None:
    """A comment with a watched word waits to be read first."""
    entry = BlogPostPage.objects.filter(network=network, shown_at__isnull=False, hidden_at=None).first()
    if entry is not None:
        words = "U nas wagary skończyły się właśnie przez takie lekcje. Czy robiliście to też z mniejszą grupą?"
        blogs.comment(by=person, entry=entry, text=html.from_text(words))


def _notice() -> None:
    """Somebody without an account reports a public post; its section's keepers decide."""
    post = Post.objects.filter(thread__section__audience="public", number__gt=1).order_by("pk").first()
    if post is not None:
        services.report_from_outside(
            address=post.get_absolute_url(),
            ground="unlawful",
            words="Ten przykład zadania pochodzi z płatnego zbioru i nie podano źródła.",
            name="Zofia Czytelna",
            email="zofia@example.org",
        )


def _contact() -> None:
    """Whom to write to: the page “How we moderate” and the footer say it."""
    face = SiteFace.load()
    face.operator = face.operator or "Ośrodek Doskonalenia Nauczycieli w Lipowie"
    face.contact_email = face.contact_email or "kontakt@example.org"
    face.save()
