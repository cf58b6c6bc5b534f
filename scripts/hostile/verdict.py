"""What is wrong with an answer, by name."""

from urllib.parse import urljoin, urlsplit

from scripts.hostile.http_client import Answer
from scripts.hostile.marks import MARKED
from scripts.hostile.reflections import reflected

SLOW = 2.0  # seconds
PROPER = (501, 505)  # the right words for a transfer coding and for a version of HTTP that nobody speaks
FAULTS = ("no answer", "500 kind", "reflected", "slow", "header split", "off-site", "leak")
SECRETS = (
    b"root:x:0:0",
    b"Traceback (most recent call last)",
    b"You're seeing this error because",
    b"sqlite3.",
    b"psycopg2.",
)
NO_NAMES_OF_OURS = ("server", "x-powered-by", "x-aspnet-version", "x-generator")


def faults_of(answer: Answer, site: str, secrets: tuple[bytes, ...] = (), own: str = "") -> dict[str, str]:
    """Each fault of this answer with a few words about it."""
    if not answer.status:
        return {"no answer": f"after {answer.seconds:.1f} s"}
    found = {
        "500 kind": str(answer.status) if answer.status >= 500 and answer.status not in PROPER else "",
        "reflected": reflected(answer, own),
        "slow": f"{answer.seconds:.1f} s" if answer.seconds > SLOW else "",
        "header split": split_header(answer),
        "off-site": leads_elsewhere(answer.get("Location"), site),
        "leak": leaked(answer, secrets),
    }
    return {name: words for name, words in found.items() if words}


def split_header(answer: Answer) -> str:
    """A header, or a cookie, that the visitor and not the site has written."""
    for name, value in answer.headers:
        if MARKED.search(name) or (name.lower() == "set-cookie" and MARKED.search(value.partition("=")[0])):
            return f"{name}: {value}"[:80]
    return ""


def leads_elsewhere(location: str, site: str) -> str:
    """A Location that leaves the site, read as generously as browsers read it."""
    as_browsers = "".join(letter for letter in location if letter > " ").replace("\\", "/")
    if not as_browsers:
        return ""
    try:
        aim = urlsplit(urljoin(f"{site}/a/b", as_browsers))
    except ValueError:
        return location[:80]
    slashes_in_front = as_browsers.startswith("//") or as_browsers.lower().startswith(("http:///", "https:///"))
    is_ours = (aim.scheme, aim.netloc) == urlsplit(site)[:2] and not slashes_in_front
    return "" if is_ours else location[:80]


def leaked(answer: Answer, secrets: tuple[bytes, ...]) -> str:
    """Something from inside: a key, a file of the machine, a traceback, the name of the software."""
    named = next((name for name, _value in answer.headers if name.lower() in NO_NAMES_OF_OURS), "")
    inside = next((text for text in (*SECRETS, *secrets) if text in answer.body), b"")
    return named or ("a secret" if inside in secrets else inside.decode()) if named or inside else ""
