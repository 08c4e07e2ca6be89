"""Addresses of resources."""

from django.urls import URLPattern, URLResolver, path

from resources.views import deposit, detail, library

app_name = "resources"
urlpatterns: list[URLPattern | URLResolver] = [
    path("zasoby/", library.LibraryView.as_view(), name="list"),
    path("zasoby/<int:pk>/", detail.ResourceView.as_view(), name="detail"),
    path("zasoby/<int:pk>/zmien/", deposit.ResourceEditView.as_view(), name="edit"),
    path("zasoby/<int:pk>/usun/", detail.ResourceRemoveView.as_view(), name="remove"),
    path("sieci/<slug:slug>/zasoby/", library.NetworkLibraryView.as_view(), name="network_list"),
    path("sieci/<slug:slug>/zasoby/dodaj/", deposit.DepositView.as_view(), name="deposit"),
    path("sieci/<slug:slug>/zasoby/plik/", deposit.FileReceiveView.as_view(), name="receive"),
]
