"""Steps of the workflow: the coordinator of that very network, then an editor of the public face."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from accounts import rules as people
from accounts.enums import Role as PersonRole
from networks import rules as networks


class _OurTask(Task):
    """A step decided on our own screens; the CMS shows nothing of it."""

    class Meta:
        abstract = True

    def may_judge(self, user: Any, outcome: Any) -> bool:
        """Whether `user` decides at this step; nobody, until a step says who."""
        return False

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Not in the CMS."""
        return False

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While it is looked at, nobody changes it."""
        return True

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """None in the CMS."""
        return []

    def get_task_states_user_can_moderate(self, user: Any, **options: Any) -> Any:
        """None in the CMS."""
        return TaskState.objects.none()

    @classmethod
    def get_description(cls) -> Any:
        """For the list of kinds of tasks."""
        return cls.__doc__


class CoordinatorsTask(_OurTask):
    """Approved by the coordinator or a deputy of the network that worked the outcome out."""

    class Meta:
        verbose_name, verbose_name_plural = _("network's approval of an outcome"), _("networks' approvals of outcomes")

    def may_judge(self, user: Any, outcome: Any) -> bool:
        """Who steers that very network now."""
        return bool(networks.may_steer(user, outcome.network))


class EditorsTask(_OurTask):
    """Approved by an editor of the public face."""

    class Meta:
        verbose_name, verbose_name_plural = _("editors' approval of an outcome"), _("editors' approvals of outcomes")

    def may_judge(self, user: Any, outcome: Any) -> bool:
        """Editors by their dated role."""
        return people.holds(user, PersonRole.EDITOR)
