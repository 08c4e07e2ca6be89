"""Addresses of moderation."""

from django.urls import URLPattern, URLResolver, path

from moderation.views import arranging, cases, danger, outside, policy, reports, statements, transparency

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("moderacja/", cases.QueueView.as_view(), name="queue"),
    path("moderacja/sprawy/<int:case_id>/", cases.CaseView.as_view(), name="case"),
    path("moderacja/sprawy/<int:case_id>/biore/", cases.ClaimView.as_view(), name="claim"),
    path("moderacja/sprawy/<int:case_id>/zagrozenie/", danger.DangerView.as_view(), name="danger"),
    path("moderacja/rozmowy/<int:case_id>/", statements.TalkView.as_view(), name="talk"),
    path("moderacja/decyzje/", statements.StatementsView.as_view(), name="statements"),
    path("moderacja/decyzje/<int:decision_id>/", statements.DecisionView.as_view(), name="decision"),
    path("moderacja/decyzje/<int:decision_id>/odwolanie/", statements.AppealView.as_view(), name="appeal"),
    path("moderacja/zgloszenia/", reports.ReportsView.as_view(), name="reports"),
    path("moderacja/zgloszenia/<int:report_id>/", reports.OutcomeView.as_view(), name="outcome"),
    path("moderacja/zgloszenia/<int:report_id>/sprzeciw/", reports.ObjectView.as_view(), name="object"),
    path("moderacja/zasady/", arranging.PlacesView.as_view(), name="places"),
    path("moderacja/zasady/<str:place>/", arranging.PlaceView.as_view(), name="place"),
    path("moderacja/zasady/<str:place>/zasada/<slug:code>/", arranging.GroundView.as_view(), name="ground"),
    path("moderacja/przejrzystosc/", transparency.FiguresView.as_view(), name="figures"),
    path("moderacja/przejrzystosc/plik/<slug:form>/", transparency.FileView.as_view(), name="figures_file"),
    path("moderacja/<slug:kind>/<int:pk>/", cases.DecideView.as_view(), name="decide"),
    path("moderacja/<slug:kind>/<int:pk>/zglos/", reports.ReportView.as_view(), name="report"),
    path("jak-moderujemy/", policy.PolicyView.as_view(), name="policy"),
    path("zglos-nielegalna-tresc/", outside.OutsideView.as_view(), name="outside"),
    path("zglos-nielegalna-tresc/<slug:number>/", outside.ReceivedView.as_view(), name="outside_received"),
    path("zglos-nielegalna-tresc/<slug:number>/sprzeciw/", outside.ObjectView.as_view(), name="outside_object"),
]
