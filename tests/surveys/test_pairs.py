"""Before and after: the same people, known by a digest of their own word, never by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import clock
from kit.verdicts import Refused
from surveys import services, vault
from surveys.models import Sheets, Survey
from surveys.services import AnswersWrong

pytestmark = pytest.mark.django_db

WORDS = [f"zielona łąka {number}" for number in range(12)]
WEEK = timedelta(days=7)


def opened(survey):
    services.open_up(survey=survey, closes_on=clock.today() + WEEK)
    return survey


def answer(survey, person, word, step, code="", **more):
    raw = {"q2": 0, "q4": step, **more}
    services.answer(survey=survey, code=code or vault.code_word(), raw=raw, done=True, person=person, word=word)


@pytest.fixture
def before(draft):
    services.name(survey=draft, title="Przed", intro="", asks_word=True)
    draft.refresh_from_db()
    return opened(draft)


def after_of(before):
    return opened(services.make_after(survey=before, title="Po"))


def test_the_same_people_are_compared_whatever_their_capitals(before, crowd):
    for at, user in enumerate(crowd[:6]):
        answer(before, user, WORDS[at], 2, q6=[2, 4])
    services.close(survey=before)
    after = after_of(before)
    for at, user in enumerate(reversed(crowd[:6])):
        answer(after, user, f"  {WORDS[5 - at].upper()} ", 4 if at else 2, q6=[3, 4])
    services.close(survey=after)
    assert after.outcome["pairs"] == {
        "count": 6,
        "rows": [
            {"text": "Wiem więcej.", "count": 6, "before": 2, "after": 3.67, "up": 5, "same": 1, "down": 0},
            {"text": "Ocena: spotkania", "count": 6, "before": 2, "after": 3, "up": 6, "same": 0, "down": 0},
            {"text": "Ocena: platforma", "count": 6, "before": 4, "after": 4, "up": 0, "same": 6, "down": 0},
        ],
    }
    assert [(held.sheets, held.words) for held in Sheets.objects.all()] == [([], []), ([], [])]


@pytest.mark.parametrize(("paired", "alone", "shown"), [(4, 0, False), (5, 0, True), (5, 1, False), (5, 5, True)])
@pytest.mark.parametrize("where", ["before", "after"])
def test_what_would_show_the_few_left_over_is_not_said(before, crowd, paired, alone, shown, where):
    """The mean of all and the mean of the pairs differ by those who gave no word (docs/decisions/0011)."""
    for at, user in enumerate(crowd[: paired + alone]):
        if where == "before" or at < paired:
            answer(before, user, WORDS[at] if at < paired else "", 2)
    services.close(survey=before)
    after = after_of(before)
    for at, user in enumerate(crowd[: paired + alone]):
        if where == "after" or at < paired:
            answer(after, user, WORDS[at] if at < paired else "", 4)
    services.close(survey=after)
    assert bool(after.outcome["pairs"].get("rows")) is shown


def test_a_word_two_people_had_is_nobodys(before, crowd):
    for at, user in enumerate(crowd[:7]):
        answer(before, user, WORDS[max(at - 1, 0)], 2)
    services.close(survey=before)
    kept = Sheets.objects.get().words
    assert len(kept) == 5
    assert [one["word"] for one in kept] == sorted(one["word"] for one in kept)
    assert not any(word in str(kept) for word in WORDS)


def test_only_steps_of_scales_wait_for_the_second_survey(before, crowd):
    answer(before, crowd[0], WORDS[0], 3, q8="Napisane własnymi słowami", q5=[1])
    services.close(survey=before)
    assert [one["said"] for one in Sheets.objects.get().words] == [{"q4": 3}]


def test_a_correction_without_the_word_keeps_it_and_an_emptied_sheet_loses_it(before, crowd):
    code = vault.code_word()
    answer(before, crowd[0], WORDS[0], 3, code=code)
    answer(before, crowd[0], "", 4, code=code)
    assert Sheets.objects.get().sheets[0]["word"]
    services.empty(survey=before, code=code)
    assert "word" not in Sheets.objects.get().sheets[0]


@pytest.mark.parametrize("word", ["krótk", "x" * 81])
def test_a_word_that_is_too_short_or_too_long_is_refused(before, crowd, word):
    with pytest.raises(AnswersWrong) as refused:
        answer(before, crowd[0], word, 3)
    assert set(refused.value.wrong) == {services.WORD}
    assert Sheets.objects.get().sheets == []


def test_a_survey_that_asks_for_no_word_keeps_none(survey, crowd):
    answer(survey, crowd[0], WORDS[0], 3)
    assert "word" not in Sheets.objects.get().sheets[0]
    services.close(survey=survey)
    assert Sheets.objects.get().words == []


def test_a_changed_key_of_the_server_does_not_part_the_pairs(before, crowd, settings):
    for at, user in enumerate(crowd[:5]):
        answer(before, user, WORDS[at], 2)
    services.close(survey=before)
    after = after_of(before)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nowy-klucz-serwera", [settings.SECRET_KEY]
    for at, user in enumerate(crowd[:5]):
        answer(after, user, WORDS[at], 3)
    services.close(survey=after)
    assert after.outcome["pairs"]["count"] == 5


def test_a_survey_after_needs_a_closed_one_before_and_comes_once(before, crowd):
    with pytest.raises(Refused):
        services.make_after(survey=before, title="Po")
    services.close(survey=before)
    after = services.make_after(survey=before, title="Po")
    for of in (before, after):
        with pytest.raises(Refused):
            services.make_after(survey=of, title="Po raz drugi")
    assert Survey.objects.count() == 2


def test_nobody_makes_the_after_of_a_survey_without_words(survey):
    services.close(survey=survey)
    with pytest.raises(Refused):
        services.make_after(survey=survey, title="Po")


def test_what_nobody_came_back_for_goes_after_a_year(before, crowd):
    answer(before, crowd[0], WORDS[0], 3)
    services.close(survey=before)
    services.drop_late_words()
    assert Sheets.objects.get().words
    Survey.objects.update(closed_at=clock.now() - services.LONGEST_WAIT - timedelta(days=2))
    services.drop_late_words()
    assert Sheets.objects.get().words == []
