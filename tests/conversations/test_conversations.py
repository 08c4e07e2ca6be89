"""Who may write to whom, and what happens to what was written."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit.verdicts import NotThere, Refused
from moderation import services as moderation
from moderation.registry import MODERATED
from networks.conversations import rules, selectors, services
from networks.conversations.models import Block, Conversation, Message, Participant
from notifications.letters import content_for
from notifications.models import Notice


@pytest.fixture
def talk(ben, ewa):
    return services.begin(by=ben, to=[ewa], text="<p>Pożyczysz karty?</p>")


@pytest.mark.parametrize("who", ["ada", "ben", "ewa", "gen", "cleo", "dov", "hal", "sara", "nina", "jan"])
def test_the_rule_equals_its_twin(who, request, ada, ben, ewa, gen, cleo, dov, hal, sara, nina, jan):
    user = request.getfixturevalue(who)
    near = set(rules.writable_people(user))
    for person in (ada, ben, ewa, gen, cleo, dov, hal, sara, nina, jan):
        assert bool(rules.may_write_to(user, person)) == (person in near)


def test_who_may_write_to_whom(ada, ben, ewa, gen, cleo, dov, hal, nina):
    assert {ada, ewa, gen, dov} == set(rules.writable_people(ben))
    assert cleo not in rules.writable_people(ben)
    assert {ada, ben, cleo, hal} <= set(rules.writable_people(dov))
    assert set(rules.writable_people(hal)) == {dov}
    assert not rules.writable_people(nina).exists()


def test_a_stranger_is_refused_and_nothing_is_written(ben, cleo, ewa):
    for people in ([cleo], [ewa, cleo], [ben], []):
        with pytest.raises(Refused):
            services.begin(by=ben, to=people, text="<p>Cześć</p>")
    with pytest.raises(Refused):
        services.begin(by=ben, to=[ewa], text="<p> </p>")
    assert not Conversation.objects.exists()
    assert not Message.objects.exists()


def test_two_people_have_one_conversation_and_a_double_click_writes_once(talk, ben, ewa):
    key = uuid.uuid4()
    for _click in range(2):
        assert services.begin(by=ewa, to=[ben], text="<p>Pożyczę</p>", key=key) == talk
    assert list(talk.messages.values_list("number", flat=True)) == [1, 2]
    talk.refresh_from_db()
    assert talk.last_number == 2


def test_a_group_sees_its_messages_and_nobody_else_does(ada, ben, ewa, gen, jan, cleo):
    made = services.begin(by=ada, to=[ben, ewa], title="Przed spotkaniem", text="<p>Kto prowadzi?</p>")
    assert made.participants.count() == 3
    for user in (gen, jan, cleo):
        with pytest.raises(NotThere):
            selectors.conversation_for(user, made.pk)
        with pytest.raises(Refused):
            services.reply(by=user, conversation=made, text="<p>Ja</p>")
    services.leave(by=ewa, conversation=made)
    with pytest.raises(NotThere):
        selectors.conversation_for(ewa, made.pk)
    services.reply(by=ben, conversation=made, text="<p>Ja</p>")
    assert not Notice.objects.filter(user=ewa, title__contains="Ben").exists()


def test_a_block_closes_both_ways_and_is_not_told(talk, ben, ewa):
    services.block(by=ewa, person=ben)
    for user in (ben, ewa):
        with pytest.raises(Refused, match="nie można już pisać"):
            services.reply(by=user, conversation=talk, text="<p>Halo</p>")
    assert ewa not in rules.writable_people(ben)
    assert "zablok" not in str(rules.may_write_to(ben, ewa).reason)
    services.unblock(by=ewa, person=ben)
    services.reply(by=ben, conversation=talk, text="<p>Halo</p>")
    assert talk.messages.count() == 2


def test_unread_ones_wait_in_the_letter_without_their_words(talk, ewa):
    from kit import clock

    now = clock.now()
    lines = content_for(ewa, since=now, now=now).waits
    assert [line.text for line in lines] == ["Wiadomości: Ben Lis"]
    services.see(by=ewa, conversation=talk, number=1)
    assert content_for(ewa, since=now, now=now).waits == []
    assert Notice.objects.get(user=ewa, kind="conversations.message").read_at


def test_only_a_reported_message_is_seen_by_who_decides(talk, ben, ewa, jan, cleo):
    message = talk.messages.get()
    kind = MODERATED["message"]
    for user in (jan, cleo):
        with pytest.raises(NotThere):
            kind.find(user, message.pk)
    assert not kind.may_judge(jan, message)
    moderation.report(by=ewa, kind=kind, thing=kind.find(ewa, message.pk), ground="offence")
    assert kind.find(jan, message.pk) == message
    assert kind.may_judge(jan, message)
    assert not kind.may_judge(ewa, message)
    services.hide(message)
    assert not rules.readable_messages(ewa).exists()


def test_the_pages(client, ben, ewa, cleo, ada):
    client.force_login(ben)
    assert client.get("/wiadomosci/").status_code == 200
    form = client.get("/wiadomosci/nowa/", {"do": ewa.pk}).content.decode()
    assert f'value="{ewa.pk}"' in form
    assert "checked" in form
    wrong = client.post("/wiadomosci/nowa/", {"to": [cleo.pk], "text": "Treść zostaje"})
    assert wrong.status_code == 422
    assert "Treść zostaje" in wrong.content.decode()
    made = client.post("/wiadomosci/nowa/", {"to": [ewa.pk], "text": "Cześć <b>Ewo</b>"})
    talk = Conversation.objects.get()
    assert made.url == f"/wiadomosci/{talk.pk}/#w1"[: len(made.url)]
    client.force_login(ewa)
    assert "nowa wiadomość" in client.get("/wiadomosci/").content.decode()
    page = client.get(f"/wiadomosci/{talk.pk}/").content.decode()
    assert "Cześć &lt;b&gt;Ewo" in page
    assert client.post(f"/wiadomosci/{talk.pk}/", {"text": "Hej"}).status_code == 302
    assert "Hej" in client.get(f"/wiadomosci/{talk.pk}/nowe/", {"po": 1}).content.decode()
    assert "Cześć" not in client.get(f"/wiadomosci/{talk.pk}/nowe/", {"po": 1}).content.decode()
    assert client.post(f"/wiadomosci/blokada/{ben.pk}/").status_code == 302
    assert Block.objects.count() == 1
    assert "Nie mogą do mnie pisać" in client.get("/wiadomosci/").content.decode()
    client.post(f"/wiadomosci/blokada/{ben.pk}/zdjecie/")
    assert not Block.objects.exists()
    client.post(f"/wiadomosci/{talk.pk}/wyjscie/")
    assert Participant.objects.get(user=ewa).left_at
    client.force_login(ada)
    for address in (f"/wiadomosci/{talk.pk}/", f"/wiadomosci/{talk.pk}/nowe/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/wiadomosci/blokada/{ben.pk}/").status_code == 404


@pytest.mark.parametrize("asked", ["x", "-1", "²", "9" * 30, "", "0"])
def test_any_number_gives_a_page(client, talk, ben, asked):
    client.force_login(ben)
    assert client.get(f"/wiadomosci/{talk.pk}/", {"przed": asked}).status_code == 200
    assert client.get(f"/wiadomosci/{talk.pk}/nowe/", {"po": asked}).status_code == 200


def test_queries_do_not_grow(client, person, edition, ben, talk):
    from networks.services import seat

    client.force_login(ben)
    counts = []
    for number in (2, 12):
        for one in range(number):
            other = person(f"Osoba{number}x{one}")
            type(edition).objects.filter(pk=edition.pk).update(capacity=99)
            seat(edition=edition, user=other)
            services.begin(by=other, to=[ben], text="<p>Cześć</p>")
            services.reply(by=ben, conversation=talk, text="<p>Jeszcze</p>")
        found = []
        for address in ("/wiadomosci/", f"/wiadomosci/{talk.pk}/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25
