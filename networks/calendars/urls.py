"""Addresses of calendars."""

from django.urls import URLPattern, URLResolver, path

from networks.calendars import views

app_name = "calendars"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kalendarz/", views.MineView.as_view(), name="mine"),
    path("kalendarz/w-innym-programie/", views.FeedsView.as_view(), name="feeds"),
    path("kalendarz/w-innym-programie/<slug:key>/", views.OfferView.as_view(), name="offer"),
    path("kalendarz/w-innym-programie/<slug:key>/wylacz/", views.RevokeView.as_view(), name="revoke"),
    path("kalendarz/<str:token>.ics", views.FeedView.as_view(), name="feed"),
    path("sieci/<slug:slug>/kalendarz/", views.NetworkView.as_view(), name="network"),
]
