"""Films of known sites, and addresses that only look like them."""

import pytest

from resources.videos import video_of


@pytest.mark.parametrize(
    "link",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10", "https://youtu.be/dQw4w9WgXcQ?si=x",
        "https://m.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/embed/dQw4w9WgXcQ",
    ],
)  # fmt: skip
def test_youtube_without_its_cookies(link):
    assert video_of(link).player.startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?")


def test_vimeo_asked_not_to_follow():
    assert "dnt=1" in video_of("https://vimeo.com/123456789").player


@pytest.mark.parametrize(
    "link",
    [
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ", "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ/../x", "https://youtube.com/watch?v=\"><script>", "https://u@youtu.be/dQw4w9WgXcQ",
        "https://example.org/film.mp4", "https://youtube.com/watch", "https://[", "",
    ],
)  # fmt: skip
def test_everything_else_is_a_link(link):
    assert video_of(link) is None


@pytest.mark.django_db
def test_nothing_of_another_site_is_in_the_page_before_a_click(deposit, network, ben, client):
    made = deposit(ben, network, link="https://youtu.be/dQw4w9WgXcQ", kind="film")
    client.force_login(ben)
    page = client.get(made.get_absolute_url())
    assert "<iframe" not in page.content.decode()
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ' in page.content.decode()
    assert "https://www.youtube-nocookie.com" in page["Content-Security-Policy"]
