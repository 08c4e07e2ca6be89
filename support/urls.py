"""Addresses of school support."""

from django.urls import path

from support.views import insides, processes

app_name = "support"
urlpatterns = [
    path("wspomaganie/", processes.ProcessListView.as_view(), name="list"),
    path("wspomaganie/nowy/", processes.ProcessOpenView.as_view(), name="process_open"),
    path("wspomaganie/<int:pk>/", processes.ProcessView.as_view(), name="process"),
    path("wspomaganie/<int:pk>/zgoda/", processes.ProcessAgreeView.as_view(), name="process_agree"),
    path("wspomaganie/<int:pk>/dalej/", processes.ProcessAdvanceView.as_view(), name="process_advance"),
    path("wspomaganie/<int:pk>/sore/", processes.SoreNameView.as_view(), name="sore_name"),
    path("wspomaganie/<int:pk>/dziennik/", processes.LogEntryView.as_view(), name="log_entry"),
    path("wspomaganie/<int:pk>/diagnoza/", insides.DiagnosisView.as_view(), name="diagnosis"),
    path("wspomaganie/<int:pk>/diagnoza/potrzeby/", insides.NeedAddView.as_view(), name="need_add"),
    path("wspomaganie/<int:pk>/diagnoza/potrzeby/<int:need>/", insides.NeedDropView.as_view(), name="need_drop"),
    path("wspomaganie/<int:pk>/etap/<slug:stage>/", insides.StageRecordView.as_view(), name="stage_record"),
]
