"""Words of the library (domain 3.3)."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a resource is."""

    LESSON_PLAN = "lesson_plan", _("lesson plan")
    MEETING_PLAN = "meeting_plan", _("meeting plan")
    PRESENTATION = "presentation", _("presentation")
    DIAGNOSTIC_TOOL = "diagnostic_tool", _("diagnostic tool")
    QUESTIONNAIRE = "questionnaire", _("questionnaire")
    WORKSHEET = "worksheet", _("worksheet")
    PUBLICATION = "publication", _("publication")
    ARTICLE = "article", _("article")
    FILM = "film", _("film")
    RECORDING = "recording", _("recording of a meeting")
    LINK = "link", _("link")
    GOOD_PRACTICE = "good_practice", _("good practice")
    TEMPLATE = "template", _("document template")
    NETWORK_PLAN = "network_plan", _("network's plan of action")
    CPD_OFFER = "cpd_offer", _("offer of professional development")


class Licence(TextChoices):
    """On what terms a resource may be used."""

    CC_BY = "cc_by", "CC BY"
    CC_BY_SA = "cc_by_sa", "CC BY-SA"
    CC_BY_NC = "cc_by_nc", "CC BY-NC"
    CC0 = "cc0", "CC0"
    RESERVED = "reserved", _("all rights reserved")
    LINK_ONLY = "link_only", _("link only")


LICENCE_SENTENCES: dict[str, str | Promise] = {
    Licence.CC_BY: _("You may copy, change and share it, also for money, if you name the author."),
    Licence.CC_BY_SA: _("You may copy, change and share it if you name the author and share your version alike."),
    Licence.CC_BY_NC: _("You may copy, change and share it without earning on it if you name the author."),
    Licence.CC0: _("The author gave up all rights: do with it what you like."),
    Licence.RESERVED: _("Placed here with the author's consent: read and use it in class, ask before sharing it on."),
    Licence.LINK_ONLY: _("It lies on another site and follows the terms of that site."),
}
"""What each licence means, in one sentence for a person who has a minute."""

LICENCE_ADDRESSES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.pl",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.pl",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/deed.pl",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.pl",
}


class Visibility(TextChoices):
    """Who may read a resource."""

    NETWORK = "network", _("members of the network")
    SIGNED_IN = "signed_in", _("everybody signed in")
    PUBLIC = "public", _("everybody, also without an account")


class Language(TextChoices):
    """The language of a resource."""

    POLISH = "pl", _("Polish")
    ENGLISH = "en", _("English")
    UKRAINIAN = "uk", _("Ukrainian")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
    OTHER = "other", _("another language")
