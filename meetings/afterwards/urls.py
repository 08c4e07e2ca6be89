"""Addresses after meetings."""

from django.urls import URLPattern, path

from meetings.afterwards import views

app_name = "afterwards"
urlpatterns: list[URLPattern] = [
    path("spotkania/<int:pk>/po/", views.PageView.as_view(), name="page"),
    path("spotkania/pytania/<str:token>/", views.SurveyView.as_view(), name="survey"),
]
