"""Addresses of meetings."""

from django.urls import URLPattern, URLResolver, path, re_path

from meetings import views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("spotkania/", views.ListView.as_view(), name="list"),
    path("spotkania/<int:pk>/", views.DetailView.as_view(), name="detail"),
    path("spotkania/<int:pk>/odpowiedz/", views.AnswerView.as_view(), name="answer"),
    path("spotkania/odpowiedz/<str:token>/", views.AnswerLinkView.as_view(), name="answer_link"),
    path("spotkania/<int:pk>/kalendarz.ics", views.CalendarView.as_view(), name="ical"),
    path("spotkania/<int:pk>/zmiana/", views.ChangeView.as_view(), name="change"),
    path("spotkania/<int:pk>/odwolanie/", views.CancelView.as_view(), name="cancel"),
    path("spotkania/<int:pk>/obecnosc/", views.AttendanceView.as_view(), name="attendance"),
    re_path(
        r"^spotkania/(?P<pk>[0-9]{1,18})/lista-obecnosci\.(?P<form>pdf|docx)$",
        views.AttendancePrintView.as_view(),
        name="attendance_print",
    ),
    path("spotkania/<int:pk>/obecny/", views.SignInView.as_view(), name="sign_in"),
    path("spotkania/<int:pk>/kod/", views.CodeView.as_view(), name="code"),
    path("spotkania/<int:pk>/kod/rysunek.svg", views.CodeDrawingView.as_view(), name="code_drawing"),
    re_path(
        r"^spotkania/(?P<pk>[0-9]{1,18})/zaswiadczenie\.(?P<form>pdf|docx)$",
        views.MeetingCertificateView.as_view(),
        name="certificate_meeting",
    ),
    path("zaswiadczenia/", views.VerifyView.as_view(), name="verify"),
    re_path(r"^zaswiadczenia/(?P<number>[0-9A-Za-z-]{4,30})/$", views.VerifyView.as_view(), name="verify_one"),
    path("spotkania/<int:pk>/odbyte/", views.HeldView.as_view(), name="held"),
    path("spotkania/<int:pk>/przed/", views.BeforeView.as_view(), name="before"),
    path("spotkania/<int:pk>/notatka/", views.MinutesView.as_view(), name="minutes"),
    path("spotkania/<int:pk>/notatka/pisanie/", views.MinutesWriteView.as_view(), name="minutes_write"),
    path("spotkania/<int:pk>/notatka/z-pokoju/", views.MinutesTakeView.as_view(), name="minutes_take"),
    path("spotkania/<int:pk>/notatka/szkic/", views.MinutesDraftView.as_view(), name="minutes_draft"),
    path("spotkania/poprawki/<int:pk>/", views.RemarkAnswerView.as_view(), name="remark_answer"),
    path("spotkania/dzwiek-i-obraz/wiesci/", views.MediaNewsView.as_view(), name="media_news"),
    path("spotkania/<int:pk>/napisy.txt", views.CaptionsView.as_view(), name="captions"),
    path("spotkania/<int:pk>/pokoj/", views.RoomView.as_view(), name="room"),
    path("spotkania/<int:pk>/pokoj/nagranie/", views.ConsentView.as_view(), name="consent"),
    path(
        "spotkania/<int:pk>/nagrania/<int:number>/usun/",
        views.RecordingDeleteView.as_view(),
        name="recording_delete",
    ),
    path("spotkania/<int:pk>/tablica.svg", views.BoardView.as_view(), name="board"),
    path("spotkania/<int:pk>/pokoj/rozdane/", views.HandOutView.as_view(), name="hand_out"),
    path("spotkania/<int:pk>/pokoj/rozdane/<int:number>/", views.HandedView.as_view(), name="handed"),
    path("spotkania/<int:pk>/pokoj/slajdy/", views.SlidesView.as_view(), name="slides"),
    path("spotkania/<int:pk>/pokoj/slajdy/<int:deck>/<int:number>.webp", views.SlideView.as_view(), name="slide"),
    path(
        "spotkania/<int:pk>/pokoj/slajdy/<int:deck>/<int:number>.txt",
        views.SlideWordsView.as_view(),
        name="slide_words",
    ),
    re_path(
        r"^sieci/(?P<slug>[-\w]+)/lata/(?P<begins>[0-9]{4})/zaswiadczenie\.(?P<form>pdf|docx)$",
        views.CertificateView.as_view(),
        name="certificate",
    ),
    re_path(
        r"^sieci/(?P<slug>[-\w]+)/lata/(?P<begins>[0-9]{4})/zaswiadczenia/(?P<person>[0-9]{1,18})\.(?P<form>pdf|docx)$",
        views.CertificateView.as_view(),
        name="certificate_of",
    ),
    path("sieci/<slug:slug>/spotkania/", views.NetworkListView.as_view(), name="network_list"),
    path("sieci/<slug:slug>/spotkania/nowe/", views.PlanView.as_view(), name="plan"),
]
