"""The whole site in chapters. Every default is the embedded one: no server beside ours is needed.

Values come from the environment (`.env.example` lists them all); production sets SPLOT_PROFILE=production.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env
from kit import rehearsal

# --- Where things are -------------------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("SPLOT_DATA_DIR", ROOT / "var" / "data")
PROFILE = env.text("SPLOT_PROFILE", "embedded")
if PROFILE not in {"embedded", "production"}:
    raise ImproperlyConfigured(f"SPLOT_PROFILE={PROFILE!r} is neither 'embedded' nor 'production'.")
PRODUCTION = PROFILE == "production"
DEMO = env.flag("SPLOT_DEMO", default=not PRODUCTION)
PORT = env.number("PORT", 8000)
HOST = env.text("SPLOT_HOST", "127.0.0.1")
CLOCK_FILE = env.text("SPLOT_CLOCK_FILE", "")
if CLOCK_FILE:
    if PRODUCTION:
        raise ImproperlyConfigured("SPLOT_CLOCK_FILE moves the clock for rehearsals; production has the real one.")
    rehearsal.follow(Path(CLOCK_FILE))

# --- Secrets and addresses --------------------------------------------------------------------------------------


def _own_secret() -> str:
    """A key made once for this data folder, so that a fresh clone starts without settings and no two share one."""
    from django.core.management.utils import get_random_secret_key

    place = DATA_DIR / "secret-key"
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(get_random_secret_key() + get_random_secret_key(), encoding="utf-8")
    return place.read_text(encoding="utf-8")


DEBUG = env.flag("SPLOT_DEBUG", default=False)
SECRET_KEY = (
    env.needed("SPLOT_SECRET_KEY", "sessions and signed links are made with it") if PRODUCTION else _own_secret()
)
SECRET_KEY_FALLBACKS = env.words("SPLOT_OLD_SECRET_KEYS")
BASE_URL = (
    env.needed("SPLOT_BASE_URL", "links in e-mail and the WebSocket origin are made from it")
    if PRODUCTION
    else env.text("SPLOT_BASE_URL", f"http://127.0.0.1:{PORT}")
).rstrip("/")
if not BASE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured(f"SPLOT_BASE_URL={BASE_URL!r} must begin with http:// or https://.")
_HOST = BASE_URL.split("://", 1)[1].split("/", 1)[0]
ALLOWED_HOSTS = env.words("SPLOT_ALLOWED_HOSTS", (_HOST.rsplit(":", 1)[0], "localhost", "127.0.0.1"))
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "config.errors.form_expired"
SOCKET_ORIGINS = env.words(
    "SPLOT_SOCKET_ORIGINS", (BASE_URL,) if PRODUCTION else (BASE_URL, f"http://localhost:{PORT}")
)
"""A WebSocket handshake passes only with one of these Origins, scheme and port included (WS-01)."""
TRUSTED_PROXIES = env.number("SPLOT_TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# --- Apps, from the roof down to the cellar ---------------------------------------------------------------------

OWN_APPS = [
    "desk",
    "pages",
    "forum",
    "resources",
    "meetings",
    "meetings.passes",
    "meetings.datepolls",
    "meetings.afterwards",
    "meetings.openings",
    "support",
    "networks",
    "networks.planning",
    "networks.assignments",
    "networks.blogs",
    "networks.outcomes",
    "networks.experts",
    "networks.needs",
    "networks.surveying",
    "networks.announcements",
    "networks.calendars",
    "networks.conversations",
    "accounts",
    "surveys",
    "directory",
    "moderation",
    "notifications",
    "provenance",
    "search",
    "files",
    "theme",
    "kit",
]
INSTALLED_APPS = [
    *OWN_APPS,
    "channels",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.microsoft",
    "allauth.socialaccount.providers.google",
    "allauth.usersessions",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "kit.middleware.NoNulls",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kit.middleware.SafeHeaders",
    "theme.visitors.KeptForVisitors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionsSeen",
    "accounts.middleware.SecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
    "kit.middleware.Refusals",
    "meetings.passes.middleware.GuestAtFiles",
    "pages.middleware.CmsDoor",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "theme.context.shell",
                "notifications.context.bell",
                "pages.context.menus",
            ],
            "builtins": ["theme.templatetags.look"],
        },
    }
]

# --- Database ---------------------------------------------------------------------------------------------------

_DATABASE_URL = (
    env.needed("DATABASE_URL", "production keeps its data in PostgreSQL") if PRODUCTION else env.text("DATABASE_URL")
)
if _DATABASE_URL:
    try:
        DATABASES = {"default": dj_database_url.parse(_DATABASE_URL)}
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be understood: {error}") from error
    if DATABASES["default"]["ENGINE"].endswith("postgresql"):
        # What kit.prepared asks again and again is planned once; other queries are not sent that way.
        DATABASES["default"]["OPTIONS"] = {"prepare_threshold": 3}
        _POOL = env.number("SPLOT_DATABASE_POOL", 10)
        if _POOL:
            # Under daphne each synchronous view would reconnect without the pool.
            DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _POOL, "timeout": 10}
        else:
            # A worker that lasts keeps its connection (config/wsgi.py).
            DATABASES["default"]["CONN_MAX_AGE"] = 600
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "splot.sqlite3",
            "TEST": {"NAME": env.text("SPLOT_TEST_DATABASE", str(ROOT / "var" / "test.sqlite3"))},
            "OPTIONS": {
                # Immediate: a writer waits for its turn instead of failing half-way (CO-06).
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
                    "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    }

# --- Cache, sockets, background work ----------------------------------------------------------------------------

REDIS_URL = (
    env.needed("REDIS_URL", "processes share limits and live events through it")
    if PRODUCTION
    else env.text("REDIS_URL")
)
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "kit.shared_memory.SharedMemory", "LOCATION": REDIS_URL}}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": env.text("SPLOT_CHANNEL_PREFIX", "splot")},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CACHE_IS_SHARED = bool(REDIS_URL)
"""Whether what one process forgets is forgotten by the others too."""
# Pieces of pages (theme.pieces): what they look like is their key, so each process keeps its own and none goes stale.
CACHES["pieces"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pieces",
    "TIMEOUT": 24 * 3600,
    "OPTIONS": {"MAX_ENTRIES": 4000},
}
TASKS = {
    # Wagtail puts its own index work on "default": done at once, so that no content waits for a worker.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # Ours waits for the worker (kit.later).
    "later": {"BACKEND": "kit.queue.Queue", "QUEUES": ["default", "mail", "index", "files"]},
}
# Ending a session takes it out of the database and out of the cache; a cache of one process alone would keep it.
SESSION_ENGINE = "django.contrib.sessions.backends." + ("cached_db" if CACHE_IS_SHARED else "db")

# --- People and signing in --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.People",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.Length", "OPTIONS": {"shortest": 12, "longest": 128}},
    {"NAME": "accounts.passwords.ContextWords", "OPTIONS": {"words": ["splot", "szkola", "nauczyciel"]}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:start"
LOGOUT_REDIRECT_URL = "/"

OPEN_SIGNUP = env.flag("SPLOT_OPEN_SIGNUP", default=not PRODUCTION)
"""Whether anybody may make an account; otherwise only invited people may (AU-01)."""
REQUIRE_SECOND_FACTOR = env.flag("SPLOT_REQUIRE_SECOND_FACTOR", default=not DEMO)
"""Whether staff, county coordinators and SOREs must set a second factor up before anything else (AU-06)."""
CPD_PERMILLE = env.number("SPLOT_CPD_PERMILLE", 8)
"""Share of teachers' planned pay kept for their professional development, in thousandths (D97, BR18)."""

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.SignUpForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.split("://", 1)[0]
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Splot"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = True

SOCIALACCOUNT_ADAPTER = "accounts.adapters.SchoolAccountAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.SchoolSignUpForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict] = {}
SIGN_IN_SERVERS: list[str] = []
"""Servers a sign-in form may be led to by our answer (the browser asks the content security policy)."""
_MICROSOFT_ID = env.text("SPLOT_OIDC_MICROSOFT_ID")
_MICROSOFT_SECRET = env.text("SPLOT_OIDC_MICROSOFT_SECRET")
_MICROSOFT_TENANT = env.text("SPLOT_OIDC_MICROSOFT_TENANT", "organizations")
if _MICROSOFT_ID:
    if not _MICROSOFT_SECRET:
        env.needed("SPLOT_OIDC_MICROSOFT_SECRET", "SPLOT_OIDC_MICROSOFT_ID is set, and one does not work alone")
    SOCIALACCOUNT_PROVIDERS["microsoft"] = {
        "APPS": [
            {
                "client_id": _MICROSOFT_ID,
                "secret": _MICROSOFT_SECRET,
                "name": "Microsoft 365",
                "settings": {"tenant": _MICROSOFT_TENANT},
            }
        ],
    }
    SIGN_IN_SERVERS.append("https://login.microsoftonline.com")
_GOOGLE_ID = env.text("SPLOT_OIDC_GOOGLE_ID")
_GOOGLE_SECRET = env.text("SPLOT_OIDC_GOOGLE_SECRET")
if _GOOGLE_ID:
    if not _GOOGLE_SECRET:
        env.needed("SPLOT_OIDC_GOOGLE_SECRET", "SPLOT_OIDC_GOOGLE_ID is set, and one does not work alone")
    SOCIALACCOUNT_PROVIDERS["google"] = {
        "APPS": [{"client_id": _GOOGLE_ID, "secret": _GOOGLE_SECRET, "name": "Google Workspace"}],
        "SCOPE": ["openid", "profile", "email"],
        "OAUTH_PKCE_ENABLED": True,
    }
    SIGN_IN_SERVERS.append("https://accounts.google.com")

# --- Words, time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "polski"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "templates" / "locale", ROOT / "platform" / "config" / "locale"]
"""Corrections of libraries' Polish come first; `config` is no app, so its own words are named here."""
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = True

# --- Files ------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("SPLOT_STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [path for path in [ROOT / "var" / "front"] if path.exists()]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "files.storage.PrivateFolder"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION or env.flag("SPLOT_STATIC_MANIFEST", default=False)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
UPLOAD_LIMIT_MB = env.number("SPLOT_UPLOAD_LIMIT_MB", 100)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "files.uploads.Ceiling",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
QUOTA_PERSON_MB = env.number("SPLOT_QUOTA_PERSON_MB", 500)
QUOTA_SPACE_MB = env.number("SPLOT_QUOTA_NETWORK_MB", 5000)
# Where a proxy reads private files by itself (nginx: internal location), for example /chronione/.
ACCEL_PREFIX = env.text("SPLOT_ACCEL_PREFIX")
# Where ClamAV listens: the path of its socket, or host:port. Empty: files are not scanned.
CLAMAV = env.text("SPLOT_CLAMAV")
if CLAMAV and "/" not in CLAMAV and not CLAMAV.rpartition(":")[2].isdigit():
    raise ImproperlyConfigured(f"SPLOT_CLAMAV={CLAMAV!r} is neither the path of a socket nor host:port.")

# --- Search, media servers (optional) ---------------------------------------------------------------------------

SEARCHES_A_MINUTE = env.number("SPLOT_SEARCHES_A_MINUTE", 30)
"""Questions one reader may ask; suggestions four times as many (SR-07)."""
SEARCH_AUDIENCE_SECONDS = 15
"""So long after joining a network its things may stay unfound; what was left is hidden at once by the last check."""
MEILISEARCH_URL = env.text("MEILISEARCH_URL")
MEILISEARCH_KEY = env.text("MEILISEARCH_KEY")
MEILISEARCH_INDEX = env.text("MEILISEARCH_INDEX", "splot")
# Rooms without LiveKit: where browsers learn their own address and find a relay (coturn with use-auth-secret).
STUN_URLS = env.words("STUN_URLS")
TURN_URLS = env.words("TURN_URLS")
TURN_SECRET = env.text("TURN_SECRET")
LIVEKIT_URL = env.text("LIVEKIT_URL")
LIVEKIT_KEY = env.text("LIVEKIT_KEY")
LIVEKIT_SECRET = env.text("LIVEKIT_SECRET")
# Recording: only with LiveKit's egress beside it, which writes into a folder the platform's worker reads as well.
LIVEKIT_EGRESS = env.flag("LIVEKIT_EGRESS", default=False)
LIVEKIT_EGRESS_DIR = env.text("LIVEKIT_EGRESS_DIR")
LIVEKIT_EGRESS_PATH = env.text("LIVEKIT_EGRESS_PATH", LIVEKIT_EGRESS_DIR)
RECORDING_MOST_DAYS = env.number("SPLOT_RECORDING_DAYS", 90)
"""The longest a recording is kept (WS-15)."""
if LIVEKIT_EGRESS and not (LIVEKIT_URL and LIVEKIT_EGRESS_DIR):
    raise ImproperlyConfigured("LIVEKIT_EGRESS needs LIVEKIT_URL and LIVEKIT_EGRESS_DIR.")
_MEDIA = urlsplit(LIVEKIT_URL)
# Whole origins: browsers ask addresses below the one given, by socket and by an ordinary request.
MEDIA_ORIGINS = [
    f"{scheme}://{_MEDIA.netloc}" for scheme in (_MEDIA.scheme, _MEDIA.scheme.replace("ws", "http", 1)) if scheme
]

# --- Mail -------------------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.text("SPLOT_MAIL_FROM", "Splot <splot@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
_MAIL_URL = env.text("SPLOT_MAIL_HOST")
if _MAIL_URL:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _MAIL_URL
    EMAIL_PORT = env.number("SPLOT_MAIL_PORT", 587)
    EMAIL_HOST_USER = env.text("SPLOT_MAIL_USER")
    EMAIL_HOST_PASSWORD = env.text("SPLOT_MAIL_PASSWORD")
    EMAIL_USE_TLS = env.flag("SPLOT_MAIL_TLS", default=True)
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

REPLY_ADDRESS = env.text("SPLOT_REPLY_ADDRESS")
"""Where answers to letters go, with {token} in it; empty: letters are answered in the platform only."""
if REPLY_ADDRESS and ("{token}" not in REPLY_ADDRESS.partition("@")[0] or REPLY_ADDRESS.count("@") != 1):
    raise ImproperlyConfigured(f"SPLOT_REPLY_ADDRESS={REPLY_ADDRESS!r} must look like odpowiedz+{{token}}@example.org.")
MAIL_CHECKED_BY = env.text("SPLOT_MAIL_CHECKED_BY")
"""The name under which our own mail server writes Authentication-Results; no other server's word counts."""
IMAP_HOST = env.text("SPLOT_IMAP_HOST")
IMAP_PORT = env.number("SPLOT_IMAP_PORT", 993)
IMAP_USER = env.text("SPLOT_IMAP_USER")
IMAP_PASSWORD = env.text("SPLOT_IMAP_PASSWORD")
IMAP_FOLDER = env.text("SPLOT_IMAP_FOLDER", "INBOX")
IMAP_SECURITY = env.text("SPLOT_IMAP_SECURITY", "tls")
if IMAP_SECURITY not in {"tls", "starttls", "none"}:
    raise ImproperlyConfigured(f"SPLOT_IMAP_SECURITY={IMAP_SECURITY!r} is none of 'tls', 'starttls', 'none'.")

PUSH_KEY = env.text("SPLOT_PUSH_KEY")
"""The key for news in the browser (PEM); empty: the one `manage.py push_key` made in the data folder, if any."""
PUSH_CONTACT = env.text("SPLOT_PUSH_CONTACT", "mailto:splot@example.org")
"""Whom push services may write to about us."""
PUSH_SERVICES = env.words(
    "SPLOT_PUSH_SERVICES",
    ("fcm.googleapis.com", "push.services.mozilla.com", "notify.windows.com", "push.apple.com"),
)
"""Hosts of push services; a browser that names another one is not kept."""

# --- Wagtail ----------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Splot"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.wagtail_backend", "SEARCH_CONFIG": "simple"}}
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILAPI_BASE_URL = BASE_URL
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "pptx", "odp", "xlsx", "ods", "txt", "csv", "zip", "epub"]
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILIMAGES_IMAGE_MODEL = "pages.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILADMIN_LOGIN_URL = "account_login"
# Addresses and passwords change where the new address is confirmed and the old one is told (accounts), not in the CMS.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("pl", "polski"), ("en", "English")]
TAGGIT_CASE_INSENSITIVE = True
CMS_PREFIX = "cms/"
BLOG_NEEDS_EDITOR = env.flag("SPLOT_BLOG_NEEDS_EDITOR", default=False)

# --- Safety -----------------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
if _HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = env.flag("SPLOT_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^zdrowie/"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    # Wagtail's editors' side still has inline scripts and styles; it gets its own policy (kit.middleware).
    "EXCLUDE_URL_PREFIXES": ["/" + CMS_PREFIX],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        # A LiveKit server is asked by the browser itself.
        "connect-src": [SELF, *MEDIA_ORIGINS],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *SIGN_IN_SERVERS],
        # Players of films, put into a page by a click only (resources.videos).
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "frame-ancestors": [NONE],
    },
}
FORM_RENDERER = "theme.forms.Renderer"

# --- Logs -------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "kit.logs.JsonLines"}
        if PRODUCTION
        else {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("SPLOT_LOG_LEVEL", "INFO")},
    "loggers": {
        "daphne": {"level": "WARNING"},
        "django.channels.server": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        # Django would write whole addresses, secret links and names of files too; refused access has a line of its own
        # (kit.refused_access).
        "django.request": {"level": "ERROR"},
    },
}
