"""Addresses of moderation."""

from django.urls import URLPattern, URLResolver, path

from moderation.views import cases

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("moderacja/", cases.QueueView.as_view(), name="queue"),
    path("moderacja/decyzje/<int:decision_id>/", cases.DecisionView.as_view(), name="decision"),
    path("moderacja/<slug:kind>/<int:pk>/", cases.DecideView.as_view(), name="decide"),
    path("moderacja/<slug:kind>/<int:pk>/zglos/", cases.ReportView.as_view(), name="report"),
]
