"""What a password must be: 12 to 128 characters as typed, and nothing made of words anybody would try (AU-02)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.folding import fold


class Length:
    """Between `shortest` and `longest` characters."""

    def __init__(self, shortest: int = 12, longest: int = 128) -> None:
        self.shortest, self.longest = shortest, longest

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when the password is too short or too long."""
        if len(password) < self.shortest:
            raise ValidationError(
                _("The password is too short. It needs at least %(count)s characters.") % {"count": self.shortest},
                code="password_too_short",
            )
        if len(password) > self.longest:
            raise ValidationError(
                _("The password is too long. It may have up to %(count)s characters.") % {"count": self.longest},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """What the form says."""
        return _("At least %(count)s characters. Several words together are easy to remember.") % {
            "count": self.shortest
        }


class ContextWords:
    """Refuses a password that is little more than a word of this place: the platform, the school, the own address."""

    ROOM = 6
    """So many characters beside the word make it a password of its own."""

    def __init__(self, words: list[str] | None = None) -> None:
        self.words = words or []

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when a word of this place is nearly the whole password."""
        plain = fold(password)
        for word in {fold(word) for word in [*self.words, *self._own(user)] if len(word) > 3}:
            rest = plain.replace(word, "")
            if rest != plain and len(rest) < self.ROOM:
                raise ValidationError(
                    _("The password is made of a word that is easy to guess here. Add a few more words."),
                    code="password_context",
                )

    @staticmethod
    def _own(user: Any) -> list[str]:
        address = getattr(user, "email", "") or ""
        return [*address.replace("@", ".").split("."), address]

    def get_help_text(self) -> str:
        """What the form says."""
        return _("Not the name of the platform, of a school or of your own address.")
