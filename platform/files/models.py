"""People's files: the bytes lie in the private storage and leave only through our view."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files import slots, viruses
from files.slots import FileType


def private_storage() -> Storage:
    """The storage no web server serves by path."""
    return storages["private"]


def stored_name(stored: StoredFile, name: str) -> str:
    """Random names on disk; the given name is only metadata (FU-03)."""
    number = uuid.uuid4().hex
    return f"files/{number[:2]}/{number}"


def preview_name(stored: StoredFile, name: str) -> str:
    """Previews lie beside the files."""
    number = uuid.uuid4().hex
    return f"previews/{number[:2]}/{number}.webp"


def rendition_name(rendition: Rendition, name: str) -> str:
    """Smaller pictures lie beside the previews."""
    number = uuid.uuid4().hex
    return f"renditions/{number[:2]}/{number}.webp"


def page_name(page: PagePicture, name: str) -> str:
    """Pictures of pages lie beside them."""
    number = uuid.uuid4().hex
    return f"pages/{number[:2]}/{number}.webp"


class FileState(models.TextChoices):
    """How far the worker is with a file."""

    WAITING = "waiting", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("its text could not be read")
    INFECTED = "infected", _("holds a virus, nobody can fetch it")


class StoredFile(models.Model):
    """One uploaded file. Until something is its parent it is its uploader's draft (FU-16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField(_("file"), upload_to=stored_name, storage=private_storage)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=120)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    space = models.CharField(_("whose space it fills"), max_length=60, blank=True, db_index=True)
    parent_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    parent_id = models.PositiveBigIntegerField(null=True, blank=True)
    parent = GenericForeignKey("parent_type", "parent_id")
    state = models.CharField(_("state"), max_length=10, choices=FileState.choices, default=FileState.WAITING)
    note = models.CharField(_("why it could not be read"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    letters = models.PositiveIntegerField(_("letters of its text"), default=0, editable=False)
    told = models.JSONField(_("what the file says of itself"), default=dict, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    preview = models.FileField(_("preview"), upload_to=preview_name, storage=private_storage, blank=True)
    width = models.PositiveIntegerField(_("width of the picture"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height of the picture"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("file"), _("files")
        indexes = [models.Index(fields=["parent_type", "parent_id"], name="files_parent")]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> FileType | None:
        """Its row in the table of types."""
        return slots.type_of(self.media_type)

    @property
    def icon(self) -> str:
        """The drawing that stands for its type."""
        kind = self.type
        return slots.ICONS.get(kind.family, "file") if kind else "file"

    @property
    def is_held(self) -> bool:
        """Whether nobody can fetch it: a virus was found in it, or it still waits for the scanner (FU-09)."""
        return self.state == FileState.INFECTED or (viruses.wanted() and self.state == FileState.WAITING)

    @property
    def held_because(self) -> str:
        """The sentence that says why it is held; empty when it is not."""
        if self.state == FileState.INFECTED:
            return self.note
        return (
            gettext("“%(name)s” is still being checked for viruses. Try again in a few minutes.") % {"name": self.name}
            if self.is_held
            else ""
        )

    @property
    def is_scan(self) -> bool:
        """Whether its pages are pictures of text: nobody can search them, no reader can read them aloud."""
        pages = self.pages or 0
        return self.state == FileState.READY and self.media_type == "application/pdf" and self.letters < 20 * pages

    @property
    def address(self) -> str:
        """Where its bytes are asked for."""
        return reverse("files:download", kwargs={"pk": self.pk, "name": self.name})

    @property
    def preview_address(self) -> str:
        """Where the picture of its first page is asked for; empty when there is none."""
        return reverse("files:preview", kwargs={"pk": self.pk}) if self.preview else ""


class Rendition(models.Model):
    """A picture at a smaller width, made by us; it leaves through the same door under the same rule."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="renditions", verbose_name=_("file"))
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    content = models.FileField(_("file"), upload_to=rendition_name, storage=private_storage)

    class Meta:
        verbose_name, verbose_name_plural = _("smaller picture"), _("smaller pictures")
        ordering = ["width"]
        constraints = [models.UniqueConstraint(fields=["file", "width"], name="files_rendition_once")]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.width}"

    @property
    def address(self) -> str:
        """Where its bytes are asked for."""
        return reverse("files:rendition", kwargs={"pk": self.file_id, "width": self.width})


class PagePicture(models.Model):
    """One page of a PDF as a picture, drawn when somebody shows it; the app that shows it keeps its own door."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="pictures", verbose_name=_("file"))
    number = models.PositiveIntegerField(_("page"))
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    content = models.FileField(_("file"), upload_to=page_name, storage=private_storage)

    class Meta:
        verbose_name, verbose_name_plural = _("picture of a page"), _("pictures of pages")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="files_page_once")]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.number}"


class Arrival(models.Model):
    """A large file on its way, piece by piece; what has come lies in the private folder under its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("uploaded by")
    )
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    space = models.CharField(_("whose space it fills"), max_length=60, blank=True)
    moved_at = models.DateTimeField(_("last piece"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("file on its way"), _("files on their way")

    def __str__(self) -> str:
        return self.name


class Usage(models.Model):
    """How many bytes one owner fills (`person:5`, `network:3`), booked together with the file's row (FU-10)."""

    owner = models.CharField(_("owner"), max_length=60, unique=True)
    used = models.BigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("space used"), _("space used")
        constraints = [models.CheckConstraint(name="files_usage_not_negative", condition=models.Q(used__gte=0))]

    def __str__(self) -> str:
        return f"{self.owner}: {self.used}"
