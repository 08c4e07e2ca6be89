"""Alive and ready."""

import pytest


def test_the_process_is_alive_without_a_database(client):
    assert client.get("/zdrowie/").json() == {"alive": True}


def test_ready_names_its_parts(client, db):
    answer = client.get("/zdrowie/gotowosc/")
    assert answer.status_code == 200
    assert answer.json()["parts"] == {"database": True, "cache": True}


def test_not_ready_without_a_cache(client, db, monkeypatch):
    monkeypatch.setattr("config.health.cache", type("Away", (), {"set": lambda *_a: None, "get": lambda *_a: None})())
    answer = client.get("/zdrowie/gotowosc/")
    assert answer.status_code == 503
    assert answer.json()["parts"]["cache"] is False


@pytest.mark.livekit
def test_a_real_media_server_is_seen(client, db, settings, livekit):
    settings.LIVEKIT_URL = livekit["url"].replace("http", "ws", 1)
    assert client.get("/zdrowie/gotowosc/").json()["helpers"] == {"media": True}


def test_an_absent_helper_is_told_and_does_not_make_us_unready(client, db, settings):
    settings.LIVEKIT_URL = "ws://127.0.0.1:9"
    answer = client.get("/zdrowie/gotowosc/")
    assert answer.status_code == 200
    assert answer.json()["helpers"] == {"media": False}
