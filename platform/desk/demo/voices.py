"""What people need: reported to the county, said among members, voted on, asked without a name."""

from __future__ import annotations

from datetime import timedelta

from desk.demo.world import World, days_ago
from directory.models import County
from kit import clock
from networks.needs import services

NETWORK = "Matematyka bez lęku"


def plant(world: World) -> None:
    """Needs of schools with and without an answer, needs and offers of members, a vote, a question."""
    county, head = County.objects.get(code="1491"), world.people["powiat"]
    with days_ago(30):
        first = services.report(
            by=world.people["dyrektor"], county=county, title="Praca z uczniem z niepokojem przed sprawdzianem",
            text="Od jesieni kilkoro uczniów w każdej klasie unika sprawdzianów. Szukamy sposobów na całą szkołę.",
            audience=["teachers", "psychologists"], priority="high",
        )  # fmt: skip
        services.report(
            by=world.people["nauczyciel"], county=county, title="Wspólne terminy zebrań w małych szkołach",
            text="Uczymy w dwóch szkołach naraz i zebrania wypadają tego samego dnia.", audience=["principals"],
        )  # fmt: skip
    with days_ago(21):
        services.answer_by_network(
            by=head, need=first, network=world.networks[NETWORK], words="Sieć zajmuje się właśnie lękiem i błędem."
        )
    edition = world.networks[NETWORK].editions.select_related("school_year", "network").get(is_current=True)
    members, steering = world.members[NETWORK], world.people["koordynatorka"]
    for number, (kind, words) in enumerate(
        (
            ("seeks", "Szukam gier planszowych do nauki ułamków w klasie V"),
            ("offers", "Mogę pokazać trzy gry karciane na ułamki, sprawdzone w klasach IV–VI"),
            ("offers", "Chętnie zaproszę kogoś na obserwację lekcji z tablicą interaktywną"),
            ("seeks", "Jak omawiać sprawdzian, żeby nie trwało to całej lekcji?"),
        )
    ):
        services.wish(by=members[number], edition=edition, kind=kind, title=words)
    closes_on = min(clock.today() + timedelta(days=9), edition.school_year.ends_on)
    vote = services.propose(
        by=steering, edition=edition, title="Czym zajmiemy się w drugim semestrze?", kind="several", most=2,
        options=["Zadania otwarte", "Ocena pracy w grupie", "Matematyka w terenie", "Powtórka przed egzaminem"],
        closes_on=closes_on,
    )  # fmt: skip
    answers = [option.pk for option in vote.options.all()]
    for number, member in enumerate(members[2:10]):
        services.vote(by=member, proposal=vote, options=[answers[number % 2], answers[2 + number % 2]])
    idea = services.propose(
        by=members[4], edition=edition, title="Raz w miesiącu „otwarta klasa”: każdy może przyjść na lekcję",
        closes_on=closes_on,
    )  # fmt: skip
    for member in members[5:9]:
        services.vote(by=member, proposal=idea, options=[idea.options.get().pk])
    question = services.ask(
        by=members[6], edition=edition, words="Co robicie, gdy na lekcji obserwowanej wszystko idzie źle?"
    )
    services.reply(by=members[1], question=question, words="Mówię o tym głośno klasie. Rozmowa po lekcji jest lepsza.")
