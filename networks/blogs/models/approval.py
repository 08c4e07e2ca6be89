"""Steps of the workflow by which an entry goes public: the network's own people, then editors where settings say so."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from accounts import rules as people
from accounts.enums import Role as PersonRole
from networks import rules as networks
from networks.models import Network


class _OurTask(Task):
    """A step decided on our own screens, never in the CMS."""

    class Meta:
        abstract = True

    def may_judge(self, user: Any, entry: Any) -> bool:
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

    @classmethod
    def get_description(cls) -> Any:
        """For the list of kinds of tasks."""
        return cls.__doc__


class NetworkApproval(_OurTask):
    """Approved by the coordinator or a deputy of the network the entry belongs to."""

    class Meta:
        verbose_name, verbose_name_plural = _("approval of the network"), _("approvals of networks")

    def may_judge(self, user: Any, entry: Any) -> bool:
        """Who steers that very network now."""
        return bool(networks.may_steer(user, entry.network))

    def get_task_states_user_can_moderate(self, user: Any, **options: Any) -> Any:
        """Entries of the networks `user` steers."""
        numbers = Network.objects.filter(pk__in=networks.steerable_networks(user)).values_list("blog_posts", flat=True)
        wanted = [str(number) for number in numbers if number]
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=wanted)


class EditorsApproval(_OurTask):
    """Approved by an editor of the public face."""

    class Meta:
        verbose_name, verbose_name_plural = _("approval of the editors"), _("approvals of the editors")

    def may_judge(self, user: Any, entry: Any) -> bool:
        """Editors by their dated role."""
        return people.holds(user, PersonRole.EDITOR)

    def get_task_states_user_can_moderate(self, user: Any, **options: Any) -> Any:
        """All that wait at this step."""
        if not people.holds(user, PersonRole.EDITOR):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
