"""The four outcomes and the further acts: what becomes of the words, what their author reads, what nobody can do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from forum.models import HeldPost, HeldState, Post
from forum.services import change_held, edit, reply
from kit import clock
from kit.verdicts import Refused
from moderation import selectors, services
from moderation.models import Case, Decision, Pause, Report
from moderation.registry import MODERATED
from notifications.models import Notice


def decide(by, thing, act, **more):
    kind = MODERATED["held_post" if isinstance(thing, HeldPost) else "post"]
    if act in {"edit", "ask", "reject", "hide", "warn", "pause"}:
        more = {"ground": "offence", "words": "Prosimy łagodniej."} | more
    return services.decide(by=by, kind=kind, thing=thing, act=act, **more)


def test_published_words_stand_as_their_authors(held, thread, ada, ewa):
    decide(ada, held, "publish")
    post = Post.objects.get(author=ewa)
    thread.refresh_from_db()
    assert (post.number, thread.last_number, thread.posts_count) == (2, 2, 2)
    assert Notice.objects.get(user=ewa, kind="moderation.decision").url == post.get_absolute_url()
    assert Case.objects.get().state == "closed"


def test_an_edit_is_shown_to_its_author_word_by_word(held, ada, ewa, signed_in):
    made = decide(ada, held, "edit", text="<p>Słowa, które można pokazać.</p>")
    assert Post.objects.get(author=ewa).html == "<p>Słowa, które można pokazać.</p>"
    page = signed_in(ewa).get(made.get_absolute_url()).content.decode()
    assert "<del>czekają na sprawdzenie.</del>" in page
    assert "<ins>można pokazać.</ins>" in page
    with pytest.raises(Refused):
        decide(ada, held, "publish")


def test_an_edit_that_changes_nothing_or_leaves_nothing_is_refused(held, ada):
    for text in (held.html, "", "<p> </p>"):
        with pytest.raises(Refused):
            decide(ada, held, "edit", text=text)
    assert HeldPost.objects.get().state == HeldState.WAITING
    assert not Decision.objects.exists()


def test_asking_for_changes_is_a_talk_and_the_case_comes_back(held, ada, ewa, ben, signed_in):
    decide(ada, held, "ask", words="Usuń imię ucznia.")
    case = Case.objects.get()
    assert (case.state, case.closed_at) == ("asked", None)
    assert selectors.waiting_count(ada) == 0
    talk = case.get_talk_url()
    assert "Usuń imię ucznia." in signed_in(ewa).get(talk).content.decode()
    assert signed_in(ben).get(talk).status_code == 404
    assert signed_in(ewa).post(talk, {"words": "Które imię?"}).status_code == 302
    assert selectors.waiting_count(ada) == 1
    assert Notice.objects.filter(user=ada, kind="moderation.talked").exists()
    signed_in(ada).post(talk, {"words": "W drugim zdaniu."})
    change_held(by=ewa, held=held, text="<p>Bez imienia.</p>")
    decide(ada, held, "publish")
    assert Post.objects.get(author=ewa).html == "<p>Bez imienia.</p>"
    closed = signed_in(ewa).post(talk, {"words": "Dziękuję"})
    assert closed.status_code == 422
    assert "Dziękuję" in closed.content.decode()


def test_rejected_words_stay_with_their_author_and_the_reasons(held, ada, ewa, ben, signed_in):
    made = decide(ada, held, "reject")
    assert not Post.objects.filter(author=ewa).exists()
    page = signed_in(ewa).get(made.get_absolute_url()).content.decode()
    assert "Słowa, które czekają" in page
    assert "Prosimy łagodniej." in page
    assert signed_in(ben).get(made.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("act", ["edit", "ask", "reject"])
@pytest.mark.parametrize("more", [{"ground": ""}, {"ground": "nowhere"}, {"words": "  "}])
def test_what_restricts_needs_a_rule_and_words(held, ada, act, more):
    with pytest.raises(Refused):
        decide(ada, held, act, text="<p>Inaczej</p>", **more)
    assert not Decision.objects.exists()
    assert HeldPost.objects.get().state == HeldState.WAITING


@pytest.mark.parametrize("act", ["hide", "show", "keep", "warn", "pause", "uphold", "overturn", "", "burn"])
def test_acts_that_do_not_fit_are_refused(held, ada, act):
    with pytest.raises(Refused):
        services.decide(by=ada, kind=MODERATED["held_post"], thing=held, act=act, ground="offence", words="x")
    assert not Decision.objects.exists()


def test_members_and_strangers_decide_nothing(held, post, ben, cleo, nina, dov):
    for person in (ben, cleo, nina, dov):
        for thing, act in ((held, "publish"), (post, "hide")):
            with pytest.raises(Refused):
                decide(person, thing, act)
    assert not Decision.objects.exists()


def test_nobody_decides_about_own_words_and_a_report_of_the_only_coordinator_goes_to_the_county(
    thread, ada, ewa, dov, signed_in
):
    own = Post.objects.get(thread=thread, number=1)
    with pytest.raises(Refused):
        decide(ada, own, "hide")
    services.report(by=ewa, kind=MODERATED["post"], thing=own, ground="offence", words="Przykre.")
    case = Case.objects.get()
    assert case.step == 2
    assert selectors.waiting_count(ada) == 0
    assert selectors.waiting_count(dov) == 1
    assert not Notice.objects.filter(user=ada, kind__startswith="moderation").exists()
    assert signed_in(ada).get(case.get_absolute_url()).status_code == 404
    decide(dov, own, "hide")
    assert Post.objects.get(pk=own.pk).hidden_at is not None


def test_a_warning_leaves_the_words_and_is_remembered(post, ada, ewa, signed_in):
    made = decide(ada, post, "warn")
    assert Post.objects.get(pk=post.pk).hidden_at is None
    assert "Prosimy łagodniej." in signed_in(ewa).get(made.get_absolute_url()).content.decode()
    assert "ostrzeżenie" in signed_in(ewa).get("/moderacja/decyzje/").content.decode()


def test_a_pause_stops_writing_in_this_network_until_its_last_day(post, thread, ada, ewa, network, section):
    until = clock.today() + timedelta(days=3)
    decide(ada, post, "pause", until=until)
    with pytest.raises(Refused, match=until.strftime("%d.%m.%Y")):
        reply(by=ewa, thread=thread, text="<p>Jeszcze słowo</p>")
    from forum.services import open_thread

    with pytest.raises(Refused):
        open_thread(by=ewa, network=network, section=section, title="Nowa", text="<p>x</p>")
    assert Post.objects.filter(author=ewa).count() == 1
    with clock.moved_to(clock.now() + timedelta(days=4)):
        reply(by=ewa, thread=thread, text="<p>Już można</p>")


@pytest.mark.parametrize("days", [-1, 366, None])
def test_a_pause_needs_a_sensible_day(post, ada, days):
    until = None if days is None else clock.today() + timedelta(days=days)
    with pytest.raises(Refused):
        decide(ada, post, "pause", until=until)
    assert not Pause.objects.exists()


def test_hiding_may_pause_as_well(post, ada):
    decide(ada, post, "hide", until=clock.today())
    assert Pause.objects.get().decision.act == "hide"


def test_reporters_are_told_and_the_author_never_learns_who(post, ada, ben, ewa, signed_in):
    services.report(by=ben, kind=MODERATED["post"], thing=post, ground="offence", words="Boli mnie to.")
    made = decide(ada, post, "hide")
    assert Report.objects.get().decision == made
    assert Notice.objects.filter(user=ben, kind="moderation.outcome").count() == 1
    page = signed_in(ewa).get(made.get_absolute_url()).content.decode()
    assert "Boli mnie to." not in page
    assert "Ben Lis" not in page


def test_the_statement_keeps_the_rule_as_it_read(post, ada, ewa, network, signed_in):
    place = f"network:{network.pk}"
    services.change_ground(by=ada, place=place, code="offence", words="rani kogoś z nas")
    made = decide(ada, post, "hide")
    services.change_ground(by=ada, place=place, code="offence", words="coś zupełnie innego")
    page = signed_in(ewa).get(made.get_absolute_url()).content.decode()
    assert "rani kogoś z nas" in page
    assert "coś zupełnie innego" not in page


def test_a_case_in_somebodys_hands_is_not_decided_by_another(held, deputy, ada):
    case = selectors.open_case(held)
    services.claim(by=ada, case=case)
    for verb in (lambda: services.claim(by=deputy, case=case), lambda: decide(deputy, held, "publish")):
        with pytest.raises(Refused, match="Ada Kowal"):
            verb()
    assert not Decision.objects.exists()
    with clock.moved_to(clock.now() + timedelta(minutes=30)):
        decide(deputy, held, "publish")
    assert Post.objects.filter(author=held.author).count() == 1


def test_a_case_given_back_is_free_again(held, deputy, ada):
    case = selectors.open_case(held)
    services.claim(by=ada, case=case)
    services.let_go(by=deputy, case=case)  # not hers to give
    assert Case.objects.get().claimed_by == ada
    services.let_go(by=ada, case=case)
    services.claim(by=deputy, case=case)


def test_one_decision_about_many_says_what_did_not_fit(section, thread, ada, ewa, ben, post):
    from forum.models import Section

    services.report(by=ben, kind=MODERATED["post"], thing=post, ground="offence")
    Section.objects.filter(pk=section.pk).update(mode="everything")
    for number in range(3):
        reply(by=ewa, thread=thread, text=f"<p>Wpis {number}</p>")
    numbers = list(Case.objects.values_list("pk", flat=True))
    done, refused = services.decide_many(by=ada, numbers=numbers, act="publish")
    assert (done, len(refused)) == (3, 1)
    assert services.decide_many(by=ada, numbers=numbers, act="keep") == (1, [])
    assert services.decide_many(by=ada, numbers=numbers, act="keep") == (0, [])


@pytest.fixture
def reported(post, ada, gen):
    """Ewa's words, which stand and were reported by Gen."""
    services.report(by=gen, kind=MODERATED["post"], thing=post, ground="offence", words="Ostro.")
    return post


def test_reported_words_are_asked_to_be_changed_and_stand_meanwhile(reported, ada, ewa, gen, signed_in):
    decide(ada, reported, "ask")
    case = Case.objects.get()
    assert case.state == "asked"
    reported.refresh_from_db()
    assert reported.hidden_at is None
    assert not Report.objects.get().closed_at, "who reported hears of the end, not of the talk"
    assert Notice.objects.get(user=ewa, kind="moderation.decision").url == case.get_talk_url()
    talk = signed_in(ewa).get(case.get_talk_url()).content.decode()
    assert "Prosimy łagodniej." in talk
    assert str(gen) not in talk
    edit(by=ewa, post=reported, text="<p>Łagodne słowa.</p>", version=reported.version)
    case.refresh_from_db()
    assert case.state == "waiting"
    decide(ada, reported, "keep")
    assert Report.objects.get().closed_at
    case.refresh_from_db()
    assert case.closed_at


def test_nobody_is_asked_to_change_what_nobody_reported_or_what_is_hidden(post, reported, ada, said, ben):
    other = said(ben, "Zwykłe słowa.")
    with pytest.raises(Refused):
        decide(ada, other, "ask")
    decide(ada, reported, "hide")
    with pytest.raises(Refused):
        decide(ada, reported, "ask")
    assert Decision.objects.count() == 1
