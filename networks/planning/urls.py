"""Addresses of the plan."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext_lazy as _

from networks.planning import services
from networks.planning.views import course, plan, writing

app_name = "planning"
_PLAN = "sieci/<slug:slug>/plan/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sieci/powiat/<slug:slug>/plan/", plan.CountyPlanView.as_view(), name="county"),
    path("sieci/<slug:slug>/lata/<int:begins>/plan/", plan.PastPlanView.as_view(), name="past"),
    path(_PLAN, plan.PlanView.as_view(), name="plan"),
    path(_PLAN + "tresc/", writing.WordsView.as_view(), name="words"),
    path(_PLAN + "zalecenia/<int:number>/", writing.RecommendationView.as_view(), name="recommendation"),
    path(_PLAN + "cel/", writing.GoalAddView.as_view(), name="goal_add"),
    path(_PLAN + "cel/<int:number>/", writing.GoalChangeView.as_view(), name="goal_change"),
    path(_PLAN + "cel/<int:number>/usun/", writing.RemoveView.as_view(what="goal"), name="goal_remove"),
    path(_PLAN + "punkt/", writing.PointAddView.as_view(), name="point_add"),
    path(_PLAN + "punkt/<int:number>/", writing.PointChangeView.as_view(), name="point_change"),
    path(_PLAN + "punkt/<int:number>/usun/", writing.RemoveView.as_view(what="point"), name="point_remove"),
    path(_PLAN + "punkt/<int:number>/wykonany/", course.DoneView.as_view(), name="point_done"),
    path(_PLAN + "punkt/<int:number>/niewykonany/", course.DoneView.as_view(undo=True), name="point_undone"),
    path(_PLAN + "wzory/", writing.BeginView.as_view(), name="begin"),
    path(_PLAN + "wzor/", writing.ExampleView.as_view(), name="example"),
    path(_PLAN + "wzory/<int:number>/wycofaj/", writing.ExampleRemoveView.as_view(), name="example_remove"),
    path(_PLAN + "konsultacje/", course.ConsultView.as_view(), name="consult"),
    path(
        _PLAN + "wycofaj/",
        course.StepView.as_view(service=services.withdraw, done=_("The plan is a draft again.")),
        name="withdraw",
    ),
    path(_PLAN + "przyjecie/", course.AdoptView.as_view(), name="adopt"),
    path(
        _PLAN + "zakoncz/",
        course.StepView.as_view(service=services.complete, done=_("The plan is completed.")),
        name="complete",
    ),
    path(
        _PLAN + "wznow/",
        course.StepView.as_view(service=services.reopen, done=_("The plan is in progress again.")),
        name="reopen",
    ),
    path(_PLAN + "uwagi/", course.RemarkView.as_view(), name="remark"),
    path(_PLAN + "uwagi/<int:number>/", course.AnswerView.as_view(), name="answer"),
    path(_PLAN + "zgoda/", course.AgreeView.as_view(), name="agree"),
    path(_PLAN + "historia/", plan.HistoryView.as_view(), name="history"),
    re_path(r"^sieci/(?P<slug>[-\w]+)/plan/plan\.(?P<form>pdf|docx)$", plan.PrintView.as_view(), name="print"),
]
