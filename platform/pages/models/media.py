"""Pictures of the public face. Member-only pictures never come here: Wagtail does not check who asks (CM-06)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """A picture with its description and its maker."""

    credit = models.CharField(
        _("author and licence"), max_length=160, blank=True, help_text=_("Shown under the picture on its page.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name, verbose_name_plural = _("picture"), _("pictures")

    def __str__(self) -> str:
        return self.title


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions", verbose_name=_("picture"))

    class Meta:
        verbose_name, verbose_name_plural = _("size of a picture"), _("sizes of pictures")
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="pages_rendition_by_file")]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"
