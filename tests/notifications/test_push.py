"""News in the browser: a push service of our own takes them, checks who sends (RFC 8292) and reads them (RFC 8291)."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import http_ece
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.core.management import call_command
from django.urls import reverse

from accounts.personal_data import erase
from kit.verdicts import Refused
from notifications import services
from notifications.enums import Level
from notifications.models import PushBrowser
from notifications.pushing import browsers, keys

pytestmark = pytest.mark.django_db
SECRET = b"0123456789abcdef"


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.fixture
def service(settings: Any, tmp_path: Path) -> Iterator[Any]:
    """A push service on this machine, a browser's keys, and the platform's own key."""
    settings.DATA_DIR, settings.PUSH_KEY = tmp_path, ""
    settings.PUSH_SERVICES = ["127.0.0.1", "push.example"]
    call_command("push_key", stdout=open("/dev/null", "w"))  # noqa: SIM115
    own = ec.generate_private_key(ec.SECP256R1())
    said = SimpleNamespace(letters=[], status=201, own=own)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said.letters.append((self.path, self.headers, body))
            self.send_response(said.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    said.address = f"http://127.0.0.1:{server.server_port}"
    said.point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    yield said
    server.shutdown()
    server.server_close()


@pytest.fixture
def on(service: Any) -> Any:
    """Turns a browser of a person on: `on(ben)`."""

    def make(user: Any, name: str = "a") -> PushBrowser:
        return browsers.turn_on(
            by=user, endpoint=f"{service.address}/{name}", p256dh=_text(service.point), auth=_text(SECRET),
            agent="Mozilla/5.0 (X11; Linux) Firefox/140.0",
        )  # fmt: skip

    return make


def _read(service: Any, letter: tuple[str, Any, bytes]) -> dict[str, str]:
    _path, headers, body = letter
    assert headers["Content-Encoding"] == "aes128gcm"
    plain = http_ece.decrypt(body, private_key=service.own, auth_secret=SECRET, version="aes128gcm")
    return json.loads(plain)


def test_what_comes_is_readable_by_the_browser_alone_and_signed_by_us(service, on, tell, ben, work_done):
    on(ben)
    notice = tell(ben, title="Ewa odpowiada w: Ułamki", text="Tajne słowa wpisu")
    work_done()
    [letter] = service.letters
    path, headers, body = letter
    assert path == "/a"
    assert _read(service, letter) == {
        "title": "Ewa odpowiada w: Ułamki", "url": f"/powiadomienia/{notice.pk}/", "tag": notice.thing,
    }  # fmt: skip
    assert b"Tajne" not in body
    assert b"Ewa" not in body
    token, key = headers["Authorization"].removeprefix("vapid ").split(",")
    public = load_pem_public_key(keys.private().public_pem())
    claims = jwt.decode(token.strip().removeprefix("t="), public, algorithms=["ES256"], audience=service.address)
    assert claims["sub"].startswith("mailto:")
    assert key.strip() == f"k={keys.public()}"


def test_discreet_news_carry_the_name_of_their_kind_only(service, on, tell, ben, work_done):
    on(ben)
    tell(ben, "secret", title="Diagnoza szkoły w Lipowie")
    work_done()
    assert _read(service, service.letters[0])["title"] == "Sprawa wspomagania"


def test_quieter_news_do_not_come(service, on, tell, ben, work_done):
    on(ben)
    tell(ben, "weekly")
    tell(ben, "quiet")
    work_done()
    assert service.letters == []


def test_the_browser_can_be_the_only_way_at_once(service, on, tell, ben, work_done):
    on(ben)
    services.choose(by=ben, levels={"letter": Level.PUSH})
    notice = tell(ben)
    work_done()
    assert len(service.letters) == 1
    assert notice.mail_state == "letter"


def test_what_was_read_or_is_no_longer_for_the_person_does_not_come(service, on, tell, kinds, ben, network, work_done):
    on(ben)
    services.mark_read(by=ben, notice=tell(ben))
    work_done()
    tell(ben)
    kinds.shut.add((ben.pk, network.pk))
    work_done()
    assert service.letters == []


def test_all_browsers_of_the_person_and_no_others(service, on, tell, ben, ewa, work_done):
    for user, name in ((ben, "a"), (ben, "b"), (ewa, "c")):
        on(user, name)
    tell(ben)
    work_done()
    assert sorted(path for path, _headers, _body in service.letters) == ["/a", "/b"]


@pytest.mark.parametrize(("status", "kept"), [(404, 0), (410, 0), (201, 1), (503, 1), (429, 1)])
def test_a_browser_that_took_its_consent_back_is_forgotten(service, on, tell, ben, work_done, status, kept):
    on(ben)
    service.status = status
    tell(ben)
    work_done()
    assert PushBrowser.objects.count() == kept
    assert len(service.letters) >= 1


@pytest.mark.parametrize(
    "endpoint",
    ["http://push.example/x", "https://evil.example/", "https://push.example.evil.example/", "file:///etc/passwd",
     "https://169.254.169.254/", "", "https://x@evil.example/push.example", "gopher://push.example/"],
)  # fmt: skip
def test_only_known_push_services_are_called(service, ben, endpoint):
    with pytest.raises(Refused):
        browsers.turn_on(by=ben, endpoint=endpoint, p256dh=_text(service.point), auth=_text(SECRET), agent="")
    assert not PushBrowser.objects.exists()


def test_the_same_browser_with_another_person_is_the_others(on, ben, ewa):
    on(ben)
    on(ewa)
    assert [browser.user for browser in PushBrowser.objects.all()] == [ewa]


def test_it_goes_with_the_account(on, ben):
    on(ben)
    erase(ben)
    assert not PushBrowser.objects.exists()


def test_the_settings_offer_it_only_with_a_key(service, settings, client, ben, tmp_path):
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(reverse("notifications:settings")).content.decode()
    assert keys.public() in shown
    assert "od razu w przeglądarce" in shown
    settings.DATA_DIR = tmp_path / "empty"
    shown = client.get(reverse("notifications:settings")).content.decode()
    assert "data-push-key" not in shown
    assert "od razu w przeglądarce" not in shown


def test_turning_on_and_off_by_the_page(service, client, ben, ewa, on):
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"endpoint": f"{service.address}/x", "p256dh": _text(service.point), "auth": _text(SECRET)}
    agent = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Edg/140.0"}
    assert client.post(reverse("notifications:browser_on"), sent, headers=agent).status_code == 302
    mine, others = PushBrowser.objects.get(user=ben), on(ewa, "e")
    assert mine.label == "Edge, Windows"
    assert client.post(reverse("notifications:browser_off", args=[others.pk])).status_code == 404
    assert client.post(reverse("notifications:browser_off", args=[mine.pk])).status_code == 302
    assert list(PushBrowser.objects.values_list("user", flat=True)) == [ewa.pk]
    bad = client.post(reverse("notifications:browser_on"), {"endpoint": "https://evil.example"}, follow=True)
    assert "Nie udało się" in bad.content.decode()
