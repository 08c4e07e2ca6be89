"""Appeals: by the author, once, in time; decided by another person; undone when they are right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from forum.models import HeldPost, Post
from forum.services import reply
from kit import clock
from kit.verdicts import Refused
from moderation import selectors, services
from moderation.models import Case, Decision, Pause
from moderation.registry import MODERATED
from notifications.models import Notice


def decide(by, thing, act, **more):
    kind = MODERATED["held_post" if isinstance(thing, HeldPost) else "post"]
    values = {"ground": "offence", "words": "Prosimy łagodniej."} | more
    return services.decide(by=by, kind=kind, thing=thing, act=act, **values)


@pytest.fixture
def hidden(post, ada):
    return decide(ada, post, "hide")


def test_an_appeal_is_decided_by_somebody_other_than_who_decided(hidden, post, ada, dov, ewa, signed_in):
    case = services.appeal(by=ewa, decision=hidden, words="To był cytat.")
    assert case.step == 2  # there is no deputy: the county
    with pytest.raises(Refused, match="inna osoba"):
        decide(ada, post, "overturn")
    with pytest.raises(Refused):
        decide(ewa, post, "overturn")
    assert selectors.waiting_count(ada) == 0
    assert signed_in(ada).get(case.get_absolute_url()).status_code == 404
    assert "To był cytat." in signed_in(dov).get(case.get_absolute_url()).content.decode()
    answer = decide(dov, post, "overturn", words="Racja, to cytat.")
    assert answer.against == hidden
    assert Post.objects.get(pk=post.pk).hidden_at is None
    assert Notice.objects.filter(user=ewa, kind="moderation.decision", about_id=answer.pk).count() == 1


def test_a_deputy_answers_before_the_county(deputy, hidden, post, ada, dov, ewa):
    case = services.appeal(by=ewa, decision=hidden, words="To był cytat.")
    assert case.step == 1
    assert selectors.waiting_count(deputy) == 1
    assert selectors.waiting_count(dov) == 0
    decide(deputy, post, "uphold")
    assert Post.objects.get(pk=post.pk).hidden_at is not None
    assert Decision.objects.first().ground == "offence"


def test_the_talk_about_an_appeal_goes_both_ways(hidden, ewa, dov, ben, signed_in):
    case = services.appeal(by=ewa, decision=hidden, words="To był cytat.")
    assert signed_in(dov).post(case.get_talk_url(), {"words": "Skąd?"}).status_code == 302
    assert Notice.objects.filter(user=ewa, kind="moderation.talked").count() == 1
    assert "Skąd?" in signed_in(ewa).get(case.get_talk_url()).content.decode()
    assert signed_in(ben).get(case.get_talk_url()).status_code == 404
    assert signed_in(ben).post(case.get_talk_url(), {"words": "x"}).status_code == 404


def test_the_answer_to_an_appeal_leads_only_those_to_the_talk_for_whom_it_opens(hidden, post, ewa, dov, ada, signed_in):
    case = services.appeal(by=ewa, decision=hidden, words="To był cytat.")
    signed_in(dov).post(case.get_talk_url(), {"words": "Skąd?"})
    answer = decide(dov, post, "uphold").get_absolute_url()
    for reader, opens in ((ewa, 200), (dov, 200), (ada, 404)):
        page = signed_in(reader).get(answer)
        assert page.status_code == 200
        assert signed_in(reader).get(case.get_talk_url()).status_code == opens
        assert (case.get_talk_url() in page.content.decode()) == (opens == 200), reader


def test_only_the_author_appeals_once_in_time_and_in_words(hidden, ewa, ben, ada):
    for by, words in ((ben, "x"), (ada, "x"), (ewa, "  ")):
        with pytest.raises(Refused):
            services.appeal(by=by, decision=hidden, words=words)
    with clock.moved_to(clock.now() + timedelta(days=200)), pytest.raises(Refused):
        services.appeal(by=ewa, decision=hidden, words="Późno")
    assert not Case.objects.filter(against=hidden).exists()
    services.appeal(by=ewa, decision=hidden, words="W porę")
    with pytest.raises(Refused):
        services.appeal(by=ewa, decision=hidden, words="Drugi raz")
    assert Case.objects.filter(against=hidden).count() == 1


def test_a_right_appeal_publishes_what_was_rejected(held, ada, dov, ewa):
    services.appeal(by=ewa, decision=decide(ada, held, "reject"), words="Nikogo nie obrażam.")
    decide(dov, held, "overturn", words="Racja.")
    assert Post.objects.get(author=ewa).html == "<p>Słowa, które czekają na sprawdzenie.</p>"


def test_a_right_appeal_gives_an_edited_post_its_authors_words_back(held, ada, dov, ewa):
    made = decide(ada, held, "edit", text="<p>Coś innego.</p>")
    services.appeal(by=ewa, decision=made, words="Zmieniono sens.")
    decide(dov, held, "overturn", words="Racja.")
    assert Post.objects.get(author=ewa).html == "<p>Słowa, które czekają na sprawdzenie.</p>"


def test_a_right_appeal_lifts_a_pause(post, thread, ada, dov, ewa):
    made = decide(ada, post, "pause", until=clock.today() + timedelta(days=9))
    services.appeal(by=ewa, decision=made, words="Za co?")
    decide(dov, post, "overturn", words="Racja.")
    assert Pause.objects.get().lifted_at is not None
    reply(by=ewa, thread=thread, text="<p>Znów piszę</p>")


def test_who_may_appeal_is_the_twin_of_the_list(hidden, held, ada, ewa, ben):
    from moderation import rules

    decide(ada, held, "ask")
    for person in (ewa, ben, ada):
        listed = set(rules.appealable_decisions(person))
        assert listed == {made for made in Decision.objects.all() if rules.may_appeal(person, made)}
    services.appeal(by=ewa, decision=hidden, words="To był cytat.")
    assert not rules.appealable_decisions(ewa).filter(pk=hidden.pk).exists()


def test_the_queue_is_the_twin_of_the_rule(hidden, held, thread, post, said, deputy, ada, ben, ewa, dov, jan, nina):
    from moderation import rules

    other = said(deputy, "Słowa zastępcy")
    services.report(by=ewa, kind=MODERATED["post"], thing=other, ground="offence")
    services.report(by=ewa, kind=MODERATED["post"], thing=Post.objects.get(thread=thread, number=1), ground="offence")
    services.appeal(by=ewa, decision=hidden, words="To był cytat.")
    for step in range(4):
        Case.objects.filter(against=None, author=deputy).update(step=step)
        for person in (ada, deputy, ewa, dov, jan, nina):
            queue = set(rules.judged_cases(person))
            allowed = {
                case
                for case in Case.objects.filter(closed_at=None).select_related("against")
                if rules.may_decide(person, selectors.kind_of(case), case.about, case)
            }
            assert queue == allowed, (step, person)
