"""Addresses of accounts; signing in itself is allauth's, under /konto/."""

from django.urls import URLPattern, URLResolver, path

from accounts.views import entry, people, privacy, profile

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/profil/", profile.ProfileView.as_view(), name="profile"),
    path("konto/profil/zmiana/", profile.ProfileEditView.as_view(), name="profile_edit"),
    path("konto/profil/szkola/", profile.SchoolView.as_view(), name="school"),
    path("konto/ustawienia/", profile.SettingsView.as_view(), name="settings"),
    path("konto/zgody/", privacy.ConsentsView.as_view(), name="consents"),
    path("konto/dane/", privacy.OwnDataView.as_view(), name="own_data"),
    path("konto/dane/kopia/", privacy.CopyView.as_view(), name="copy"),
    path("konto/dane/usuniecie/", privacy.EraseView.as_view(), name="erase"),
    path("konto/drugi-skladnik/", entry.SecondFactorView.as_view(), name="second_factor"),
    path("konto/pokaz/", entry.DemoEnterView.as_view(), name="demo_enter"),
    path("osoby/<int:number>/", people.PersonView.as_view(), name="person"),
    path("osoby/<int:number>/zdjecie/", people.PhotoView.as_view(), name="photo"),
    path("konto/regulamin/", privacy.WordingView.as_view(name="rules"), name="rules"),
    path("konto/prywatnosc/", privacy.WordingView.as_view(name="privacy"), name="privacy"),
]
