"""Addresses of surveys."""

from django.urls import URLPattern, URLResolver, path

from networks.surveying.views import answering, leading, writing

app_name = "surveying"
_ALL = "sieci/<slug:slug>/ankiety/"
_ONE = _ALL + "<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("ankieta/<int:number>/<str:token>/", answering.LinkView.as_view(), name="by_link"),
    path(_ALL, leading.ListView.as_view(), name="list"),
    path(_ALL + "nowa/", writing.MakeView.as_view(), name="make"),
    path(_ONE, leading.SurveyView.as_view(), name="survey"),
    path(_ONE + "odpowiedz/", answering.AnswerView.as_view(), name="answer"),
    path(_ONE + "tytul/", writing.NameView.as_view(), name="name"),
    path(_ONE + "nowe-pytanie/<slug:kind>/", writing.ItemAddView.as_view(), name="item_add"),
    path(_ONE + "bank/", writing.BankView.as_view(), name="bank"),
    path(_ONE + "po/", writing.AfterView.as_view(), name="after"),
    path(_ONE + "pytanie/<slug:key>/", writing.ItemView.as_view(), name="item"),
    path(_ONE + "otworz/", writing.OpenView.as_view(), name="open"),
    path(_ONE + "prowadzenie/", leading.SteerView.as_view(), name="steer"),
    path(_ONE + "linki/", leading.LinksView.as_view(), name="links"),
    path(_ONE + "cel/", leading.GoalView.as_view(), name="goal"),
    path(_ONE + "tabela/<slug:form>/", leading.TableView.as_view(), name="table"),
]
