"""What every field of the library and of files is, and what happens to it when a person goes (PD-01).

The files app is a cellar app and knows no person; its papers are signed in here.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, KEEP, register
from files import services as files
from files.models import Arrival, PagePicture, Rendition, StoredFile, Usage
from kit.rich_texts import rich_text
from resources import stand
from resources.models import (
    LinkCheck,
    Origin,
    Permit,
    Placing,
    Resource,
    Review,
    Shelf,
    TagFollow,
    TagWay,
    Tombstone,
    UseNote,
    Version,
    Walked,
)
from search import services as search


def rows_of(user: Any) -> Any:
    """Resources the person added."""
    return Resource.objects.filter(created_by=user)


def leave_resources(user: Any) -> None:
    """The network keeps the material; nobody's name stands on it any more."""
    own_names = {user.get_full_name(), user.email}
    for resource in rows_of(user):
        if resource.author in own_names:
            resource.author = ""
        resource.created_by = None
        resource.save(update_fields=["author", "created_by"])
        search.changed(resource)
    stand.moved()


def leave_origins(user: Any) -> None:
    """Attributions that name the person name nobody any more; whom the person named as author stays."""
    Origin.objects.filter(original__created_by=user, author__in=[str(user), user.get_full_name()]).update(author="")


def files_of(user: Any) -> Any:
    """Files the person uploaded."""
    return StoredFile.objects.filter(uploaded_by=user)


def leave_files(user: Any) -> None:
    """Drafts go with their bytes; files of the library stay without the uploader's name."""
    for draft in files_of(user).filter(parent_type=None):
        files.remove(file=draft)
    files_of(user).update(uploaded_by=None)
    Usage.objects.filter(owner=f"person:{user.pk}").delete()


register(
    Resource,
    plain="id network kind licence language visibility subjects stages competences tags folded downloads "
    "created_at updated_at hidden_at once link shared_with area accessibility review_on shows_others number uses "
    "good_uses",
    personal={
        "title": (_("the name of the material; the network keeps what it works with"), KEEP),
        "description": (_("the author's words about it; the network keeps what it works with"), KEEP),
        "author": ("to name the author, as licences ask", BLANK),
        "source": (_("where the material comes from; the network keeps what it works with"), KEEP),
        "created_by": ("who added it", BLANK),
    },
    rows=rows_of,
    erase=leave_resources,
)
register(
    Version,
    plain="id resource number note link files downloads made_at",
    personal={"made_by": ("who made this version", BLANK)},
    people="made_by",
)
register(LinkCheck, plain="resource link asked_at failures dead_since")
register(TagWay, plain="id key tag words slug")
register(
    TagFollow,
    plain="id tag",
    personal={"user": ("who follows the tag", ERASE)},
    rows=lambda user: TagFollow.objects.filter(user=user),
    erase=lambda user: TagFollow.objects.filter(user=user).delete(),
)
register(Tombstone, plain="id number gone_at")
register(
    UseNote,
    plain="id resource used_on minutes outcome created_at hidden_at once",
    personal={
        "author": ("whose experience it is", BLANK),
        "group": (_("with which class; the experience stays with the material, without a name"), KEEP),
        "changed": (_("what was changed; the experience stays with the material, without a name"), KEEP),
    },
    people="author",
)
register(
    Review,
    plain="id resource opinion number written_at hidden_at",
    personal={
        "author": ("whose opinion it is", BLANK),
        "text": (_("the opinion stays with the material, without a name"), KEEP),
    },
    people="author",
)
register(
    Shelf,
    plain="id network visibility created_at resources is_path once",
    personal={
        "owner": ("whose shelf it is", ERASE),
        "title": ("the name of the shelf", ERASE),
        "words": ("what it is for", ERASE),
    },
    rows=lambda user: Shelf.objects.filter(owner=user),
    erase=lambda user: Shelf.objects.filter(owner=user).delete(),
)
register(
    Placing,
    plain="id shelf resource position step",
    personal={"note": ("a remark on one's own shelf", ERASE)},
    rows=lambda user: Placing.objects.filter(shelf__owner=user),
    erase=lambda user: Placing.objects.filter(shelf__owner=user).delete(),
)
register(
    Walked,
    plain="id placing",
    personal={
        "user": ("whose progress it is", ERASE),
        "done_at": ("when the step was done", ERASE),
    },
    rows=lambda user: Walked.objects.filter(user=user),
    erase=lambda user: Walked.objects.filter(user=user).delete(),
)
register(
    Origin,
    plain="id resource original title licence number",
    personal={"author": (_("to name the author, as licences ask"), BLANK)},
    rows=lambda user: Origin.objects.filter(original__created_by=user),
    erase=leave_origins,
)
register(
    Permit,
    plain="id resource about written_at",
    personal={
        "agreed": (_("proof that those concerned agreed"), KEEP),
        "kept": (_("where the proof is"), KEEP),
        "written_by": ("who wrote it down", BLANK),
    },
    people="written_by",
)
register(
    StoredFile,
    plain="id media_type size sha256 uploaded_at space parent_type parent_id state note pages preview width height "
    "letters",
    personal={
        "content": (_("the material itself; drafts are erased"), KEEP),
        "name": (_("the name given to the file"), KEEP),
        "text": (_("its words, for searching"), KEEP),
        "told": (_("what the file says of itself, to fill the form"), KEEP),
        "uploaded_by": ("who uploaded it", BLANK),
    },
    rows=files_of,
    erase=leave_files,
)
register(
    Arrival,
    plain="id size space moved_at",
    personal={
        "name": ("what the file on its way is called", ERASE),
        "uploaded_by": ("whose file is on its way", ERASE),
    },
    rows=lambda user: Arrival.objects.filter(uploaded_by=user),
    erase=lambda user: Arrival.objects.filter(uploaded_by=user).delete(),
)
register(Rendition, plain="id file width height content")
register(PagePicture, plain="id file number width height content")
register(
    Usage,
    plain="id used",
    personal={"owner": ("whose quota is filled", ERASE)},
    rows=lambda user: Usage.objects.filter(owner=f"person:{user.pk}"),
    erase=lambda user: Usage.objects.filter(owner=f"person:{user.pk}").delete(),
)

rich_text(Resource, "description")
