"""Addresses of networks."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext_lazy as _

from networks import services
from networks.views import (
    coming,
    county,
    handover,
    invitation,
    listing,
    members,
    progress,
    report,
    report_ways,
    space,
    summary,
    year,
)

app_name = "networks"
_MEMBER = "sieci/<slug:slug>/uczestnicy/<int:number>/"
_INVITATION = "sieci/<slug:slug>/zaproszenia/<int:number>/"
_LIST = "sieci/<slug:slug>/zaproszenia/listy/<int:number>/"
_LINK = "sieci/<slug:slug>/zaproszenia/linki/<int:number>/"
_REPORT = "sieci/<slug:slug>/sprawozdanie/"
_HANDOVER = "sieci/<slug:slug>/przekazanie/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sieci/", listing.NetworkListView.as_view(), name="list"),
    path("sieci/powiat/", county.CountyView.as_view(), name="county"),
    path("sieci/powiat/tabela.xlsx", county.CountyTableView.as_view(), name="county_table"),
    path("sieci/powiat/nowa/", county.OpenNetworkView.as_view(), name="open"),
    path("sieci/powiat/<slug:slug>/koordynator/", county.AppointView.as_view(), name="appoint"),
    path("sieci/powiat/<slug:slug>/sprawozdanie/", county.CountyReportView.as_view(), name="county_report"),
    re_path(
        r"^sieci/powiat/(?P<slug>[-\w]+)/sprawozdanie/sprawozdanie\.(?P<form>pdf|docx)$",
        report_ways.CountyReportFileView.as_view(),
        name="county_report_file",
    ),
    path("sieci/powiat/zestawienie/", summary.SummaryView.as_view(), name="summary"),
    path("sieci/powiat/zestawienie/zestawienie.xlsx", summary.SummarySheetView.as_view(), name="summary_sheet"),
    path("sieci/kraj/zestawienie/", summary.SummaryView.as_view(is_national=True), name="national"),
    path(
        "sieci/kraj/zestawienie/zestawienie.xlsx",
        summary.SummarySheetView.as_view(is_national=True),
        name="national_sheet",
    ),
    path("sieci/<slug:slug>/", space.SpaceView.as_view(), name="space"),
    path("sieci/<slug:slug>/cel/", space.GoalView.as_view(), name="goal"),
    path("sieci/<slug:slug>/o-sieci/", space.CardView.as_view(), name="card"),
    path("sieci/<slug:slug>/dolacz/", space.JoinView.as_view(), name="join"),
    path("sieci/<slug:slug>/wycofaj-prosbe/", space.WithdrawRequestView.as_view(), name="request_withdraw"),
    path("sieci/<slug:slug>/miejsce/przyjmij/", space.OfferView.as_view(), name="offer_accept"),
    path("sieci/<slug:slug>/miejsce/oddaj/", space.OfferView.as_view(accepts=False), name="offer_decline"),
    path("sieci/<slug:slug>/odejdz/", space.LeaveView.as_view(), name="leave"),
    path("sieci/<slug:slug>/uczestnicy/", members.MembersView.as_view(), name="members"),
    path(_MEMBER + "przyjmij/", members.ActView.as_view(**members.ACTS["accept"]), name="member_accept"),
    path(_MEMBER + "przywroc/", members.ActView.as_view(**members.ACTS["restore"]), name="member_restore"),
    path(_MEMBER + "zastepstwo/", members.ActView.as_view(**members.ACTS["deputy"]), name="member_deputy"),
    path(_MEMBER + "bez-zastepstwa/", members.ActView.as_view(**members.ACTS["plain"]), name="member_plain"),
    path(_MEMBER + "odmow/", members.ReasonView.as_view(**members.REASONS["refuse"]), name="member_refuse"),
    path(_MEMBER + "usun/", members.ReasonView.as_view(**members.REASONS["remove"]), name="member_remove"),
    path(_MEMBER + "zawies/", members.ReasonView.as_view(**members.REASONS["suspend"]), name="member_suspend"),
    path("sieci/<slug:slug>/zaproszenia/", members.InvitationsView.as_view(), name="invitations"),
    path(
        _INVITATION + "ponow/",
        members.InvitationActView.as_view(
            service=services.resend_invitation, done=_("The letter is on its way again.")
        ),
        name="invitation_resend",
    ),
    path(
        _INVITATION + "wycofaj/",
        members.InvitationActView.as_view(
            service=services.withdraw_invitation, done=_("The invitation is withdrawn; its link leads nowhere.")
        ),
        name="invitation_withdraw",
    ),
    path("sieci/<slug:slug>/postepy/", progress.ProgressView.as_view(), name="progress"),
    path("sieci/<slug:slug>/sprawozdanie/", report.ReportView.as_view(), name="report"),
    path("sieci/<slug:slug>/sprawozdanie/przedstaw/", report.PresentReportView.as_view(), name="report_present"),
    path(_REPORT + "przekaz/", report_ways.ReportActView.as_view(**report_ways.ACTS["hand"]), name="report_hand"),
    path(
        _REPORT + "cofnij/", report_ways.ReportActView.as_view(**report_ways.ACTS["take_back"]), name="report_take_back"
    ),
    path(
        _REPORT + "opublikuj/", report_ways.ReportActView.as_view(**report_ways.ACTS["publish"]), name="report_publish"
    ),
    path(_REPORT + "glos/", report_ways.ReportVoiceView.as_view(), name="report_voice"),
    path(_REPORT + "wersje/", report_ways.ReportVersionsView.as_view(), name="report_versions"),
    re_path(
        r"^sieci/(?P<slug>[-\w]+)/sprawozdanie/sprawozdanie\.(?P<form>pdf|docx)$",
        report_ways.ReportFileView.as_view(),
        name="report_file",
    ),
    path(_REPORT + "<int:begins>/", report_ways.PublicReportView.as_view(), name="report_public"),
    re_path(
        r"^sieci/(?P<slug>[-\w]+)/sprawozdanie/(?P<begins>\d{4})/sprawozdanie\.(?P<form>pdf|docx)$",
        report_ways.PublicReportFileView.as_view(),
        name="report_public_file",
    ),
    path("sieci/<slug:slug>/zaproszenia/listy/", coming.InviteListView.as_view(), name="invite_list"),
    path(_LIST, coming.ListReportView.as_view(), name="list_report"),
    path(_LIST + "niezaproszeni.csv", coming.ListRejectedView.as_view(), name="list_rejected"),
    path("sieci/<slug:slug>/zaproszenia/linki/", coming.LinksView.as_view(), name="links"),
    path(_LINK + "uniewaznij/", coming.LinkRevokeView.as_view(), name="link_revoke"),
    path(_LINK + "kod.svg", coming.LinkCodeView.as_view(), name="link_code"),
    path("sieci/<slug:slug>/rok/", year.YearView.as_view(), name="year"),
    path("sieci/<slug:slug>/rok/ustawienia/", year.SettingsView.as_view(), name="settings"),
    path("sieci/<slug:slug>/rok/nastepny/", year.RenewView.as_view(), name="renew"),
    path("sieci/<slug:slug>/lata/", year.EarlierYearsView.as_view(), name="years"),
    path("sieci/<slug:slug>/lata/<int:begins>/", year.EarlierYearView.as_view(), name="year_past"),
    path(_HANDOVER, handover.HandoverView.as_view(), name="handover"),
    path(_HANDOVER + "propozycja/", handover.HandoverStartView.as_view(), name="handover_start"),
    path(_HANDOVER + "<int:number>/przyjmij/", handover.HandoverAnswerView.as_view(), name="handover_accept"),
    path(_HANDOVER + "<int:number>/odmow/", handover.HandoverAnswerView.as_view(act="refuse"), name="handover_refuse"),
    path(
        _HANDOVER + "<int:number>/wycofaj/",
        handover.HandoverAnswerView.as_view(act="withdraw"),
        name="handover_withdraw",
    ),
    path(_HANDOVER + "kandydatury/", handover.NominateView.as_view(), name="nominate"),
    path(
        _HANDOVER + "kandydatury/<int:number>/wycofaj/",
        handover.NominationWithdrawView.as_view(),
        name="nomination_withdraw",
    ),
    path("zaproszenie/siec/<str:token>/", coming.LinkView.as_view(), name="link"),
    path("zaproszenie/<str:token>/", invitation.InvitationView.as_view(), name="invitation"),
]
