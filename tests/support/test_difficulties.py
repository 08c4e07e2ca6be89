"""What stands in the way: written down, reacted to, solved; its words stay with SORE and director (D17)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from kit import clock
from kit.verdicts import Refused
from support import selectors, services
from support.counties.selectors import rows_of
from support.models import Difficulty
from support.papers import assessed
from support.states import State
from tests.support import walking

pytestmark = pytest.mark.django_db
WORDS = "Nauczyciele nie mają wspólnej godziny"


@pytest.fixture
def noted(started: Any, sara: Any) -> Difficulty:
    """Noticed a week ago, nothing done yet."""
    return services.note_difficulty(
        by=sara, process=started, seen_on=clock.today() - timedelta(days=7), text=f" {WORDS} "
    )


def test_a_difficulty_is_open_until_a_reaction_solves_it(started, sara, noted):
    """Solving needs words of what was done; emptied, the day opens it again."""
    assert (noted.text, noted.stage, noted.is_solved) == (WORDS, State.DIAGNOSIS, False)
    assert selectors.stuck_since(started) == noted.seen_on
    said = {"by": sara, "process": started, "difficulty": noted, "text": WORDS}
    with pytest.raises(Refused, match="co zrobiono"):
        services.react(**said, version=1, reaction=" ", solved_on=clock.today())
    solved = services.react(**said, version=1, reaction="Godzina w środy", solved_on=clock.today())
    assert solved.is_solved
    assert selectors.stuck_since(started) is None
    assert not services.react(**said, version=2, reaction="Godzina w środy").is_solved
    assert selectors.stuck_since(started) == noted.seen_on


def test_what_cannot_be_is_refused_and_changes_nothing(started, sara, hal, noted):
    """No words, a day to come, solved before it was noticed, old words, and who is not the SORE."""
    before = walking.whole()
    tomorrow, today = clock.today() + timedelta(days=1), clock.today()
    for values in ({"seen_on": today, "text": " "}, {"seen_on": tomorrow, "text": "Sala"}):
        with pytest.raises(Refused):
            services.note_difficulty(by=sara, process=started, **values)
    said = {"process": started, "difficulty": noted, "text": WORDS, "reaction": "Tak"}
    for by, more in (
        (sara, {"version": 1, "solved_on": noted.seen_on - timedelta(days=1)}),
        (sara, {"version": 1, "solved_on": tomorrow}),
        (sara, {"version": 9}),
        (hal, {"version": 1}),
    ):
        with pytest.raises(Refused):
            services.react(by=by, **said, **more)
    assert walking.whole() == before


def test_the_same_press_writes_once(client, started, sara):
    """The form's key makes two presses one difficulty."""
    client.force_login(sara)
    address = reverse("support:difficulties", args=[started.pk])
    key = client.get(address).context["difficulty_form"]["once"].value()
    sent = {"seen_on": clock.today().isoformat(), "text": WORDS, "once": key}
    for _press in range(2):
        assert client.post(reverse("support:difficulty_add", args=[started.pk]), sent).status_code == 302
    assert Difficulty.objects.count() == 1
    assert WORDS in client.get(address).content.decode()


def test_a_reaction_written_upon_old_words_is_kept_for_a_second_look(client, started, sara, noted):
    """Nothing typed is lost when somebody else wrote in the meantime; saving again is a choice."""
    client.force_login(sara)
    address = reverse("support:difficulty", args=[started.pk, noted.pk])
    services.react(by=sara, process=started, difficulty=noted, version=1, text=WORDS, reaction="Pierwsza")
    sent = {"text": WORDS, "reaction": "Druga", "version": "1"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Druga" in answer.content.decode()
    again = answer.context["form"]["version"].value()
    assert client.post(address, sent | {"version": again}).status_code == 302
    assert Difficulty.objects.get().reaction == "Druga"


def test_the_county_learns_that_there_is_one_and_not_what(client, started, sara, hal, dov, noted):
    """The board says that one is not solved; its words are on no page of the county; the director reads them."""
    (row,) = [row for row in rows_of(started.institution.county, started.school_year) if row.process == started]
    assert "trudność nie jest rozwiązana" in row.attention
    client.force_login(dov)
    for address in (reverse("support:process", args=[started.pk]), reverse("support:counties")):
        assert WORDS not in client.get(address, follow=True).content.decode()
    assert client.get(reverse("support:difficulties", args=[started.pk])).status_code == 404
    client.force_login(hal)
    page = client.get(reverse("support:difficulties", args=[started.pk])).content.decode()
    assert WORDS in page
    assert reverse("support:difficulty_add", args=[started.pk]) not in page


def test_the_report_tells_difficulties_with_reactions(started, sara, hal, noted):
    """Part 7 of template 4.8; a closed process takes no more."""
    services.react(by=sara, process=started, difficulty=noted, version=1, text=WORDS, reaction="Godzina w środy")
    process = walking.to(State.CLOSED, started, sara, hal)
    docx = assessed.report(process).bytes_as("docx")
    assert all(words in _words(docx) for words in (WORDS, "Godzina w środy"))
    with pytest.raises(Refused):
        services.note_difficulty(by=sara, process=process, seen_on=clock.today(), text="Sala")


def _words(docx: bytes) -> str:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
