"""Announcements over the last weeks: an important one with its readers, ordinary ones, and one to a whole county."""

from __future__ import annotations

from datetime import timedelta

from desk.demo.world import World, days_ago
from directory.models import County
from kit import clock
from networks.announcements import services
from networks.calendars import services as calendars

IMPORTANT = (
    "Zmieniamy salę na najbliższe spotkanie",
    "<p>Pracownia 12 jest w remoncie, dlatego spotykamy się w <strong>bibliotece na parterze</strong>. "
    "Wejście od strony boiska, szatnia po lewej.</p><p>Proszę o potwierdzenie odczytania – chcę mieć pewność, "
    "że nikt nie będzie szukać nas na drugim piętrze.</p>",
)
ORDINARY = (
    "Co warto przynieść w tym miesiącu",
    "<p>Zbieramy krótkie przykłady z lekcji: jedno zadanie, jedno zdjęcie tablicy, jedno zdanie o tym, co zaskoczyło. "
    "Wystarczy wrzucić do zasobów sieci albo zabrać na spotkanie.</p>",
)
COUNTY = (
    "Konferencja sieci powiatu – 12 miejsc na warsztaty",
    "<p>Wiosną pokazujemy, co wypracowały nasze sieci. Każda sieć przygotowuje jedno stoisko i jeden warsztat.</p>"
    "<ul><li>temat stoiska: do końca stycznia,</li><li>lista osób: do połowy lutego.</li></ul>",
)


def plant(world: World) -> None:
    """Announce, and let people read."""
    for number, (title, network) in enumerate(world.networks.items()):
        coordinator = network.editions.get(is_current=True).memberships.get(role="coordinator").user
        with days_ago(9 + number):
            services.announce(by=coordinator, network=network, title=ORDINARY[0], text=ORDINARY[1])
        if number:
            continue
        with days_ago(1, hour=9):
            until = clock.today() + timedelta(days=14)
            made = services.announce(
                by=coordinator,
                network=network,
                title=IMPORTANT[0],
                text=IMPORTANT[1],
                is_important=True,
                valid_until=until,
            )
        for member in world.members[title][2:8]:
            services.mark_read(by=member, announcement=made)
    with days_ago(5):
        county = County.objects.get(code="1491")
        services.announce(by=world.people["powiat"], county=county, title=COUNTY[0], text=COUNTY[1])
    calendars.make(by=world.people["nauczycielka"], network=None)
