"""Addresses of experts."""

from django.urls import URLPattern, URLResolver, path

from networks.experts.views import register, requests

app_name = "experts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("eksperci/", register.PublicListView.as_view(), name="public"),
    path("eksperci/<int:pk>/", register.PublicCardView.as_view(), name="card"),
    path("eksperci/rejestr/", register.RegisterView.as_view(), name="register"),
    path("eksperci/rejestr/nowa-osoba/", register.AddView.as_view(), name="add"),
    path("eksperci/rejestr/<int:pk>/", register.ExpertView.as_view(), name="expert"),
    path("eksperci/rejestr/<int:pk>/zmiana/", register.ChangeView.as_view(), name="change"),
    path("eksperci/rejestr/<int:pk>/usun/", register.RetireView.as_view(), name="retire"),
    path("eksperci/zgloszenia/", requests.CountyListView.as_view(), name="county"),
    path("eksperci/zgloszenia/<int:pk>/", requests.RequestView.as_view(), name="request"),
    path("sieci/<slug:slug>/eksperci/", requests.NetworkListView.as_view(), name="list"),
    path("sieci/<slug:slug>/eksperci/nowe/", requests.AskView.as_view(), name="ask"),
]
