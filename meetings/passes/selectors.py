"""Finding passes; a session holds one by its number and secret, nothing else is believed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import signing

from files.models import StoredFile
from files.selectors import files_of, files_of_all
from kit import clock
from kit.verdicts import NotThere
from meetings.models import Meeting
from meetings.passes import rules
from meetings.passes.models import ExpertPass
from meetings.rules import readable_meetings
from networks.experts.models import ExpertRequest
from networks.experts.states import RequestState
from provenance.registry import at, own_path
from provenance.selectors import Material, materials

SESSION_KEY = "expert_pass"
SALT = "meetings.passes"


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")


def signed(held: ExpertPass) -> str:
    """What stands in the letter's link."""
    return _signer().sign(f"{held.pk}~{held.secret}")


def _with_neighbours() -> Any:
    return ExpertPass.objects.select_related("meeting__edition__network__county", "guest")


def pass_by(words: str) -> ExpertPass:
    """The pass of a link. Raises NotThere for words we did not sign and for links replaced by newer ones."""
    try:
        number, _tilde, secret = _signer().unsign(words).partition("~")
    except signing.BadSignature as wrong:
        raise NotThere from wrong
    found = _with_neighbours().filter(pk=int(number), secret=secret).first()
    if found is None:
        raise NotThere
    return found


def held_by(request: Any) -> ExpertPass:
    """The valid pass of this browser: from its session, or of the account signed in. Raises NotThere.

    Somebody signed in as another person holds no pass, whatever the session says.
    """
    kept = request.session.get(SESSION_KEY) or {}
    found = _with_neighbours().filter(pk=kept.get("pk"), secret=kept.get("secret", "")).first()
    if found is None or not found.is_valid_at(clock.now()):
        raise NotThere
    if request.user.is_authenticated and request.user.pk != found.guest_id:
        raise NotThere
    return found


def in_session(session: Any) -> ExpertPass | None:
    """The valid pass a session nobody signed in to holds."""
    kept = session.get(SESSION_KEY) if session is not None else None
    if not isinstance(kept, dict):
        return None
    return rules.valid_passes().filter(pk=kept.get("pk"), secret=kept.get("secret", "")).select_related("guest").first()


def person_of(session: Any, meeting: int) -> Any:
    """The person behind the session's pass to this very meeting, or None."""
    found = in_session(session)
    return found.guest if found is not None and found.meeting_id == meeting else None


def held(meetings: Iterable[int], persons: Iterable[int]) -> set[tuple[int, int]]:
    """(meeting, person) pairs with a valid pass; one query."""
    return set(rules.valid_passes().filter(meeting__in=meetings, guest__in=persons).values_list("meeting", "guest"))


def meeting_to_manage(user: Any, pk: int) -> Meeting:
    """A meeting whose passes `user` manages. Raises NotThere."""
    meeting = (
        readable_meetings(user).select_related("edition__network__county", "edition__school_year").filter(pk=pk).first()
    )
    if meeting is None or not rules.may_manage(user, meeting):
        raise NotThere
    return meeting


def passes_of(meeting: Meeting) -> list[ExpertPass]:
    """Its experts' passes by name, with their files as `files`; two queries."""
    from django.contrib.contenttypes.models import ContentType

    found = list(meeting.expert_passes.filter(is_visitor=False).select_related("guest"))
    kind = ContentType.objects.get_for_model(ExpertPass)
    laid: dict[int, list[StoredFile]] = {}
    for file in StoredFile.objects.filter(parent_type=kind, parent_id__in=[one.pk for one in found]).defer("text"):
        laid.setdefault(file.parent_id, []).append(file)
    for one in found:
        one.meeting = meeting
        one.files = laid.get(one.pk, [])
    return found


def pass_to_manage(user: Any, meeting_pk: int, pk: int) -> ExpertPass:
    """A pass `user` manages. Raises NotThere."""
    meeting = meeting_to_manage(user, meeting_pk)
    found = meeting.expert_passes.select_related("guest").filter(pk=pk, is_visitor=False).first()
    if found is None:
        raise NotThere
    found.meeting = meeting
    return found


def laid(meeting: int) -> list[StoredFile]:
    """Files laid beside the experts' passes to a meeting; two queries."""
    return list(files_of_all(ExpertPass, ExpertPass.objects.filter(meeting=meeting)).defer("text"))


def materials_of(held: ExpertPass) -> list[StoredFile]:
    """Files laid beside the pass."""
    return list(files_of(held).defer("text"))


def reading_of(user: Any, held: ExpertPass) -> list[Material]:
    """What is read before the meeting, as the holder of the pass may open it.

    Files laid beside the pass come first; of the addresses given for everybody those that `user`, often nobody, may
    open: addresses of the network's own pages stay out, the pass opens none of them (D28).
    """
    laid = [Material(file.name, file.address, file.icon, is_own=True) for file in materials_of(held)]
    return [*laid, *links_of(user, held)]


def links_of(user: Any, held: ExpertPass) -> list[Material]:
    """The addresses to read before the meeting, without those that would lead the holder to a closed door."""
    open_to_all = [address for address in held.meeting.links if at(address) is not None or not own_path(address)]
    return materials(user, open_to_all)


def assigned_experts(meeting: Meeting) -> list[Any]:
    """Experts the county assigned to the network, who have no pass to this meeting yet; two queries."""
    taken = set(meeting.expert_passes.values_list("email", flat=True))
    wanted = ExpertRequest.objects.filter(
        edition__network=meeting.edition.network_id, state=RequestState.ASSIGNED, expert__isnull=False
    )
    found = {asked.expert_id: asked.expert for asked in wanted.select_related("expert")}
    return [expert for expert in found.values() if expert.email and expert.email not in taken]
