"""Every setting, from the environment only; docs/reference/configuration.md lists them.

Cairn starts with no variable set: development on this machine, SQLite, worker in process.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
DEVELOPMENT_KEY = "development-only-never-use-this-where-real-people-are-asked"


def env_text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def env_flag(name: str, *, default: bool) -> bool:
    return env_text(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}


def env_list(name: str, default: str) -> list[str]:
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


DEBUG = env_flag("DEBUG", default=True)
SECRET_KEY = env_text("SECRET_KEY", DEVELOPMENT_KEY)
if not DEBUG and SECRET_KEY == DEVELOPMENT_KEY:
    raise ImproperlyConfigured(
        "DEBUG is off and SECRET_KEY is not set. Cairn will not start with the development key "
        "because anyone could sign in as anyone. Set SECRET_KEY to 50 or more random characters."
    )

PORT = int(env_text("PORT", "8000"))
BASE_URL = env_text("BASE_URL", f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATA_DIR = Path(env_text("DATA_DIR", str(BASE_DIR / "data")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
WORKER_IN_PROCESS = env_flag("WORKER_IN_PROCESS", default=True)

INSTALLED_APPS = [
    # The rooms, in the order of the data: from what somebody said to what changed.
    "cairn.config",
    "cairn.design",
    "cairn.audit",
    "cairn.people",
    "cairn.programmes",
    "cairn.releases",
    "cairn.evidence",
    "cairn.surveys",
    "cairn.sensemaking",
    "cairn.decisions",
    "cairn.reports",
    "cairn.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a page is open to the world only where its door says so.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cairn.config.urls"
WSGI_APPLICATION = None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "cairn.config.jinja.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {  # for allauth's mails only; every page is Jinja
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def database_from(url: str) -> dict[str, object]:
    """Read `postgres://user:password@host:port/name` or `sqlite:///path`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path,
            "OPTIONS": {
                # Deferred transactions fail under concurrent writers; IMMEDIATE ones wait.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # secure_delete: what is erased is overwritten, not only unlinked.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
                    "PRAGMA cache_size=-32768;"  # 32 MB: large imports keep their indexes at hand
                ),
            },
            "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured(f"DATABASE_URL starts with {parts.scheme!r}: use sqlite or postgres")


DATABASES = {
    "default": database_from(env_text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'cairn.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:front"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "cairn.people.receivers.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation already proves the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "cairn.people.forms.LoginForm",
    "reset_password": "cairn.people.forms.ResetPasswordForm",
    "reset_password_from_key": "cairn.people.forms.ResetPasswordKeyForm",
    "change_password": "cairn.people.forms.ChangePasswordForm",
    "reauthenticate": "cairn.people.forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # axes keeps count, in the database
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Cairn"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS: list[str] = []

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if DEBUG else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_SSL_REDIRECT = env_flag("SSL_REDIRECT", default=not DEBUG)
if env_flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, "'strict-dynamic'"],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# Where "Leave this page" leads from questions a passer-by should not see.
QUICK_EXIT = env_text("QUICK_EXIT", "https://www.bbc.co.uk/weather")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LOCALE_PATHS = [BASE_DIR / "cairn" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [path for path in [BASE_DIR / "build" / "assets"] if path.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA_DIR / "media"  # never served by address: files go out through a page's own door
MAX_UPLOAD_BYTES = int(env_text("MAX_UPLOAD_MB", "50")) * 1024 * 1024
# What people may send in answer to questions: a file, an answer, a response, a survey's drafts.
ANSWER_FILE_BYTES = int(env_text("ANSWER_FILE_MB", "10")) * 1024 * 1024
ANSWER_FILES = int(env_text("ANSWER_FILES", "5"))
ANSWER_TOTAL_BYTES = int(env_text("ANSWER_TOTAL_MB", "50")) * 1024 * 1024
ANSWER_DRAFTS_BYTES = int(env_text("ANSWER_DRAFTS_MB", "2000")) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# How old what a page says of its survey may be: people who answer at once share one reading of it.
SURVEY_AT_HAND_SECONDS = 1.0
FILE_UPLOAD_HANDLERS = [
    "cairn.config.uploads.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env_text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env_text("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env_text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env_text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 30  # seconds; without it a server that says nothing holds the worker for ever
DEFAULT_FROM_EMAIL = env_text("EMAIL_FROM", "cairn@localhost")

# What programmes send to people: invitations, reminders. Text messages go through Notify alone.
SEND_EMAIL_BY = env_text("SEND_EMAIL_BY", "smtp")
NOTIFY_API_KEY = env_text("NOTIFY_API_KEY", "")
NOTIFY_URL = env_text("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_EMAIL_TEMPLATE = env_text("NOTIFY_EMAIL_TEMPLATE", "")
NOTIFY_TEXT_TEMPLATE = env_text("NOTIFY_TEXT_TEMPLATE", "")
NOTIFY_RECEIPT_TOKEN = env_text("NOTIFY_RECEIPT_TOKEN", "")
MESSAGES_A_MINUTE = int(env_text("MESSAGES_A_MINUTE", "600"))
if SEND_EMAIL_BY not in {"smtp", "notify"}:
    raise ImproperlyConfigured(f"SEND_EMAIL_BY is {SEND_EMAIL_BY!r}: use smtp or notify")
if SEND_EMAIL_BY == "notify" and not (NOTIFY_API_KEY and NOTIFY_EMAIL_TEMPLATE):
    raise ImproperlyConfigured(
        "SEND_EMAIL_BY is notify: set NOTIFY_API_KEY and NOTIFY_EMAIL_TEMPLATE as well"
    )

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # No request line, query string or address is logged: they can hold what somebody said.
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env_text("LOG_LEVEL", "INFO")},
    # Each task that starts and ends would be a line; a failed one still is.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "django_tasks_db", "axes")},
}
