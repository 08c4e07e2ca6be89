"""The library as a table and a package, and a table taken in: tried first, safe to repeat."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.consents import PUBLICATION
from accounts.services import give_consent
from files.models import StoredFile
from files.selectors import files_of
from kit.verdicts import Refused
from networks.models import Membership
from networks.states import EditionState
from notifications.models import Notice
from resources import services, tables
from resources.models import Resource
from tests.files.makers import pdf

pytestmark = pytest.mark.django_db
HEAD = "tytuł;licencja;link;pliki;kto czyta;przedmioty;znaczniki;opis"


def table(*rows: str, head: str = HEAD) -> SimpleUploadedFile:
    return SimpleUploadedFile("zasoby.csv", "\n".join([head, *rows]).encode("utf-8-sig"))


def packed(*rows: str, **files: bytes) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("zasoby.csv", "\n".join([HEAD, *rows]))
        for name, content in files.items():
            box.writestr(name.replace("__", "."), content)
    return SimpleUploadedFile("paczka.zip", out.getvalue())


def page(network: Any, name: str = "import") -> str:
    return reverse(f"resources:{name}", kwargs={"slug": network.slug})


def second_step(answer: Any) -> dict[str, Any]:
    text = answer.content.decode()
    found = re.search(r'name="tried" value="([^"]*)"', text)
    assert found is not None
    return {"tried": found[1], "row": re.findall(r'name="row" value="(\d+)"', text)}


def test_trying_changes_nothing_and_says_what_each_row_would_do(client: Any, network: Any, ada: Any) -> None:
    client.force_login(ada)
    rows = [
        "Ułamki;CC BY;https://example.org/u;;;;gra, ułamki;Opis", "Bez licencji;;https://example.org/b;;;;;",
        ";CC BY;https://example.org/c;;;;;", "Nieznany przedmiot;CC BY;https://example.org/d;;;Alchemia;;",
        "Ani pliku, ani linku;CC BY;;;;;;", "Ułamki;CC BY;https://example.org/u;;;;;",
        "Zły link;CC BY;javascript:1;;;;;",
    ]  # fmt: skip
    answer = client.post(page(network), {"file": table(*rows)})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert not Resource.objects.exists()
    assert second_step(answer)["row"] == ["2"]
    for words in ("Wiersz 3", "Wiersz 8", "Alchemia"):
        assert words in text
    tried = services.attempt(by=ada, network=network, upload=table(*rows))
    assert [one.is_good for one in tried] == [True] + [False] * 6
    assert all(one.line.wrong for one in tried[1:])


def test_chosen_rows_are_taken_in_once_however_often(client: Any, network: Any, ada: Any) -> None:
    client.force_login(ada)
    rows = [f"Zasób {n};CC BY;https://example.org/{n};;;;;" for n in range(3)]
    sent = second_step(client.post(page(network), {"file": table(*rows)}))
    assert sent["row"] == ["2", "3", "4"]
    before = Notice.objects.count()
    for _again in range(2):
        client.post(page(network), sent | {"row": ["2", "4"]})
        assert sorted(Resource.objects.values_list("title", flat=True)) == ["Zasób 0", "Zasób 2"]
    assert Notice.objects.count() == before
    again = client.post(page(network), {"file": table(*rows)})
    assert second_step(again)["row"] == ["3"]
    assert "pominięty" in again.content.decode()


def test_files_come_in_a_package_and_are_looked_at(client: Any, network: Any, ada: Any) -> None:
    client.force_login(ada)
    rows = ["Karta;CC BY;;karta.pdf;;;;", "Przebrana;CC BY;;zla.pdf;;;;", "Nie ma;CC BY;;brak.pdf;;;;"]
    sound = pdf()
    answer = client.post(page(network), {"file": packed(*rows, karta__pdf=sound, zla__pdf=b"MZ\x90\x00")})
    sent = second_step(answer)
    assert sent["row"] == ["2"]
    client.post(page(network), sent)
    assert [file.name for file in files_of(Resource.objects.get())] == ["karta.pdf"]
    assert StoredFile.objects.count() == 1
    again = client.post(page(network), {"file": packed(*rows[:1], karta__pdf=sound)})
    assert second_step(again)["row"] == []
    assert StoredFile.objects.count() == 1


def test_what_goes_out_comes_in_elsewhere(
    client: Any, network: Any, other_network: Any, ada: Any, cleo: Any, deposit: Any
) -> None:
    deposit(ada, network, title="=1+1", tags=["gra"], description="<p>Opis; ze średnikiem</p>", author="Anna Lis")
    deposit(ada, network, title="Drugi", link="https://example.org/2")
    client.force_login(ada)
    listed = client.get(page(network, "export_table")).content.decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(listed), delimiter=";"))
    assert cells[0] == list(tables.COLUMNS.values())
    assert not [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@"))]
    answer = client.get(page(network, "export_package"))
    box = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(box)
    with zipfile.ZipFile(io.BytesIO(box)) as opened:
        assert opened.testzip() is None
        assert {"index.html", "licencje.txt", "zasoby.csv"} < set(opened.namelist())
    sent = SimpleUploadedFile("zasoby.zip", box)
    same = services.attempt(by=ada, network=network, upload=SimpleUploadedFile("zasoby.zip", box))
    assert all(one.known is not None for one in same)
    Membership.objects.filter(user=cleo).update(role="coordinator")
    tried = services.attempt(by=cleo, network=other_network, upload=sent)
    assert [one.line.wrong for one in tried] == [[], []]
    for one in tried:
        assert one.key is not None
        services.take_row(by=cleo, network=other_network, values=one.line.values, drafts=one.drafts, key=one.key)
    made = Resource.objects.get(network=other_network, title="=1+1")
    assert made.author == "Anna Lis"
    assert "ze średnikiem" in made.description
    assert [tag.name for tag in made.tags.all()] == ["gra"]
    assert files_of(made).count() == 1


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("zasoby.csv", HEAD)
        box.writestr("a.txt", b"0" * 50_000_000)
    return out.getvalue()


def _climbing() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("zasoby.csv", HEAD)
        box.writestr("../../etc/passwd", b"x")
    return out.getvalue()


HOSTILE: dict[str, Any] = {
    "bomb": ("a.zip", _bomb), "paths": ("a.zip", _climbing), "no zip": ("a.zip", lambda: b"PK\x03\x04 nothing"),
    "cut": ("a.zip", lambda: packed("A;CC BY;https://e.org;;;;;").read()[:90]),
    "two tables": ("a.zip", lambda: packed(drugi__csv=b"a").read()), "binary": ("a.csv", lambda: b"\x00\x01" * 50),
    "no headings": ("a.csv", lambda: b"1;2;3"), "too long": ("a.csv", lambda: (HEAD + "\na" * 300).encode()),
    "too large": ("a.csv", lambda: b"a" * (tables.MOST_BYTES + 9)),
    "a quote": ("a.csv", lambda: b'tytu\xc5\x82;"x\n' * 3),
}  # fmt: skip


@pytest.mark.parametrize("how", HOSTILE)
def test_hostile_tables_are_refused_or_empty(client: Any, network: Any, ada: Any, how: str) -> None:
    client.force_login(ada)
    name, make = HOSTILE[how]
    answer = client.post(page(network), {"file": SimpleUploadedFile(name, make())})
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        assert second_step(answer)["row"] == []
    assert not Resource.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_the_coordinator_of_an_open_year(
    client: Any, network: Any, edition: Any, ada: Any, ben: Any, cleo: Any
) -> None:
    for person, statuses in ((ben, {403}), (cleo, {404})):
        client.force_login(person)
        for name in ("import", "export_table", "export_package"):
            assert client.get(page(network, name)).status_code in statuses
        with pytest.raises(Refused):
            services.attempt(by=person, network=network, upload=table("A;CC BY;https://e.org;;;;;"))
    client.force_login(ada)
    sent = second_step(client.post(page(network), {"file": table("A;CC BY;https://example.org/a;;;;;")}))
    type(edition).objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    assert client.post(page(network), sent).status_code == 403
    assert client.get(page(network, "export_table")).status_code == 200
    assert not Resource.objects.exists()


def test_the_second_step_cannot_be_forged(client: Any, network: Any, ada: Any) -> None:
    client.force_login(ada)
    sent = second_step(client.post(page(network), {"file": table("A;CC BY;https://example.org/a;;;;;")}))
    assert client.post(page(network), {"tried": sent["tried"][:-3] + "abc", "row": "2"}).status_code == 400
    assert not Resource.objects.exists()


def test_one_takes_away_all_one_has_added_and_nothing_of_others(client: Any, network: Any, ada: Any, ben: Any) -> None:
    values = {"licence": "cc_by", "kind": "lesson_plan", "visibility": "network", "shows_others": "none"}
    draft = services.take_in(by=ben, network=network, upload=SimpleUploadedFile("karta.pdf", pdf("Ułamki")))
    services.deposit(by=ben, network=network, values={"title": "Moje ułamki", **values}, drafts=[draft])
    services.deposit(
        by=ada, network=network, values={"title": "Cudze", "link": "https://example.org/", **values}, drafts=[]
    )
    client.force_login(ben)
    listed = client.get(reverse("resources:mine")).content.decode()
    assert "Moje ułamki" in listed
    assert "Cudze" not in listed
    rows = list(
        csv.reader(io.StringIO(client.get(reverse("resources:own_table")).content.decode("utf-8-sig")), delimiter=";")
    )
    assert [row[0] for row in rows] == ["tytuł", "Moje ułamki"]
    answer = client.get(reverse("resources:own_package"))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as box:
        assert box.testzip() is None
        assert any(name.endswith("karta.pdf") for name in box.namelist())
    # who has left the network takes nothing of it away any more
    Membership.objects.filter(user=ben).delete()
    rows = client.get(reverse("resources:own_table")).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1


def test_the_list_of_ones_own_asks_the_same_of_the_database_for_one_and_for_many(
    client: Any, network: Any, ben: Any, django_assert_max_num_queries: Any
) -> None:
    values = {"licence": "cc_by", "kind": "lesson_plan", "visibility": "network", "link": "https://example.org/"}
    client.force_login(ben)
    counts = []
    for many in (1, 12):
        for number in range(many):
            services.deposit(by=ben, network=network, values={"title": f"{many} {number}", **values}, drafts=[])
        client.get(reverse("resources:mine"))
        with django_assert_max_num_queries(25) as asked:
            client.get(reverse("resources:mine"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_taken_away_asks_the_same_for_three_and_for_three_hundred(client: Any, network: Any, ada: Any) -> None:
    def added(many: int) -> None:
        Resource.objects.bulk_create(
            Resource(network=network, title=f"Ułamki {n}", licence="cc_by", kind="worksheet", created_by=ada)
            for n in range(many)
        )

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    client.force_login(ada)
    addresses = [*(page(network, f"export_{name}") for name in ("table", "package"))]
    addresses += [*(reverse(f"resources:own_{name}") for name in ("table", "package"))]
    added(3)
    before = [asked(address) for address in addresses]
    added(300)
    assert [asked(address) for address in addresses] == before


def test_what_is_taken_away_names_only_who_agreed(client: Any, network: Any, ben: Any) -> None:
    Resource.objects.create(network=network, title="Ułamki", licence="cc_by", kind="worksheet", created_by=ben)
    client.force_login(ben)
    told = client.get(reverse("resources:own_table")).content.decode()
    assert ben.get_full_name() not in told
    give_consent(by=ben, kind=PUBLICATION.name)
    told = client.get(reverse("resources:own_table")).content.decode()
    assert ben.get_full_name() in told
