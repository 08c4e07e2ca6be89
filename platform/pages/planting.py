"""What the site cannot be without, planted once: the tree of pages, groups, collections, the workflow, menus.

The words are Polish because they are the site's first content, which editors go on to change, not its interface.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.admin.models import Admin
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.services import EDITORS
from pages.models import (
    AccessibilityPage,
    ContentPage,
    CountiesIndex,
    HomePage,
    NewsIndex,
    OutcomesIndex,
    SiteFace,
)
from search.models import Promoted, Synonym

WORKFLOW = "Publikacja"
PUBLIC, SIGNED_IN = "Publiczne", "Tylko dla zalogowanych"
"""Stored names of what editors see; they are words of the installation, not of the code."""


def plant() -> dict[str, Page]:
    """Make what is missing and leave the rest as the editors made it.

    Gives the main pages by their slugs. Called after every `migrate` and by `manage.py plant`.
    """
    home = _home(_locales())
    pages = {"home": home, **{page.slug: page for page in _main_pages(home)}}
    group = _editors(home)
    _collections(group)
    _workflow(group, [pages["efekty"], pages["aktualnosci"]])
    _menus(pages)
    return pages


def _locales() -> Locale:
    made = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    return made[settings.LANGUAGE_CODE]


def _home(locale: Locale) -> HomePage:
    root = Page.get_first_root_node()
    if root is None:
        kind = ContentType.objects.get_for_model(Page)
        root = Page.add_root(instance=Page(title="Root", slug="root", content_type=kind, locale=locale))
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        home = root.add_child(
            instance=HomePage(
                title="Splot",
                slug="start",
                locale=locale,
                claim="Nauczyciele najlepiej uczą się od siebie nawzajem",
                lead=(
                    "W Splocie nauczyciele, dyrektorzy i specjaliści z różnych szkół spotykają się w sieciach po około "
                    "dwadzieścia osób, wspólnie rozwiązują problemy swoich szkół i dzielą się tym, co działa."
                ),
            )
        )
    address = urlsplit(settings.BASE_URL)
    values = {
        "hostname": address.hostname or "localhost",
        "port": address.port or (443 if address.scheme == "https" else 80),
        "root_page": home,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(is_default_site=True, **values)
    elif any(getattr(site, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(site, name, value)
        site.save()
    # Wagtail's own first page, which nobody wrote.
    for page in Page.objects.filter(depth=2, slug="home", content_type=ContentType.objects.get_for_model(Page)):
        page.delete()
    return HomePage.objects.get(pk=home.pk)


def _main_pages(home: HomePage) -> list[Page]:
    wanted: list[tuple[type[Page], str, str, dict[str, Any]]] = [
        (
            CountiesIndex,
            "powiaty",
            "Sieci współpracy",
            {"lead": "Sieci współpracy i samokształcenia według powiatów i przedmiotów."},
        ),
        (
            OutcomesIndex,
            "efekty",
            "Efekty sieci",
            {"lead": "To, co sieci wypracowały i sprawdziły w swoich szkołach. Do wzięcia, dopasowania i użycia."},
        ),
        (NewsIndex, "aktualnosci", "Aktualności", {}),
        (ContentPage, "o-splocie", "O Splocie", _about()),
        (ContentPage, "pomoc", "Pomoc", _help()),
        (ContentPage, "prywatnosc", "Prywatność", _privacy()),
    ]
    there = {page.slug: page for page in home.get_children().specific()}
    made = [
        there.get(slug) or home.add_child(instance=kind(title=title, slug=slug, **values))
        for kind, slug, title, values in wanted
    ]
    if "deklaracja-dostepnosci" in there:
        return [*made, there["deklaracja-dostepnosci"]]
    # A draft: only the operator can say what the act requires (annex A).
    draft = AccessibilityPage(
        title="Deklaracja dostępności",
        slug="deklaracja-dostepnosci",
        live=False,
        has_unpublished_changes=True,
        site_address=settings.BASE_URL,
        shortcuts="Klawisz / przenosi do wyszukiwarki, klawisz ? pokazuje listę skrótów.",
    )
    return [*made, home.add_child(instance=draft)]


def _text(*paragraphs: str) -> list[tuple[str, Any]]:
    return [("paragraph", f"<p>{paragraph}</p>") for paragraph in paragraphs]


def _about() -> dict[str, Any]:
    return {
        "lead": "Otwarta platforma sieci współpracy nauczycieli i procesowego wspomagania szkół.",
        "body": _text(
            (
                "Sieć współpracy i samokształcenia łączy około dwudziestu osób z różnych szkół. Spotykają się od "
                "trzech do pięciu razy w roku szkolnym, a między spotkaniami pracują na platformie: rozmawiają na "
                "forum, zbierają materiały, planują i podsumowują."
            ),
            "To, co sieć wypracuje, może stać się promowanym efektem: stroną, z której korzystać może każdy.",
        ),
    }


def _help() -> dict[str, Any]:
    return {
        "lead": "Najkrótsza droga do tego, po co tu jesteś.",
        "body": [
            ("heading", {"text": "Chcę dołączyć do sieci", "level": "h2"}),
            *_text(
                "Otwórz listę sieci, wybierz powiat albo przedmiot i na stronie sieci naciśnij przycisk dołączania."
            ),
            ("heading", {"text": "Szukam gotowego materiału", "level": "h2"}),
            *_text("Efekty sieci można czytać i pobierać bez konta. Biblioteka zasobów otwiera się po zalogowaniu."),
            ("heading", {"text": "Nie mogę się zalogować", "level": "h2"}),
            *_text("Na stronie logowania wybierz nowe hasło albo kod przysłany e-mailem."),
        ],
    }


def _privacy() -> dict[str, Any]:
    return {
        "lead": "Jakie dane o ludziach przechowujemy i po co.",
        "body": _text(
            (
                "Strony publiczne nie zapisują plików cookie i nikogo nie śledzą. Po zalogowaniu jeden plik cookie "
                "pamięta, że to Ty."
            ),
            (
                "Prosimy o imię i nazwisko, adres e-mail i szkołę; wszystko inne zależy od Ciebie. W swoim profilu "
                "widzisz, co przechowujemy, pobierasz kopię danych albo usuwasz konto."
            ),
        ),
    }


def _permission(model: Any, name: str) -> Permission:
    """A permission by its codename; made here too, because after a flush Django makes it only later."""
    kind = ContentType.objects.get_for_model(model)
    labels = {"access_admin": "Can access Wagtail admin"}
    return Permission.objects.get_or_create(
        content_type=kind, codename=name, defaults={"name": labels.get(name, f"Can {name.replace('_', ' ')}")}
    )[0]


def _editors(home: HomePage) -> Group:
    """The editors' group: pages below home, pictures and files of their own collections, nothing about people."""
    group = Group.objects.get_or_create(name=EDITORS)[0]
    if not GroupPagePermission.objects.filter(group=group).exists():
        group.permissions.add(_permission(Admin, "access_admin"))
        for name in ("add", "change", "publish", "lock", "unlock"):
            GroupPagePermission.objects.create(group=group, page=home, permission=_permission(Page, f"{name}_page"))
    for model in (Synonym, Promoted):
        name = model._meta.model_name
        group.permissions.add(*(_permission(model, f"{verb}_{name}") for verb in ("add", "change", "delete", "view")))
    # Wagtail's English groups, while nobody is in them: ours say who does what.
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    return group


def _collections(group: Group) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for name in (PUBLIC, SIGNED_IN):
        found = Collection.objects.filter(name=name, depth=2).first()
        if found is not None:
            continue
        collection = Collection.objects.get(pk=root.pk).add_child(name=name)
        if name == SIGNED_IN:
            CollectionViewRestriction.objects.create(
                collection=collection, restriction_type=CollectionViewRestriction.LOGIN
            )
        for model, word in ((Image, "image"), (Document, "document")):
            for verb in ("add", "change", "choose"):
                GroupCollectionPermission.objects.create(
                    group=group, collection=collection, permission=_permission(model, f"{verb}_{word}")
                )


def _workflow(group: Group, pages: list[Page]) -> None:
    """The way to the public: somebody of the editors agrees."""
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW)
    if not made:
        return
    for kind in (Workflow, Task):
        kind.objects.filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.filter(workflow__active=False).delete()
    task = GroupApprovalTask(name="Zgoda redakcji")
    task.save()
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for page in pages:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})


def _menus(pages: dict[str, Page]) -> None:
    """First menus; later ones are the administrator's."""
    face = SiteFace.load()
    if face.header or face.footer:
        return

    def link(slug: str, label: str = "") -> dict[str, Any]:
        return {"label": label or pages[slug].title, "page": pages[slug], "address": ""}

    # Public shelves of the rooms are not pages of the tree, but they are what visitors come for.
    library = {"label": "Zasoby", "page": None, "address": "/zasoby/"}
    forum = {"label": "Forum", "page": None, "address": "/forum/"}
    blogs = {"label": "Blogi", "page": None, "address": "/blog/"}
    experts = {"label": "Eksperci", "page": None, "address": "/eksperci/"}
    face.header = [
        ("link", link("powiaty", "Sieci")),
        ("link", link("efekty", "Efekty")),
        ("link", library),
        ("link", blogs),
        ("link", link("aktualnosci")),
    ]
    face.footer = [
        ("group", {"title": "Splot", "links": [link("o-splocie"), link("aktualnosci"), link("pomoc")]}),
        (
            "group",
            {"title": "Dla wszystkich", "links": [link("powiaty"), link("efekty"), library, forum, blogs, experts]},
        ),
        ("group", {"title": "Zasady", "links": [link("prywatnosc"), link("deklaracja-dostepnosci")]}),
    ]
    face.save()
