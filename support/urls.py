"""Addresses of school support."""

from django.urls import path

from support.views import counties, diagnoses, difficulties, evaluations, logs, papers, plans, processes, quick

app_name = "support"
_COUNTY = "wspomaganie/powiat/<slug:county>/"
_PROCESS = "wspomaganie/<int:pk>/"
_DIAGNOSIS = _PROCESS + "diagnoza/"
_PLAN = _PROCESS + "plan/"
_EVALUATION = _PROCESS + "ocena/"

urlpatterns = [
    path("wspomaganie/", processes.ProcessListView.as_view(), name="list"),
    path("wspomaganie/nowy/", processes.ProcessOpenView.as_view(), name="process_open"),
    path("wspomaganie/powiat/", counties.CountiesView.as_view(), name="counties"),
    path(_COUNTY, counties.BoardView.as_view(), name="county"),
    path(_COUNTY + "plan/", counties.PlanView.as_view(), name="county_plan"),
    path(_COUNTY + "plan/pisz/", counties.PlanWriteView.as_view(), name="county_plan_write"),
    path(_COUNTY + "<int:year>/procesy.xlsx", counties.BoardTableView.as_view(), name="county_table"),
    path(_COUNTY + "<int:year>/deklaracja/", counties.DeclareView.as_view(), name="county_declare"),
    path(_COUNTY + "<int:year>/efekty/", counties.EffectsView.as_view(), name="county_effects"),
    path(_COUNTY + "<int:year>/efekty.<slug:form>", counties.EffectsPaperView.as_view(), name="county_effects_paper"),
    path(_COUNTY + "koszt/<int:process>/", counties.CostView.as_view(), name="county_cost"),
    path("wspomaganie/zapis/", quick.QuickView.as_view(), name="log_quick"),
    path("wspomaganie/zapis/stan/", quick.QuickStateView.as_view(), name="log_state"),
    path("wspomaganie/zapis/pracownik.js", quick.QuickWorkerView.as_view(), name="log_worker"),
    path(_PROCESS, processes.ProcessView.as_view(), name="process"),
    path(_PROCESS + "zgoda/", processes.ProcessAgreeView.as_view(), name="process_agree"),
    path(_PROCESS + "dalej/", processes.ProcessAdvanceView.as_view(), name="process_advance"),
    path(_PROCESS + "powrot/", processes.ProcessBackView.as_view(), name="process_back"),
    path(_PROCESS + "przedluzenie/", processes.ExtendView.as_view(), name="process_extend"),
    path(_PROCESS + "sore/", processes.SoreNameView.as_view(), name="sore_name"),
    path(_PROCESS + "papiery/<slug:paper>.<slug:form>", papers.PaperView.as_view(), name="paper"),
    path(_PROCESS + "archiwum.zip", papers.ArchiveView.as_view(), name="archive"),
    path(_PROCESS + "dziennik/", logs.LogEntryView.as_view(), name="log_entry"),
    path(_PROCESS + "trudnosci/", difficulties.DifficultiesView.as_view(), name="difficulties"),
    path(_PROCESS + "trudnosci/nowa/", difficulties.DifficultyAddView.as_view(), name="difficulty_add"),
    path(_PROCESS + "trudnosci/<int:difficulty>/", difficulties.ReactionView.as_view(), name="difficulty"),
    path(_PROCESS + "kontakty/", logs.ContactsView.as_view(), name="contacts"),
    path(_PROCESS + "kontakty/nowy/", logs.ContactAddView.as_view(), name="contact_add"),
    path(_PROCESS + "kontakty/<int:contact>/", logs.ContactDropView.as_view(), name="contact_drop"),
    path(_DIAGNOSIS, diagnoses.DiagnosisView.as_view(), name="diagnosis"),
    path(_DIAGNOSIS + "potrzeby/", diagnoses.NeedAddView.as_view(), name="need_add"),
    path(_DIAGNOSIS + "potrzeby/<int:need>/", diagnoses.NeedDropView.as_view(), name="need_drop"),
    path(_DIAGNOSIS + "zalecenia/<int:advice>/", diagnoses.AdviceTakeView.as_view(), name="advice_take"),
    path(_DIAGNOSIS + "zalecenia/<int:advice>/odrzuc/", diagnoses.AdviceAsideView.as_view(), name="advice_aside"),
    path(_PLAN, plans.PlanView.as_view(), name="plan"),
    path(_PLAN + "tresc/", plans.PlanTextsView.as_view(), name="plan_texts"),
    path(_PLAN + "cele/", plans.GoalAddView.as_view(), name="goal_add"),
    path(_PLAN + "cele/<int:goal>/", plans.GoalChangeView.as_view(), name="goal_change"),
    path(_PLAN + "cele/<int:goal>/usun/", plans.GoalDropView.as_view(), name="goal_drop"),
    path(_PLAN + "dzialania/", plans.ActivityAddView.as_view(), name="activity_add"),
    path(_PLAN + "dzialania/<int:activity>/", evaluations.ActivityView.as_view(), name="activity"),
    path(_PLAN + "dzialania/<int:activity>/zmien/", plans.ActivityChangeView.as_view(), name="activity_change"),
    path(_PLAN + "dzialania/<int:activity>/usun/", plans.ActivityDropView.as_view(), name="activity_drop"),
    path(_PLAN + "dzialania/<int:activity>/odbyte/", evaluations.ActivityHoldView.as_view(), name="activity_hold"),
    path(
        _PLAN + "dzialania/<int:activity>/odwolane/", evaluations.ActivityCancelView.as_view(), name="activity_cancel"
    ),
    path(_PLAN + "rada/", plans.PresentView.as_view(), name="plan_present"),
    path(_PLAN + "przyjecie/", plans.AdoptView.as_view(), name="plan_adopt"),
    path(_PLAN + "zwrot/", plans.SendBackView.as_view(), name="plan_send_back"),
    path(_PLAN + "zmiana/", plans.AmendView.as_view(), name="plan_amend"),
    path(_PLAN + "wersje/<int:number>/", plans.VersionView.as_view(), name="plan_version"),
    path(_EVALUATION, evaluations.EvaluationView.as_view(), name="evaluation"),
    path(_EVALUATION + "cele/<int:goal>/", evaluations.ResultView.as_view(), name="goal_result"),
    path(_EVALUATION + "zalecenia/", evaluations.AdviceAddView.as_view(), name="advice_add"),
    path(_EVALUATION + "zalecenia/<int:advice>/", evaluations.AdviceDropView.as_view(), name="advice_drop"),
]
