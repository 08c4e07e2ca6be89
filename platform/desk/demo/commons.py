"""Sections above the networks: public, for everybody signed in, for coordinators, directors and SOREs."""

from __future__ import annotations

from datetime import timedelta

from accounts.consents import PUBLICATION
from accounts.services import give_consent
from desk.demo.world import World, days_ago
from forum import services
from kit import clock, html

SECTIONS = (
    ("Pytania o uczenie", "public", "Otwarte rozmowy o tym, co działa na lekcji. Czyta każdy, piszą osoby z kontem."),
    ("Pokój nauczycielski", "signed_in", "Sprawy wspólne dla wszystkich sieci."),
    ("Koordynatorzy sieci", "coordinators", "Jak prowadzić sieć: spotkania, plan roku, sprawozdanie."),
    ("Dyrektorzy szkół", "directors", "Organizacja pracy szkoły i udział nauczycieli w sieciach."),
    ("Wspomaganie", "sores", "Dla osób, które prowadzą procesy wspomagania w szkołach."),
)
TALKS = (
    (
        "Pytania o uczenie", "Jak pytać, żeby myśleli, a nie zgadywali?", "koordynatorka", (
            ("koordynatorka", "<p>Zbieram pytania, na które nie da się odpowiedzieć jednym słowem. <strong>Jakie "
             "pytanie otworzyło u Was ostatnio dobrą rozmowę na lekcji?</strong></p><p>U mnie: „Skąd wiesz, że to "
             "nie może być inaczej?”.</p>", 0),
            ("nauczyciel", "<p>W piątej klasie: „Kto się z tym <em>nie</em> zgadza i dlaczego?”. Najpierw cisza, "
             "potem dwadzieścia minut argumentów o dzieleniu pizzy.</p>", 1),
            ("ekspertka", "<p>Dobrze działa też czas: trzy sekundy ciszy po pytaniu i trzy po odpowiedzi. Odpowiedzi "
             "robią się dłuższe i odzywa się więcej osób.</p>", 1),
            ("nauczyciel", "<p>Sprawdzone: trzy sekundy to bardzo długo, ale warto.</p>", 3),
        ),
    ),
    (
        "Pokój nauczycielski", "Wspólny kalendarz dni otwartych klas", "powiat", (
            ("powiat", "<p>Czy chcecie jednego kalendarza lekcji otwartych dla wszystkich sieci w powiecie? Napiszcie, "
             "co by Wam pomogło, a co byłoby kolejnym obowiązkiem.</p>", 0),
            ("koordynatorka", "<p>Tak, jeśli wystarczy wpisać termin raz, w sieci, a reszta przejdzie sama.</p>", 1),
        ),
    ),
    (
        "Koordynatorzy sieci", "Co robicie, gdy na spotkanie przychodzi pięć osób?", "koordynatorka", (
            ("koordynatorka", "<p>Na listopad zapisało się szesnaście, przyszło pięć. Dobrze się pracowało, ale plan "
             "był na więcej. Macie jakiś zapasowy scenariusz?</p>", 0),
            ("powiat", "<p>W innych sieciach sprawdza się krótka ankieta dzień przed i jedna praca w parach, która "
             "działa dla czterech i dla dwudziestu osób.</p>", 1),
        ),
    ),
    (
        "Dyrektorzy szkół", "Zastępstwa w dniu spotkania sieci", "dyrektor", (
            ("dyrektor", "<p>Trzy nauczycielki z mojej szkoły są w dwóch sieciach. Jak organizujecie zastępstwa, żeby "
             "nikt nie musiał wybierać?</p>", 0),
            ("powiat", "<p>Od stycznia sieci mogą uzgadniać terminy tak, by nie wypadały tego samego dnia. Podeślę "
             "propozycję.</p>", 1),
        ),
    ),
)  # fmt: skip


def plant(world: World) -> None:
    """The county opens the sections; people of all networks talk there, some under their names also in public."""
    for who in ("koordynatorka", "ekspertka"):
        give_consent(by=world.people[who], kind=PUBLICATION.name)
    head = world.people["powiat"]
    sections = {
        name: services.open_common_section(by=head, name=name, audience=audience, about=about)
        for name, audience, about in SECTIONS
    }
    public = sections["Pytania o uczenie"]
    services.name_keeper(by=head, section=public, person=world.people["koordynatorka"])
    # People who write here have long written; nobody's demo should begin with a queue.
    services.arrange_section(by=head, section=public, mode="open")
    for number, (where, title, who, posts) in enumerate(TALKS):
        with days_ago(12 - 2 * number, hour=10) as moment:
            section = sections[where]
            thread = services.open_thread(
                by=world.people[who], network=None, section=section, title=title, text=html.clean(posts[0][1]),
                is_question=title.endswith("?"),
            )  # fmt: skip
        for step, (speaker, text, answers) in enumerate(posts[1:], start=1):
            with clock.moved_to(min(moment + timedelta(hours=9 * step), clock.now() - timedelta(minutes=50))):
                services.reply(
                    by=world.people[speaker], thread=thread, text=text, parent=answers if answers > 1 else None
                )
    services.arrange_section(by=head, section=public, mode="first")
