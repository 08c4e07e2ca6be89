"""Addresses of date polls."""

from django.urls import URLPattern, path

from meetings.datepolls import views

app_name = "datepolls"
urlpatterns: list[URLPattern] = [
    path("sieci/<slug:slug>/spotkania/terminy/", views.AskView.as_view(), name="ask"),
    path("spotkania/terminy/<int:pk>/", views.PollView.as_view(), name="poll"),
    path("spotkania/terminy/<int:pk>/wybor/", views.CloseView.as_view(), name="close"),
    path("spotkania/terminy/<int:pk>/przypomnienie/", views.RemindView.as_view(), name="remind"),
    path("spotkania/terminy/<int:pk>/zmiana/", views.ChangeView.as_view(), name="change"),
    path("spotkania/terminy/<int:pk>/wycofanie/", views.WithdrawView.as_view(), name="withdraw"),
]
