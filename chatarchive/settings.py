"""All settings, from the environment with safe defaults; nothing else reads the environment.

README.md lists the variables. All that the program writes lies below one directory, CHATARCHIVE_DATA.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env, EnvError, validate

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.path("CHATARCHIVE_DATA", BASE_DIR / "var").resolve()
UPLOADS_DIR = DATA_DIR / "uploads"
SQLITE_FILE = DATA_DIR / "chatarchive.sqlite3"


@contextmanager
def using_data_dir() -> Iterator[None]:
    """Name the setting and the path where what is done within fails; raises EnvError."""
    try:
        yield
    except OSError as error:
        why = f"{error.filename}: {error.strerror}"
        raise EnvError(f"The directory of CHATARCHIVE_DATA, {DATA_DIR}, cannot be used: {why}.") from error


@using_data_dir()
def make_data_dir() -> None:
    """Make the data directory where it is not there; raises EnvError where it cannot be written to."""
    UPLOADS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    for written in (DATA_DIR, UPLOADS_DIR, SQLITE_FILE):
        if written.exists() and not os.access(written, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(written))


@using_data_dir()
def secret_key() -> str:
    """Return the key of CHATARCHIVE_SECRET_KEY, else the one made on first run and kept in the data directory."""
    told = env.str("CHATARCHIVE_SECRET_KEY", "")
    if told:
        return told
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text().strip()


def database() -> dict[str, Any]:
    """Return the database of DATABASE_URL, else an SQLite file tuned for several readers and one writer."""
    if env.str("DATABASE_URL", ""):
        told = dict(env.dj_db_url("DATABASE_URL", conn_max_age=3600, conn_health_checks=True))
        if "postgresql" in str(told["ENGINE"]):
            # Compiling a query of ours takes longer than running it; what recurs is planned once.
            told["OPTIONS"] = {"options": "-c jit=off", "prepare_threshold": 5} | told.get("OPTIONS", {})
        return told
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": SQLITE_FILE,
        "OPTIONS": {
            # IMMEDIATE: a transaction that will write queues for the lock at once instead of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
                "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;"
                # What is deleted is overwritten.
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


make_data_dir()
SECRET_KEY = secret_key()
# What was removed for good is remembered by hashes under the key of then.
SECRET_KEY_FALLBACKS: list[str] = env.list("CHATARCHIVE_OLD_SECRET_KEYS", [])
DEBUG = env.bool("CHATARCHIVE_DEBUG", False)
A_SITE = validate.URL(schemes={"http", "https"}, require_tld=False)
SITE_URL = env.str("CHATARCHIVE_URL", "http://localhost:8000", validate=A_SITE).rstrip("/")
# Readers come by the address that stands in every permalink.
ALLOWED_HOSTS = [*env.list("CHATARCHIVE_HOSTS", ["localhost", "127.0.0.1", "[::1]"]), str(urlsplit(SITE_URL).hostname)]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ON_POSTGRESQL = "postgresql" in str(DATABASES["default"]["ENGINE"])
SEARCH_ENGINE = env.str("CHATARCHIVE_SEARCH", "") or ("postgres" if ON_POSTGRESQL else "whoosh")
SEARCH_INDEX_DIR = DATA_DIR / "index"
# Pictures that were drawn once; all of them can be thrown away.
CARDS_DIR = DATA_DIR / "cards"
# Where data sets are built for whoever fetches one; empty but for that time.
DATASETS_DIR = DATA_DIR / "datasets"
SEARCHES_A_MINUTE = env.int("CHATARCHIVE_SEARCHES_A_MINUTE", 60)
API_REQUESTS_A_MINUTE = env.int("CHATARCHIVE_API_REQUESTS_A_MINUTE", 300)

# What staff upload is received where it waits to be taken in, so that it is stored by a mere renaming.
UPLOAD_MB = env.int("CHATARCHIVE_UPLOAD_MB", 512)
FILE_UPLOAD_TEMP_DIR = UPLOADS_DIR
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["transcripts.web.receiving.StaffUploadHandler"]
# Pasted text is no file: Django counts it here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks_db",
    "transcripts",
]

MIDDLEWARE = [
    "transcripts.web.headers_alone.HeadersAlone",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "transcripts.web.api.gate.Gate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "chatarchive.urls"
WSGI_APPLICATION = "chatarchive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "transcripts.web.context.archive",
            ],
        },
    },
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
TESTING = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Hashed names need `collectstatic`; tests and debugging read the files where they lie.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "chatarchive.static_files.StaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# Who may show a post, question or chat in a frame: sources as in the header, with commas; empty for nobody.
EMBEDDERS: list[str] = env.list("CHATARCHIVE_EMBEDDERS", ["*"]) or [NONE]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# HTTPS is ended by a proxy in front; an archive served under https:// believes it, and keeps its cookies to it.
IS_HTTPS = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = env.int("CHATARCHIVE_HSTS_SECONDS", 0)
# The proxy leads visitors to HTTPS; what holds for other hosts of its domain is not for this program to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.log_level("CHATARCHIVE_LOG_LEVEL", logging.WARNING)},
}
