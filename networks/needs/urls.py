"""Addresses of needs, proposals and questions."""

from django.urls import URLPattern, URLResolver, path

from networks.needs.views import county, space

app_name = "needs"
_SPACE = "sieci/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("potrzeby/", county.MineView.as_view(), name="mine"),
    path("potrzeby/zglos/", county.ReportView.as_view(), name="report"),
    path("potrzeby/<int:number>/", county.NeedView.as_view(), name="need"),
    path("potrzeby/<int:number>/siec/", county.OpenFromNeedView.as_view(), name="open_network"),
    path("sieci/powiat/potrzeby/", county.CountyNeedsView.as_view(), name="county"),
    path(_SPACE + "potrzeby/", space.WishesView.as_view(), name="wishes"),
    path(_SPACE + "potrzeby/<int:number>/zamknij/", space.WishCloseView.as_view(), name="wish_close"),
    path(_SPACE + "glosowania/", space.ProposalsView.as_view(), name="proposals"),
    path(_SPACE + "glosowania/nowe/", space.ProposeView.as_view(), name="propose"),
    path(_SPACE + "glosowania/<int:number>/glos/", space.VoteView.as_view(), name="vote"),
    path(_SPACE + "glosowania/<int:number>/zamknij/", space.ProposalCloseView.as_view(), name="proposal_close"),
    path(_SPACE + "pytania/", space.QuestionsView.as_view(), name="questions"),
    path(_SPACE + "pytania/<int:number>/", space.ReplyView.as_view(), name="reply"),
]
