"""Addresses of open meetings."""

from django.urls import URLPattern, URLResolver, path

from meetings.openings import views

app_name = "openings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("spotkania-otwarte/", views.ListView.as_view(), name="list"),
    path("spotkania-otwarte/kalendarz.ics", views.FeedView.as_view(), name="feed"),
    path("spotkania-otwarte/<int:pk>/", views.PageView.as_view(), name="page"),
    path("spotkania-otwarte/<int:pk>/udzial/", views.SignUpView.as_view(), name="sign_up"),
    path("spotkania-otwarte/potwierdzenie/<str:words>/", views.ConfirmView.as_view(), name="confirm"),
    path("spotkania-otwarte/rezygnacja/<str:words>/", views.WithdrawView.as_view(), name="withdraw"),
    path("spotkania/<int:pk>/otwarcie/", views.ManageView.as_view(), name="manage"),
    path("spotkania/<int:pk>/otwarcie/ukryj/", views.HideView.as_view(), name="hide"),
    path("spotkania/<int:pk>/otwarcie/<int:number>/skresl/", views.TakeOffView.as_view(), name="take_off"),
]
