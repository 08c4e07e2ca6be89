"""The editors' side: who gets in, what is refused, in which words."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail import blocks, hooks
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from pages.blocks import BodyBlock
from pages.models import AccessibilityPage, OutcomeAuthor, OutcomePage
from pages.models.accessibility import MANDATORY
from pages.services import publish

DECLARATION = {
    "body_name": "Powiat lipowski",
    "site_address": "https://splot.example.org",
    "published_on": date(2026, 9, 1),
    "updated_on": date(2026, 10, 1),
    "conformity": "partly",
    "gaps": "Starsze pliki PDF nie mają znaczników.",
    "drawn_up_on": date(2026, 10, 2),
    "reviewed_on": date(2026, 10, 2),
    "assessed_by": "Samoocena",
    "contact_person": "Wydział Edukacji",
    "contact_email": "dostepnosc@example.org",
    "contact_phone": "12 345 67 89",
    "procedure": "Napisz, czego potrzebujesz; odpowiemy w 7 dni.",
    "shortcuts": "Klawisz / przenosi do wyszukiwarki.",
    "building": "Wejście z podjazdem.",
}


def test_an_editor_enters_and_a_member_meets_an_unused_address(client, tree, iga, ben):
    client.force_login(iga)
    assert client.get("/cms/").status_code == 200
    assert client.get(f"/cms/pages/{tree['efekty'].pk}/").status_code == 200
    client.force_login(ben)
    missing = client.get("/cms-ktorego-nie-ma/")
    for address in ("/cms/", "/cms/pages/", "/cms/images/", "/cms/documents/"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert answer.templates[0].name == missing.templates[0].name


def test_an_editor_whose_role_ended_does_not_enter(client, tree, iga):
    client.force_login(iga)
    assert client.get("/cms/").status_code == 200
    iga.role_assignments.update(to_on=date(2020, 1, 1), from_on=date(2019, 1, 1))
    assert client.get("/cms/").status_code == 404
    assert not iga.groups.exists()


def test_a_visitor_is_led_to_the_one_sign_in(client, tree):
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/")
    assert client.get("/cms/login/")["Location"].startswith("/konto/")


def _routes(patterns: list, prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += _routes(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern) and "(" not in str(pattern.pattern) and "<" not in str(pattern.pattern):
            found.append(prefix + str(pattern.pattern).strip("^$"))
    return found


def test_screens_about_people_and_rights_are_for_administrators_only(client, tree, iga, jan):
    wanted = ("cms/users/", "cms/groups/", "cms/settings/", "cms/sites/", "cms/workflows/", "cms/collections/")
    routes = ["/" + route for route in _routes(get_resolver().url_patterns) if route.startswith(wanted)]
    assert len(routes) >= 8
    client.force_login(iga)
    for route in routes:
        assert client.get(route).status_code == 404, route
    client.force_login(jan)
    assert client.get("/cms/users/").status_code == 200
    assert client.get("/cms/groups/").status_code == 200


def test_of_the_cms_only_the_public_reading_api_is_mounted():
    """What it shows, and to whom, is walked in test_api."""
    mounted = {route.split("^")[1].split("/")[0] for route in _routes(get_resolver().url_patterns) if "api/v" in route}
    assert mounted == {"pages", "images", "documents"}
    assert not [route for route in _routes(get_resolver().url_patterns) if "admin/api" in route]


def test_blocks_hold_no_raw_html_and_no_embeds():
    from wagtail.embeds.blocks import EmbedBlock

    def every(block: blocks.Block) -> list[blocks.Block]:
        children = list(getattr(block, "child_blocks", {}).values())
        if isinstance(block, blocks.ListBlock):
            children.append(block.child_block)
        return [block] + [found for child in children for found in every(child)]

    allowed = {"bold", "italic", "link", "document-link", "ol", "ul"}
    for block in every(BodyBlock()):
        assert not isinstance(block, (blocks.RawHTMLBlock, EmbedBlock)), block
        assert block.name not in {"class", "style", "css_class"}
        if isinstance(block, blocks.RichTextBlock):
            assert set(block.features) <= allowed


def _form(tree: dict, **changes: object) -> dict:
    values = {
        "title": "Karty rozmowy",
        "slug": "karty-rozmowy",
        "lead": "Dwanaście kart.",
        "kind": "toolkit",
        "problem": "Lęk przed błędem.",
        "for_whom": "nauczyciele",
        "body": streamfield([("paragraph", rich_text("<p>Tak to działa.</p>"))]),
        "licence": "cc-by",
        "picture": "",
        "picture_alt": "",
        "network": "",
        "network_name": "",
        "county": "",
        "school_year": "",
        "materials": inline_formset([]),
        "authors": inline_formset([]),
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
        **changes,
    }
    return nested_form_data(values)


def _add(client, tree, **changes):
    address = reverse("wagtailadmin_pages:add", args=["pages", "outcomepage", tree["efekty"].pk])
    return client.post(address, {**_form(tree, **changes), "action-publish": "action-publish"})


def test_an_editor_publishes_an_outcome(client, tree, iga):
    client.force_login(iga)
    author = {"name": "Anna Zgodna", "role": "", "agreed": "on", "agreed_on": "2026-10-01"}
    answer = _add(client, tree, authors=inline_formset([author]))
    assert answer.status_code == 302, answer.context["form"].errors
    assert "Anna Zgodna" in client.get("/efekty/karty-rozmowy/").content.decode()


def test_publishing_without_consent_is_refused_in_polish(client, tree, iga):
    client.force_login(iga)
    answer = _add(client, tree, authors=inline_formset([{"name": "Anna Zgodna", "role": "", "agreed_on": ""}]))
    assert answer.status_code == 200
    assert "Brakuje zgody na podanie nazwiska: Anna Zgodna" in str(answer.context["form"].errors)
    assert not OutcomePage.objects.filter(live=True).exists()


def test_publishing_a_picture_without_words_is_refused_in_polish(client, tree, iga, picture):
    client.force_login(iga)
    answer = _add(client, tree, picture=str(picture.pk))
    assert "Opisz obraz dla osób, które go nie widzą." in str(answer.context["form"].errors["picture_alt"])
    assert not OutcomePage.objects.exists()


def test_no_way_round_the_form_leads_to_the_public(tree, outcome_of):
    page = outcome_of("Bez zgody", public=False)
    page.authors = [OutcomeAuthor(name="Nieproszona Osoba")]
    with pytest.raises(ValidationError):
        publish(by=None, page=page)
    assert not OutcomePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("empty", MANDATORY)
def test_the_declaration_is_not_published_with_a_mandatory_part_empty(tree, empty):
    page = AccessibilityPage.objects.get()
    for name, value in DECLARATION.items():
        setattr(page, name, value)
    setattr(page, empty, None if empty.endswith("_on") else "")
    with pytest.raises(ValidationError):
        publish(by=None, page=page)
    assert not AccessibilityPage.objects.get().live


def test_a_whole_declaration_has_the_prescribed_ids(client, tree):
    page = AccessibilityPage.objects.get()
    for name, value in DECLARATION.items():
        setattr(page, name, value)
    publish(by=None, page=page)
    html = client.get("/deklaracja-dostepnosci/").content.decode()
    dates = ["data-publikacja", "data-aktualizacja", "data-sporzadzenie", "data-deklaracja-przeglad"]
    contact = ["kontakt", "osoba", "email", "telefon", "procedura", "architektura"]
    for part in ["deklaracja", "wstep", "podmiot", "url", "status", "audytor", *dates, *contact]:
        assert html.count(f'id="a11y-{part}"') == 1, part
    assert 'href="/deklaracja-dostepnosci/"' in client.get("/").content.decode()


def test_a_picture_without_a_description_is_not_taken(client, tree, iga):
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image
    from wagtail.models import Collection

    from pages.models import Picture

    data = io.BytesIO()
    Image.new("RGB", (40, 30)).save(data, "PNG")
    client.force_login(iga)
    values = {"title": "obraz", "collection": Collection.objects.get(name="Publiczne").pk, "description": ""}
    upload = SimpleUploadedFile("obraz.png", data.getvalue(), "image/png")
    answer = client.post(reverse("wagtailimages:add"), {**values, "file": upload})
    assert not Picture.objects.exists()
    assert answer.status_code == 200
    upload = SimpleUploadedFile("obraz.png", data.getvalue(), "image/png")
    client.post(reverse("wagtailimages:add"), {**values, "description": "Szary prostokąt", "file": upload})
    assert Picture.objects.get().collection.name == "Publiczne"


@pytest.mark.parametrize("words", ['a"b', '"', " ", "%", "żółw'"])
def test_odd_words_in_the_cms_search_break_nothing(client, tree, jan, words):
    client.force_login(jan)
    for name in ("wagtailimages:index", "wagtaildocs:index", "wagtailadmin_pages:search"):
        assert client.get(reverse(name), {"q": words}).status_code == 200


def test_the_menu_and_the_tab_carry_our_mark_and_every_entry_has_its_icon(client, tree, iga):
    client.force_login(iga)
    shown = client.get("/cms/").content.decode()
    mark = shown.split("data-wagtail-sidebar-branding-logo")[1].split("</template>")[0]
    assert "splot-mark" in mark
    assert "favicon.svg" in shown
    assert "favicon.ico" not in shown
    assert "<title>" in shown
    assert "Wagtail</title>" not in shown
    sprite = client.get(reverse("wagtailadmin_sprite")).content.decode()
    entries = [
        item.icon_name
        for item in [
            *wagtail_hooks_items("register_admin_menu_item"),
            *wagtail_hooks_items("register_settings_menu_item"),
            *wagtail_hooks_items("register_reports_menu_item"),
        ]
        if item.icon_name
    ]
    assert "newspaper" in entries
    assert [name for name in entries if f'id="icon-{name}"' not in sprite] == []


def wagtail_hooks_items(hook: str) -> list:
    return [register() for register in hooks.get_hooks(hook)]


def test_scripts_of_the_editors_side_speak_our_polish(client, tree, iga):
    client.force_login(iga)
    words = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert "Rozwi\\u0144 wszystkie" in words
    assert "Zmiany zapisane." in words
    assert "Zwi\\u0144 wszystkie" in words  # the library's own stays


def test_e_mail_and_password_change_only_at_the_one_sign_in(client, tree, iga, jan):
    client.force_login(iga)
    shown = client.get("/cms/account/").content.decode()
    assert "name_email-first_name" in shown
    assert "name_email-email" not in shown
    assert "password-" not in shown
    # A photo is given in the profile, where it is taken apart and made anew.
    assert 'type="file"' not in shown
    assert reverse("accounts:profile") in shown
    client.post("/cms/account/", {"name_email-first_name": "Iga", "name_email-email": "inna@example.org"})
    iga.refresh_from_db()
    assert iga.email != "inna@example.org"
    client.force_login(jan)
    assert "password1" not in client.get(f"/cms/users/edit/{iga.pk}/").content.decode()


def test_the_help_of_administrators_leads_to_no_guide_of_another_program(client, tree, jan):
    client.force_login(jan)
    shown = client.get("/cms/").content.decode()
    assert "guide.wagtail.org" not in shown
    assert "releases" not in shown
