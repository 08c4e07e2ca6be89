"""Words of the library (domain 3.3)."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    CC_BY_NC_SA = "cc_by_nc_sa", "CC BY-NC-SA"
    CC_BY_ND = "cc_by_nd", "CC BY-ND"
    CC_BY_NC_ND = "cc_by_nc_nd", "CC BY-NC-ND"
    CC0 = "cc0", "CC0"
    RESERVED = "reserved", _("all rights reserved")
    LINK_ONLY = "link_only", _("link only")


LICENCE_SENTENCES: dict[str, str | Promise] = {
    Licence.CC_BY: _("You may copy, change and share it, also for money, if you name the author."),
    Licence.CC_BY_SA: _("You may copy, change and share it if you name the author and share your version alike."),
    Licence.CC_BY_NC: _("You may copy, change and share it without earning on it if you name the author."),
    Licence.CC_BY_NC_SA: _(
        "You may copy, change and share it without earning on it if you name the author and share your version alike."
    ),
    Licence.CC_BY_ND: _("You may copy and share it unchanged, also for money, if you name the author."),
    Licence.CC_BY_NC_ND: _("You may copy and share it unchanged, without earning on it, if you name the author."),
    Licence.CC0: _("The author gave up all rights: do with it what you like."),
    Licence.RESERVED: _("Placed here with the author's consent: read and use it in class, ask before sharing it on."),
    Licence.LINK_ONLY: _("It lies on another site and follows the terms of that site."),
}
"""What each licence means, in one sentence for a person who has a minute."""

LICENCE_ADDRESSES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.pl",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.pl",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/deed.pl",
    Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.pl",
    Licence.CC_BY_ND: "https://creativecommons.org/licenses/by-nd/4.0/deed.pl",
    Licence.CC_BY_NC_ND: "https://creativecommons.org/licenses/by-nc-nd/4.0/deed.pl",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.pl",
}


class Visibility(TextChoices):
    """Who may read a resource."""

    NETWORK = "network", _("members of the network")
    NETWORKS = "networks", _("members of several networks")
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


class Area(TextChoices):
    """The areas in which networks and support help schools (§ 18 of the regulation of 2019; domain 3.3)."""

    POLICY = "policy", _("directions of the state's education policy")
    CURRICULUM = "curriculum", _("core curricula and teaching programmes")
    PUPILS = "pupils", _("diagnosing pupils' needs, psychological and pedagogical help")
    EXAMS = "exams", _("using findings of supervision and exam results")
    NEEDS = "needs", _("needs diagnosed in schools")
    LEADING = "leading", _("leading a school, beginning teachers and their mentors")


class Others(TextChoices):
    """Whether a resource holds what belongs to others; asked before it leaves the network."""

    NONE = "none", _("nothing of that kind")
    SOME = "some", _("yes, and those concerned agreed")


class About(TextChoices):
    """What a consent is about."""

    WORKS = "works", _("pupils' works")
    FACES = "faces", _("faces or voices")
    THIRD = "third", _("pictures or texts of other authors")


class Outcome(TextChoices):
    """How it went in class."""

    WORKED = "worked", _("it worked")
    PARTLY = "partly", _("it worked in part")
    NOT = "not", _("it did not work")


class Opinion(TextChoices):
    """What a reviewer says in one word."""

    RECOMMENDED = "recommended", _("I recommend it")
    REMARKS = "remarks", _("good, with remarks")
    OUTDATED = "outdated", _("needs mending")


class Step(TextChoices):
    """What is to be done with a resource of a self-study path."""

    READ = "read", pgettext_lazy("step of a path", "read")
    WATCH = "watch", pgettext_lazy("step of a path", "watch")
    TRY = "try", pgettext_lazy("step of a path", "try it out")
    DISCUSS = "discuss", pgettext_lazy("step of a path", "discuss")
