"""Every setting of the site. Values that differ between machines come from the environment or one .env file."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext_lazy as _

from clinic_site.log_lines import FORMATTERS
from clinic_site.watching.address import private_address

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(os.environ.get("ENV_FILE", BASE_DIR / ".env"))

HOW_TO_SET = {
    "SECRET_KEY": "a long random text; make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    "ALLOWED_HOSTS": "the host names of the site, such as: www.example.com,example.com",
    "SITE_URL": "the address of the site without a slash at the end, such as: https://www.example.com",
    "FIELD_KEYS": "the key that encrypts what patients send, at least 32 characters; make one as for SECRET_KEY",
}
SHORTEST_FIELD_KEY = 32


def required() -> dict[str, str]:
    """The values without which nothing starts; says all that is missing at once."""
    missing = [f"  {name}: {hint}" for name, hint in HOW_TO_SET.items() if not env.str(name, "")]
    if missing:
        raise ImproperlyConfigured(
            "These settings are missing. Put them into the environment or into .env (see .env.example):\n"
            + "\n".join(missing)
        )
    return {name: env.str(name) for name in HOW_TO_SET}


_required = required()
SECRET_KEY = _required["SECRET_KEY"]
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
FIELD_KEYS = env.list("FIELD_KEYS")  # the newest first; the others only read what they once wrote
if any(len(key) < SHORTEST_FIELD_KEY for key in FIELD_KEYS):
    raise ImproperlyConfigured(f"Each key in FIELD_KEYS needs at least {SHORTEST_FIELD_KEY} characters.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_URL = _required["SITE_URL"].rstrip("/")
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
OVER_HTTPS = urlsplit(SITE_URL).scheme == "https"

# --- Apps, from the front door down to the ground ---------------------------------------------------------------------

INSTALLED_APPS = [
    "clinic_site.apps.ClinicSiteConfig",
    "pages.apps.PagesConfig",
    "appointments.apps.AppointmentsConfig",
    "quiz.apps.QuizConfig",
    "providers.apps.ProvidersConfig",
    "locations.apps.LocationsConfig",
    "treatments.apps.TreatmentsConfig",
    "practice.apps.PracticeConfig",
    "publishing.apps.PublishingConfig",
    "clinic_site.apps.ClinicAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "reversion",
    "adminsortable2",
    "django_prose_editor",
    "js_asset",
    "pictures",
    "modelsearch",
    "phonenumber_field",
    "crispy_forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

# The order matters: what cannot be a request goes first, then pages from memory, then everything else.
MIDDLEWARE = [
    "clinic_site.middleware.RefuseMalformedRequests",
    "clinic_site.middleware.HeadersAlone",
    "publishing.page_cache.PageCacheMiddleware",
    "clinic_site.watching.middleware.WatchRequests",
    "django.middleware.security.SecurityMiddleware",
    "clinic_site.middleware.IsolationHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "clinic_site.sign_in.middleware.StaffSessions",
    "publishing.moved_pages.MovedPagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "clinic_site.urls"
WSGI_APPLICATION = "clinic_site.wsgi.application"

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
                "practice.context_processors.practice",
                "clinic_site.context_processors.demonstration",
            ]
        },
    }
]

# --- Database ---------------------------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}"
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
POSTGRESQL_OPTIONS = {"options": "-c statement_timeout=5000 -c lock_timeout=3000", "connect_timeout": 5}


def database(url: str) -> dict:
    """Django's description of one database, with this site's options for its engine."""
    settings = {**env.db_url_config(url), "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    if settings["ENGINE"].endswith("sqlite3"):
        in_memory = {"NAME": ":memory:"}  # for Django's own engine test runners know that without being told
        return {**settings, "ENGINE": "clinic_site.sqlite", "OPTIONS": SQLITE_OPTIONS, "TEST": in_memory}
    return {**settings, "OPTIONS": {**settings.get("OPTIONS", {}), **POSTGRESQL_OPTIONS}}


DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", _("English"))]
TIME_ZONE = "America/New_York"
USE_I18N = True
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "US"
PHONENUMBER_DB_FORMAT = "E164"

# --- Files ------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" / "public"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
# Empty: uploads lie in MEDIA_ROOT. Otherwise in that bucket, for several web machines; see docs/deploy.md.
MEDIA_S3_BUCKET = env.str("MEDIA_S3_BUCKET", "")
_BUCKET = {
    "BACKEND": "clinic_site.object_storage.Bucket",
    "OPTIONS": {
        "bucket_name": MEDIA_S3_BUCKET,
        "endpoint_url": env.str("MEDIA_S3_ENDPOINT", "") or None,
        "region_name": env.str("MEDIA_S3_REGION", "") or None,
        "file_overwrite": False,
        "default_acl": None,
    },
}
_HASHED = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    # Beside the files, not among them: the list of all of them would tell visitors which versions run here.
    "OPTIONS": {"manifest_storage": FileSystemStorage(STATIC_ROOT.parent)},
}
STORAGES = {
    "default": _BUCKET if MEDIA_S3_BUCKET else {"BACKEND": "publishing.whole_files.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"} if DEBUG else _HASHED,
}
WHITENOISE_MAX_AGE = 3600
PICTURES = {
    "BREAKPOINTS": {"phone": 480, "tablet": 800},
    "GRID_COLUMNS": 4,
    "CONTAINER_WIDTH": 800,
    "FILE_TYPES": ["AVIF", "WEBP"],
    "PIXEL_DENSITIES": [1, 2],
    "USE_PLACEHOLDERS": False,
}

# --- Backups ----------------------------------------------------------------------------------------------------------

# Public keys; whoever has the private key of one of them opens a backup. See docs/backup.md.
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])
BACKUP_FOLDER = env.str("BACKUP_FOLDER", "")

# --- Forms and the staff's desk ---------------------------------------------------------------------------------------

CRISPY_ALLOWED_TEMPLATE_PACKS = "forms"
CRISPY_TEMPLATE_PACK = "forms"
CRISPY_FAIL_SILENTLY = False  # a layout that names a field twice, or one that is not there, is a mistake of ours
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # a treatment's admin page has many rows
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # as nginx lets in: an upload needs no disk before it is looked at
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Mail, and how much one visitor may send -------------------------------------------------------------------------

EMAIL_URL = env.str("EMAIL_URL", "")
vars().update(env.email_url_config(EMAIL_URL or "dummymail://"))  # without it mail waits in the outbox
EMAIL_TIMEOUT = 10  # seconds a step; a mail takes up to ten steps, and the outbox waits for all of them
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", f"no-reply@{urlsplit(SITE_URL).hostname}")
RATE_LIMITS_OFF = DEMO and env.str("RATE_LIMITS", "") == "off"

# --- Signing in -------------------------------------------------------------------------------------------------------

LOGIN_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "clinic_site.sign_in.backend.StaffBackend"]
PASSWORD_HASHERS = [
    "clinic_site.sign_in.passwords.Argon2idPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # reads passwords from before Argon2
]
ACCOUNT_ADAPTER = "clinic_site.sign_in.adapters.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # wrong passwords and codes are counted in the database, by axes
ACCOUNT_SESSION_REMEMBER = False  # closing the browser ends the session
ACCOUNT_FORMS = {
    "login": "clinic_site.sign_in.forms.SignInForm",
    "reauthenticate": "clinic_site.sign_in.forms.PasswordForm",
}
MFA_ADAPTER = "clinic_site.sign_in.adapters.StaffSecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Pain and Spine Specialists"
MFA_TOTP_TOLERANCE = 1  # a code is good for half a minute more on either side: people type slowly, clocks differ
MFA_FORMS = {
    "authenticate": "clinic_site.sign_in.forms.CodeForm",
    "reauthenticate": "clinic_site.sign_in.forms.CodeAgainForm",
    "activate_totp": "clinic_site.sign_in.forms.FirstCodeForm",
    "add_webauthn": "clinic_site.sign_in.forms.NewPasskeyForm",
    "edit_webauthn": "clinic_site.sign_in.forms.PasskeyNameForm",
    "authenticate_webauthn": "clinic_site.sign_in.forms.PasskeyForm",
    "reauthenticate_webauthn": "clinic_site.sign_in.forms.PasskeyAgainForm",
    "login_webauthn": "clinic_site.sign_in.forms.PasskeyAloneForm",
}
AXES_HANDLER = "clinic_site.sign_in.lockout.Limits"
AXES_FAILURE_LIMIT = 1  # the limits themselves stand in that handler
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says how long; trying again does not make it longer
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_CLIENT_IP_CALLABLE = "clinic_site.sign_in.lockout.client_ip"
AXES_USERNAME_CALLABLE = "clinic_site.sign_in.lockout.stored_name"
AXES_LOCKOUT_CALLABLE = "clinic_site.sign_in.lockout.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "credential", "csrfmiddlewaretoken"]
AXES_VERBOSE = False

# --- The office finder ------------------------------------------------------------------------------------------------

# Empty: addresses are understood offline, and nothing that a visitor types leaves this machine. See decision 0014.
GEOCODER_URL = env.str("GEOCODER_URL", "").rstrip("/")
if GEOCODER_URL and urlsplit(GEOCODER_URL).scheme not in ("http", "https"):
    raise ImproperlyConfigured("GEOCODER_URL must be the address of a server, such as https://nominatim.example.com")

# --- The site search --------------------------------------------------------------------------------------------------

# Empty: the database's own full text. Otherwise an OpenSearch 3 server, for a site that outgrew one machine; it needs
# the package opensearch-py and one run of `manage.py rebuild_search`. See decision 0026.
SEARCH_URL = env.str("SEARCH_URL", "").rstrip("/")
if SEARCH_URL and urlsplit(SEARCH_URL).scheme not in ("http", "https"):
    raise ImproperlyConfigured("SEARCH_URL must be the address of an OpenSearch server, such as https://search:9200")
MODELSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.opensearch3", "URLS": [SEARCH_URL], "INDEX_PREFIX": "clinic_"}
    if SEARCH_URL
    else {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "english"}
}

# --- Headers ----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "upgrade-insecure-requests": OVER_HTTPS,
    }
}
_NOBODY, _OURSELVES = [], ["self"]
PERMISSIONS_POLICY = {
    "accelerometer": _NOBODY,
    "autoplay": _NOBODY,
    "camera": _NOBODY,
    "display-capture": _NOBODY,
    "encrypted-media": _NOBODY,
    "fullscreen": _OURSELVES,
    "geolocation": _OURSELVES,
    "gyroscope": _NOBODY,
    "magnetometer": _NOBODY,
    "microphone": _NOBODY,
    "midi": _NOBODY,
    "payment": _NOBODY,
    "publickey-credentials-create": _OURSELVES,
    "publickey-credentials-get": _OURSELVES,
    "usb": _NOBODY,
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63072000 if OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OVER_HTTPS
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; the application only ever hears the proxy
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # for the same reason
    "security.W021",  # preloading binds the owner for years; it is the owner's to decide
]
# Whom /.well-known/security.txt names. Empty: the page on which everybody writes to the practice.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
if SECURITY_CONTACT and urlsplit(SECURITY_CONTACT).scheme not in ("mailto", "https", "tel"):
    raise ImproperlyConfigured("SECURITY_CONTACT must be an address such as mailto:security@example.com")
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1)
if TRUSTED_PROXIES < 1:
    raise ImproperlyConfigured("TRUSTED_PROXIES is how many proxies of yours stand in front: 1 or more.")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if OVER_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if OVER_HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "clinic_site.refusing.form_out_of_date"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would carry references about

# --- What is counted and written down ---------------------------------------------------------------------------------

# Empty: nothing listens. Otherwise Prometheus finds figures there. See docs/watching.md.
METRICS_ADDRESS = env.str("METRICS_ADDRESS", "")
METRICS_FOLDER = env.str("METRICS_FOLDER", "") or str(BASE_DIR / "var" / "metrics")
try:
    private_address(METRICS_ADDRESS)
except ValueError as error:
    raise ImproperlyConfigured(f"{error}") from error
SLOW_QUERY_SECONDS = (env.int("SLOW_QUERY_MS", 500) or float("inf")) / 1000  # 0 writes none down
LOG_FORMAT = env.str("LOG_FORMAT", "") or ("plain" if DEBUG or DEMO else "json")
if LOG_FORMAT not in FORMATTERS:
    raise ImproperlyConfigured(f"LOG_FORMAT must be one of: {', '.join(FORMATTERS)}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "chosen": {"()": FORMATTERS[LOG_FORMAT], "format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "chosen"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "worker": {"level": "INFO"},
        "geopy": {"level": "WARNING"},  # it would write down addresses that visitors typed
    },
}
