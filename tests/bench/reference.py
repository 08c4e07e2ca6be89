"""The reference site L3: a bare Django view, no middleware, three SELECTs, a template of two levels, 18 kB.

Its rows are copies of ours, so that both read the same words from the same PostgreSQL.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from django.conf import settings

if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="a reference has no secrets",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        INSTALLED_APPS=[],
        USE_TZ=True,
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None)},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [Path(__file__).parent / "templates"],
            }
        ],
    )

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import models, transaction  # noqa: E402
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402, TID251 - a site of its own
from django.shortcuts import render  # noqa: E402, TID251
from django.urls import path  # noqa: E402

PER_PAGE = 20


class Person(models.Model):  # noqa: DJ008 - only read
    """Who wrote."""

    name = models.TextField()

    class Meta:
        app_label, db_table, managed = "bench", "bench_person", False


class Thread(models.Model):  # noqa: DJ008 - only read
    """A conversation."""

    title = models.TextField()

    class Meta:
        app_label, db_table, managed = "bench", "bench_thread", False


class Counter(models.Model):  # noqa: DJ008 - only counted
    """How many posts a conversation was given here."""

    posts = models.BigIntegerField()

    class Meta:
        app_label, db_table, managed = "bench", "bench_counter", False


class Written(models.Model):  # noqa: DJ008 - only written
    """A post somebody sent here."""

    thread_id = models.BigIntegerField()
    number = models.BigIntegerField()
    html = models.TextField()

    class Meta:
        app_label, db_table, managed = "bench", "bench_write", False


class Post(models.Model):  # noqa: DJ008 - only read
    """A post of it."""

    thread_id = models.BigIntegerField()
    number = models.IntegerField()
    author_id = models.BigIntegerField()
    html = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        app_label, db_table, managed = "bench", "bench_post", False


def thread(request: HttpRequest, pk: int, after: int = 0) -> HttpResponse:
    """Twenty posts of a thread after post number `after`."""
    found = Thread.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    posts = list(Post.objects.filter(thread_id=pk, number__gt=after).order_by("number")[:PER_PAGE])
    people = Person.objects.in_bulk({post.author_id for post in posts})
    for post in posts:
        post.author = people[post.author_id]
    return render(request, "bench/thread.html", {"thread": found, "posts": posts})


@transaction.atomic
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """W3: lock the conversation, insert, update, commit."""
    counter = Counter.objects.select_for_update().get(pk=pk)
    Written.objects.create(thread_id=pk, number=counter.posts + 1, html=request.POST["text"])
    Counter.objects.filter(pk=pk).update(posts=counter.posts + 1)
    return HttpResponseRedirect(f"/{pk}/")


urlpatterns = [path("<int:pk>/odpowiedz/", write), path("<int:pk>/", thread), path("<int:pk>/<int:after>/", thread)]
