"""Addresses of meetings."""

from django.urls import URLPattern, URLResolver, path

from meetings import views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("spotkania/", views.ListView.as_view(), name="list"),
    path("spotkania/<int:pk>/", views.DetailView.as_view(), name="detail"),
    path("spotkania/<int:pk>/odpowiedz/", views.AnswerView.as_view(), name="answer"),
    path("spotkania/<int:pk>/kalendarz.ics", views.CalendarView.as_view(), name="ical"),
    path("spotkania/<int:pk>/zmiana/", views.ChangeView.as_view(), name="change"),
    path("spotkania/<int:pk>/odwolanie/", views.CancelView.as_view(), name="cancel"),
    path("spotkania/<int:pk>/obecnosc/", views.AttendanceView.as_view(), name="attendance"),
    path("spotkania/<int:pk>/odbyte/", views.HeldView.as_view(), name="held"),
    path("spotkania/<int:pk>/przed/", views.BeforeView.as_view(), name="before"),
    path("spotkania/<int:pk>/notatka/", views.MinutesView.as_view(), name="minutes"),
    path("spotkania/<int:pk>/notatka/pisanie/", views.MinutesWriteView.as_view(), name="minutes_write"),
    path("spotkania/<int:pk>/notatka/szkic/", views.MinutesDraftView.as_view(), name="minutes_draft"),
    path("spotkania/poprawki/<int:pk>/", views.RemarkAnswerView.as_view(), name="remark_answer"),
    path("spotkania/<int:pk>/pokoj/", views.RoomView.as_view(), name="room"),
    path("sieci/<slug:slug>/spotkania/", views.NetworkListView.as_view(), name="network_list"),
    path("sieci/<slug:slug>/spotkania/nowe/", views.PlanView.as_view(), name="plan"),
]
