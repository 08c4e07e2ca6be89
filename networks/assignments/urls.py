"""Addresses of tasks."""

from django.urls import URLPattern, URLResolver, path

from networks.assignments import views

app_name = "assignments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("zadania/", views.MyTasksView.as_view(), name="mine"),
    path("zadania/<int:pk>/", views.TaskView.as_view(), name="task"),
    path("zadania/<int:pk>/kroki/", views.TickView.as_view(), name="tick"),
    path("zadania/<int:pk>/oddanie/", views.HandInView.as_view(), name="hand_in"),
    path("zadania/<int:pk>/zmiana/", views.ChangeView.as_view(), name="change"),
    path("zadania/<int:pk>/wycofanie/", views.WithdrawView.as_view(), name="withdraw"),
    path("zadania/oddane/<int:pk>/", views.DecideView.as_view(), name="decide"),
    path("sieci/<slug:slug>/zadania/", views.NetworkTasksView.as_view(), name="network_list"),
    path("sieci/<slug:slug>/zadania/nowe/", views.GiveView.as_view(), name="give"),
]
