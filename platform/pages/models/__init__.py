"""Page types, pictures and menus."""

from pages.models.accessibility import AccessibilityPage
from pages.models.base import PublicPage
from pages.models.content import ContentPage, HomePage
from pages.models.counties import CountiesIndex, CountyPage, NetworkPage
from pages.models.media import Picture, PictureRendition
from pages.models.news import NewsIndex, NewsPage
from pages.models.outcomes import OutcomeAuthor, OutcomeMaterial, OutcomePage, OutcomesIndex, OutcomeStation
from pages.models.site import SiteFace

__all__ = [
    "AccessibilityPage",
    "ContentPage",
    "CountiesIndex",
    "CountyPage",
    "HomePage",
    "NetworkPage",
    "NewsIndex",
    "NewsPage",
    "OutcomeAuthor",
    "OutcomeMaterial",
    "OutcomePage",
    "OutcomeStation",
    "OutcomesIndex",
    "Picture",
    "PictureRendition",
    "PublicPage",
    "SiteFace",
]
