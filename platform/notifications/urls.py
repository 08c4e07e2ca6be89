"""Addresses of notifications."""

from django.urls import URLPattern, URLResolver, path

from notifications import views

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("powiadomienia/", views.InboxView.as_view(), name="inbox"),
    path("powiadomienia/licznik/", views.BadgeView.as_view(), name="badge"),
    path("powiadomienia/ustawienia/", views.SettingsView.as_view(), name="settings"),
    path("powiadomienia/ustawienia/rytm/", views.RhythmView.as_view(), name="rhythm"),
    path("powiadomienia/ustawienia/przegladarka/", views.BrowserOnView.as_view(), name="browser_on"),
    path(
        "powiadomienia/ustawienia/przegladarka/<int:number>/wylacz/",
        views.BrowserOffView.as_view(),
        name="browser_off",
    ),
    path("powiadomienia/ustawienia/sprawa/", views.ThingView.as_view(), name="thing"),
    path("powiadomienia/ustawienia/<slug:key>/", views.PlaceSettingsView.as_view(), name="place_settings"),
    path("powiadomienia/rezygnacja/<str:token>/", views.UnsubscribeView.as_view(), name="unsubscribe"),
    path("powiadomienia/<int:number>/", views.OpenView.as_view(), name="open"),
    path("powiadomienia/<int:number>/przeczytane/", views.ReadView.as_view(), name="read"),
]
