"""Instellingen, alle uit de omgeving. Zonder CASUSOVERLEG_MODUS is het productie: strikt is de standaard."""

import re
import sys
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from toegang.identiteit import Cursor

BASE_DIR = Path(__file__).resolve().parent.parent
DATAMAP = BASE_DIR / ".data"  # alles wat demo en tests maken; nooit iets van productie
env = environ.Env()

MODUS = env.str("CASUSOVERLEG_MODUS", default="productie")
if MODUS not in {"productie", "demo", "test"}:
    raise ImproperlyConfigured(f"CASUSOVERLEG_MODUS is {MODUS!r}; kies productie, demo of test.")
PRODUCTIE, DEMO, TEST = MODUS == "productie", MODUS == "demo", MODUS == "test"

# Buiten productie volstaat een vaste sleutel: SECRET_KEY leidt hier nergens een gegevenssleutel uit af.
STANDAARDGEHEIM = "onveilig-alleen-voor-demo-en-tests-" + "0" * 32
SECRET_KEY = env.str("SECRET_KEY", default="" if PRODUCTIE else STANDAARDGEHEIM)
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTIE else ["127.0.0.1", "localhost", "testserver"]
)
PUBLIEKE_URL = env.str("PUBLIEKE_URL", default="" if PRODUCTIE else "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIEKE_URL] if PRODUCTIE and PUBLIEKE_URL else []

# De sleutelring staat buiten de databank; toegang.sleutelring leest een van beide.
SLEUTELRING_BESTAND = env.str("SLEUTELRING_BESTAND", default="")
SLEUTELRING = env.str("SLEUTELRING", default="")
# Wie wikkelt: leeg of "ring" is de sleutelring zelf, "vault" is Vault; een pad noemt een eigen klasse.
SLEUTELAANBIEDER = env.str("SLEUTELAANBIEDER", default="")
# De andere helft van elke dossiersleutel: een bestand, of vault:mount/map.
SLEUTELKLUIS = env.str("SLEUTELKLUIS", default="")
VAULT_ADDR = env.str("VAULT_ADDR", default="")
VAULT_NAMESPACE = env.str("VAULT_NAMESPACE", default="")
VAULT_CACERT = env.str("VAULT_CACERT", default="")
VAULT_TIMEOUT = env.int("VAULT_TIMEOUT", default=5)
VAULT_TRANSIT_MOUNT = env.str("VAULT_TRANSIT_MOUNT", default="transit")
VAULT_TRANSIT_SLEUTEL = env.str("VAULT_TRANSIT_SLEUTEL", default="casusoverleg")
VAULT_TOKEN = env.str("VAULT_TOKEN", default="")
VAULT_TOKEN_BESTAND = env.str("VAULT_TOKEN_BESTAND", default="")
VAULT_ROLE_ID = env.str("VAULT_ROLE_ID", default="")
VAULT_SECRET_ID = env.str("VAULT_SECRET_ID", default="")
VAULT_SECRET_ID_BESTAND = env.str("VAULT_SECRET_ID_BESTAND", default="")
VAULT_K8S_ROL = env.str("VAULT_K8S_ROL", default="")
VAULT_K8S_JWT_BESTAND = env.str(
    "VAULT_K8S_JWT_BESTAND", default="/var/run/secrets/kubernetes.io/serviceaccount/token"
)
# Wie verwittigd wordt als een sleutel ontbreekt, en waar te onthouden wanneer dat laatst gebeurde.
ALARM_ADRES = env.str("ALARM_ADRES", default="")
ALARM_MAP = env.str("ALARM_MAP", default="")

DATABASE_URL = env.str("DATABASE_URL", default="" if PRODUCTIE else "postgres:///casusoverleg")
DATABASE_URL_EIGENAAR = env.str("DATABASE_URL_EIGENAAR", default="") or DATABASE_URL
DATABASE_ROL = env.str("DATABASE_ROL", default="casusoverleg_app")
if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", DATABASE_ROL):
    raise ImproperlyConfigured("DATABASE_ROL telt alleen kleine letters, cijfers en liggende streepjes.")

# Aanmelden bij een aanbieder als ACM/IDM; zonder OIDC_ISSUER bestaat die weg niet. docs/beheer.md legt elk uit.
OIDC: dict[str, Any] = {
    "issuer": env.str("OIDC_ISSUER", default=""),
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "client_secret": env.str("OIDC_CLIENT_SECRET", default=""),
    "naam": env.str("OIDC_NAAM", default="ACM/IDM"),
    "scopes": env.list("OIDC_SCOPES", default=["openid", "profile", "email"]),
    "claim_persoon": env.str("OIDC_CLAIM_PERSOON", default="sub"),
    "claim_email": env.str("OIDC_CLAIM_EMAIL", default="email"),
    "claim_organisatie": env.str("OIDC_CLAIM_ORGANISATIE", default=""),
    "acr_voldoende": env.list("OIDC_ACR_VOLDOENDE", default=[]),
}


def _weigeringen() -> list[str]:
    """Waarom productie niet mag starten; een regel per reden."""
    demomap = str(DATAMAP)
    redenen = {
        "SECRET_KEY ontbreekt, is de standaard of telt minder dan 50 tekens.": (
            len(SECRET_KEY) < 50 or SECRET_KEY.startswith(("onveilig", "django-insecure"))
        ),
        "DEBUG mag niet aan staan in productie.": DEBUG,
        "ALLOWED_HOSTS ontbreekt of bevat een sterretje.": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,
        "PUBLIEKE_URL ontbreekt of begint niet met https://.": not PUBLIEKE_URL.startswith("https://"),
        "DATABASE_URL ontbreekt.": not DATABASE_URL,
        "Er is geen sleutelring: zet SLEUTELRING_BESTAND of SLEUTELRING.": (
            not SLEUTELRING and not (SLEUTELRING_BESTAND and Path(SLEUTELRING_BESTAND).is_file())
        ),
        "OIDC_ISSUER begint niet met https://, of OIDC_CLIENT_ID of OIDC_CLIENT_SECRET ontbreekt.": bool(
            OIDC["issuer"]
        )
        and not (OIDC["issuer"].startswith("https://") and OIDC["client_id"] and OIDC["client_secret"]),
        "Er is geen sleutelkluis: zet SLEUTELKLUIS en maak ze met kluis_maken.": (
            not SLEUTELKLUIS.startswith("vault:") and not (SLEUTELKLUIS and Path(SLEUTELKLUIS).is_file())
        ),
        "VAULT_ADDR ontbreekt of begint niet met https:// (http alleen op 127.0.0.1).": (
            "vault" in {SLEUTELAANBIEDER, SLEUTELKLUIS.partition(":")[0]}
            and not VAULT_ADDR.startswith(("https://", "http://127.0.0.1:"))
        ),
        "De databank, de sleutelring of de kluis is die van de demo (.data/).": (
            demomap in DATABASE_URL + DATABASE_URL_EIGENAAR + SLEUTELRING_BESTAND + SLEUTELKLUIS
        ),
    }
    return [reden for reden, waar in redenen.items() if waar]


# Wie de sleutelring of de kluis nog moet maken, kan haar niet al hebben; een getuige heeft geen van beide nodig.
_maakt = sys.argv[1:2] in (["sleutelring_maken"], ["kluis_maken"], ["getuige"])
if PRODUCTIE and not _maakt and (_redenen := _weigeringen()):
    raise ImproperlyConfigured("Productie start niet.\n" + "\n".join(f"- {reden}" for reden in _redenen))

INSTALLED_APPS = [
    "toegang",
    "audit",
    "casus",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # de sjablonen van de invoervelden, voor FORM_RENDERER
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "crontask",
    "django_htmx",
    "django_tasks_db",
    "guardian",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "toegang.middleware.KoppenMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "toegang.middleware.NietBewarenMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "toegang.middleware.IdentiteitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "toegang.sessies.SessieMiddleware",
    # Gesloten tenzij uitdrukkelijk open: een nieuwe view vraagt vanzelf om aanmelden.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    # En dan nog gesloten tot de tweede stap gedaan is.
    "toegang.tweedestap.TweedestapMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "toegang.middleware.WeigeringMiddleware",
    "toegang.middleware.AlleenLezenMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "toegang.contextprocessors.navigatie",
            ],
        },
    }
]

FORM_RENDERER = "toegang.formulier.Weergave"
# Eigen kleuren van de gemeente: pad in static/, bijvoorbeeld thema/gent.css.
THEMA_CSS = env.str("THEMA_CSS", default="")


def databank(url: str, **opties: Any) -> dict[str, Any]:
    config = dict(environ.Env.db_url_config(url or "postgres:///"))
    # Een vergeten transactie houdt vergrendelingen en de verzegeling van het logboek tegen.
    grens = {"options": "-c idle_in_transaction_session_timeout=60000"}
    # Een cursor op de server kan niet achter de aanhef van Cursor, en niet door PgBouncer.
    vast = {"DISABLE_SERVER_SIDE_CURSORS": True}
    return config | vast | {"OPTIONS": config.get("OPTIONS", {}) | grens | opties}


# De toepassing bezit niets: ze neemt een rol aan zonder eigendom. Alleen `migrate --database eigenaar` is eigenaar.
# In de tests legt tests/conftest.py die rol op, nadat de eigenaar de testdatabank gemaakt heeft.
if TEST:
    DATABASES = {"default": databank(DATABASE_URL_EIGENAAR)}
else:
    DATABASES = {
        "default": databank(DATABASE_URL, assume_role=DATABASE_ROL, cursor_factory=Cursor)
        | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True},
        "eigenaar": databank(DATABASE_URL_EIGENAAR),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In de databank, want een grens op aanmelden en een gebruikte code gelden voor alle processen samen. `migrate` maakt
# de tabel. Er komt nooit inhoud in.
CACHES = {"default": {"BACKEND": "toegang.gedeeldgeheugen.Geheugen", "LOCATION": "gedeeld_geheugen"}}

# Aanmelden: accounts komen van de beheerder, nooit van een bezoeker.
AUTH_USER_MODEL = "toegang.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "toegang.aanmelden.Accountadapter"
ACCOUNT_FORMS = {
    "login": "toegang.accountformulieren.Aanmelden",
    "reset_password": "toegang.accountformulieren.WachtwoordVergeten",
    "reset_password_from_key": "toegang.accountformulieren.WachtwoordHerstellen",
    "change_password": "toegang.accountformulieren.WachtwoordWijzigen",
    "set_password": "toegang.accountformulieren.WachtwoordKiezen",
    "reauthenticate": "toegang.accountformulieren.Bevestigen",
}
SOCIALACCOUNT_ADAPTER = "toegang.oidc.adapter.Aanbiederadapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "toegang.oidc.aanbieder.Aanbieder"}}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# De tweede stap: een sleutel op het toestel (passkey) eerst, een code uit een app als het niet anders kan.
MFA_ADAPTER = "toegang.factoren.Factoradapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # een toestel zonder code of vinger is maar één stap
MFA_TOTP_TOLERANCE = 1  # een klok die een halve minuut afwijkt; toegang.factorformulieren weigert herhaling
MFA_FORMS = {
    "authenticate": "toegang.factorformulieren.Tweedestap",
    "reauthenticate": "toegang.factorformulieren.Opnieuw",
    "activate_totp": "toegang.factorformulieren.AppToevoegen",
    "add_webauthn": "toegang.factorformulieren.SleutelToevoegen",
    "authenticate_webauthn": "toegang.factorformulieren.TweedestapSleutel",
    "login_webauthn": "toegang.factorformulieren.AanmeldenSleutel",
    "reauthenticate_webauthn": "toegang.factorformulieren.OpnieuwSleutel",
}
# Per adres en per account, over alle processen samen. Te veel pogingen op één account geven een melding op het
# formulier, te veel van één adres een pagina 429.
ACCOUNT_RATE_LIMITS: Any = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",  # ook de codes van de tweede stap
    "reauthenticate": "10/m/user",
    "reset_password": "10/m/ip,3/m/key",
    "reset_password_from_key": "10/m/ip",
    "change_password": "5/m/user",
}
MFA_RATE_LIMITS: Any = {"webauthn_login": "20/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("AANTAL_PROXYS", default=0)
if TEST:
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TEST  # Argon2 kost met opzet tijd; honderden tests hebben daar niets aan
    else [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
)

# Guardian dient alleen voor zijn tabellen; toegang.beleid stelt de vragen zelf. Geen anonieme gebruiker, en geen
# methoden die zich aan Gebruiker hechten.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # de backend van guardian hoort er met opzet niet bij
    "security.W021",  # de lijst van browsers (preload) geldt voor het hele domein van de gemeente: haar keuze
]

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    # Valt al onder default-src; hier staat dat het met opzet is. Trusted Types kan niet samen met htmx (innerHTML).
    "object-src": [CSP.NONE],
    "frame-src": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"


def _binnen(naam: str, standaard: int, laagst: int, hoogst: int) -> int:
    """Een getal uit de omgeving, alleen binnen de grenzen van het product."""
    waarde: int = env.int(naam, default=standaard)
    if not laagst <= waarde <= hoogst:
        raise ImproperlyConfigured(f"{naam} is {waarde}; kies {laagst} tot {hoogst}.")
    return waarde


# Buiten deze uren (en in het weekend) kijkt het toezicht mee naar wat er gebeurt: audit/aandacht.py.
WERKUREN = (_binnen("WERKUREN_VAN", 7, 0, 12), _binnen("WERKUREN_TOT", 19, 13, 23))
# Zoveel dagen om een vraag van het toezicht te beantwoorden, en om daarna te besluiten.
BEVINDING_ANTWOORD_DAGEN = _binnen("BEVINDING_ANTWOORD_DAGEN", 14, 7, 60)
BEVINDING_BESLUIT_DAGEN = _binnen("BEVINDING_BESLUIT_DAGEN", 30, 14, 120)
SESSIE_STIL = 60 * _binnen("SESSIE_STIL_MINUTEN", 30, 5, 60)
SESSIE_LANGST = 60 * 60 * _binnen("SESSIE_LANGST_UREN", 10, 1, 12)
SESSION_COOKIE_AGE = SESSIE_LANGST
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "sessie"
SESSION_ENGINE = "toegang.sessieopslag"
# Lax en niet Strict: wie van ACM/IDM terugkomt, of op een link in een bericht klikt, komt van een andere site.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# Meldingen in de sessie: geen cookie meer met tekst erin.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if PRODUCTIE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessie", "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-taal"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMEINEN", default=True)
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "nl-be"
LANGUAGES = [("nl", _("Nederlands"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")) if PRODUCTIE else None
STATICFILES_DIRS = [BASE_DIR / "static"]
# Demo en tests lezen static/ zelf, zonder collectstatic.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTIE
# Een bestand dat iemand invoert, komt nooit op de schijf; wat niet in het geheugen past, komt er niet in.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # geen upload wordt bewaard
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTIE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

_takenbackend = (
    "django.tasks.backends.immediate.ImmediateBackend" if TEST else "django_tasks_db.DatabaseBackend"
)
TASKS = {"default": {"BACKEND": _takenbackend}}


def _mailer(url: str) -> dict[str, Any]:
    """Vertaalt EMAIL_URL (smtp+tls://naam:woord@host:587, filemail:///map) naar MAILERS van Django."""
    deel = environ.Env.email_url_config(url)
    if urlsplit(url).scheme == "filemail":
        return {"BACKEND": deel["EMAIL_BACKEND"], "OPTIONS": {"file_path": "/" + deel["EMAIL_FILE_PATH"]}}
    if not deel["EMAIL_HOST"]:
        return {"BACKEND": deel["EMAIL_BACKEND"]}
    opties = {
        "host": deel["EMAIL_HOST"],
        "port": deel["EMAIL_PORT"] or 25,
        "username": deel["EMAIL_HOST_USER"] or "",
        "password": deel["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": deel.get("EMAIL_USE_TLS", False),
        "use_ssl": deel.get("EMAIL_USE_SSL", False),
        "timeout": 20,
    }
    return {"BACKEND": deel["EMAIL_BACKEND"], "OPTIONS": opties}


MAILERS = {
    "default": _mailer(env.str("EMAIL_URL", default="smtp://localhost:25" if PRODUCTIE else "consolemail://"))
}
DEFAULT_FROM_EMAIL = env.str("AFZENDER", default="Casusoverleg <niet-antwoorden@localhost>")
# Waar retours aankomen: voor het apenstaartje komt +teken. Leeg: retours gaan naar AFZENDER.
RETOUR_ADRES = env.str("RETOUR_ADRES", default="")
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]

# Wie de controlepunten van het logboek mede ondertekent: "https://adres sleutel", met een komma ertussen.
GETUIGEN = env.list("GETUIGEN", default=[])
# Hoeveel er een controlepunt mede moeten ondertekenen; na een kwartier met minder volgt een alarm.
GETUIGEN_NODIG = _binnen("GETUIGEN_NODIG", 1, 1, len(GETUIGEN) or 1)
# Voor `manage.py getuige`: de map met sleutel en stand van de getuige die we zelf voor een ander zijn.
GETUIGE_MAP = env.str("GETUIGE_MAP", default="")

# Het serverlogboek krijgt paden en fouten, nooit velden, formulieren of zoekvragen: geen mail naar beheerders (die
# bevat het formulier), geen SQL, en de toegangsregels van gunicorn staan zonder zoekvraag in scripts/gunicorn.conf.py.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"uit": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["uit"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["uit"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["uit"], "level": "ERROR", "propagate": False},
        "casusoverleg.alarm": {"handlers": ["uit"], "level": "ERROR", "propagate": False},
        "casusoverleg.getuige": {"handlers": ["uit"], "level": "INFO", "propagate": False},
        "django.db.backends": {"handlers": [], "level": "ERROR", "propagate": False},
    },
}
