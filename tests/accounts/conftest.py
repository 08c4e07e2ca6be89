"""What tests of people share."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@pytest.fixture(autouse=True)
def _landing(settings: Any) -> None:
    """After signing in these tests land on the own profile."""
    settings.LOGIN_REDIRECT_URL = "accounts:profile"


@pytest.fixture
def signed_in(client: Any) -> Any:
    """`signed_in(user)`: a browser of that person, with a fresh proof of identity."""

    def enter(user: Any, fresh: bool = True) -> Any:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if fresh:
            import time

            session = client.session
            proof = {"method": "password", "at": time.time(), "email": user.email, "reauthenticated": True}
            session["account_authentication_methods"] = [proof]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
        return client

    return enter


@pytest.fixture
def picture() -> Any:
    """`picture(size, format)`: an uploaded photo with a place in its metadata."""

    def make(size: tuple[int, int] = (900, 600), form: str = "JPEG") -> SimpleUploadedFile:
        out = BytesIO()
        exif = Image.Exif()
        exif[0x010E] = "GPS 52.2297 21.0122 tajemnica"
        Image.new("RGB", size, "#0b5a5c").save(out, form, exif=exif)
        return SimpleUploadedFile(f"zdjecie.{form.lower()}", out.getvalue(), content_type=f"image/{form.lower()}")

    return make
