"""Who a session belongs to."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from kit.prepared import Prepared

_BY_NUMBER = Prepared(lambda pk: User.objects.filter(pk=pk).order_by(), pk=int)


class People(AuthenticationBackend):
    """Signs in by address and password; every request of a session asks it for the person."""

    def get_user(self, user_id: Any) -> User | None:
        """The person with this number, unless the account is closed."""
        user = _BY_NUMBER.first(pk=int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
