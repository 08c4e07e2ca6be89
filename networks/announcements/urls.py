"""Addresses of announcements."""

from django.urls import URLPattern, URLResolver, path

from networks.announcements import views

app_name = "announcements"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ogloszenia/", views.ListView.as_view(), name="list"),
    path("ogloszenia/<int:pk>/", views.DetailView.as_view(), name="detail"),
    path("ogloszenia/<int:pk>/wycofanie/", views.WithdrawView.as_view(), name="withdraw"),
    path("ogloszenia/powiat/<slug:code>/nowe/", views.CountyNewView.as_view(), name="county_new"),
    path("ogloszenia/odczyt/<str:token>/", views.ReceiptView.as_view(), name="receipt"),
    path("sieci/<slug:slug>/ogloszenia/", views.NetworkListView.as_view(), name="network_list"),
    path("sieci/<slug:slug>/ogloszenia/nowe/", views.NetworkNewView.as_view(), name="network_new"),
]
