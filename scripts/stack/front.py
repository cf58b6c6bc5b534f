"""What nginx does for every visitor: TLS, names, kept pages, limits, logs."""

import re
import ssl

from scripts.faults.patients import FORM
from scripts.stack.machine import HOST, Machine
from scripts.stack.report import Report
from scripts.stack.visitor import Visitor

MILD = "/treatments/minimally-invasive-lumbar-decompression/"
TYPED = "zqxw-typed-by-a-visitor"
EVIL = "evil.example"
PHONE = "555-0142"
FLOOD = 300
TWO_YEARS = "max-age=63072000; includeSubDomains"
INSIST = ("/", MILD, MILD, FORM, "/nowhere", "/readyz", "/admin/", "/static/nothing.css", "/bad%00path")


def try_all(machine: Machine, report: Report):
    port = machine.https.port
    for check in (tls, names, kept, not_poisoned, personal, inside_only, methods_and_sizes, files, limits):
        check(machine, Visitor(port), report)


def tls(machine, visitor, report):
    seen = machine.must(
        *("curl", "--silent", "--insecure", "--http2", "--noproxy", "*", "--output", "/dev/null"),
        *("--write-out", "%{http_code} HTTP/%{http_version}", "--resolve", f"localhost:{machine.https.port}:127.0.0.1"),
        f"{machine.url}/",
    )
    report.note("The home page, over TLS and HTTP/2", seen == "200 HTTP/2", seen)
    with visitor.connected() as connection:
        report.note("TLS", connection.version() == "TLSv1.3", f"{connection.version()}, {connection.cipher()[0]}")
    told = {visitor.get(path).headers.get("strict-transport-security", "") for path in INSIST}
    report.note("Browsers are told to insist on it, once in each answer", told == {TWO_YEARS}, " and ".join(told))
    plain = Visitor(machine.http.port)
    plain.connected = lambda: Visitor.connected(Visitor(machine.http.port, proxied=True))
    moved = plain.get("/faqs/?q=1")
    right = moved.status == 308 and moved.headers["location"].startswith("https://localhost/faqs/")
    report.note("Without TLS: sent on", right, f"{moved.status} {moved.headers.get('location')}")


def names(machine, visitor, report):
    try:
        visitor.connected("unknown.test").close()
        seen = "answered"
    except (ssl.SSLError, OSError) as error:
        seen = getattr(error, "reason", None) or type(error).__name__
    report.note("A TLS connection for an unknown name is refused", seen != "answered", seen)
    answer = visitor.get("/", Host="unknown.test")
    report.note("A request for an unknown host is dropped without an answer", answer.status == 0, answer.status)


def kept(machine, visitor, report):
    first, second = visitor.get(MILD), visitor.get(MILD)
    report.note("A page asked for twice comes from nginx", second.kept == "HIT", f"{first.kept or '-'}, {second.kept}")
    etag = second.headers["etag"]
    known = visitor.get(MILD, If_None_Match=etag)
    report.note("Who has it already gets 304", (known.status, known.kept) == (304, "HIT"), known.status)
    spelled = visitor.get(MILD, Accept_Encoding="gzip, deflate, br;q=0")
    packed = visitor.get(MILD, Accept_Encoding="br, gzip")
    seen = spelled.headers.get("content-encoding"), packed.headers.get("content-encoding")
    report.note("Each gets an encoding it takes", seen == ("gzip", "br"), " ".join(map(str, seen)))
    signed_in = Visitor(visitor.port, cookies={"__Host-session": "x"}).get(MILD)
    report.note("Signed-in staff are never shown a kept page", signed_in.kept == "BYPASS", signed_in.kept)


def not_poisoned(machine, visitor, report):
    """Each of these tries to leave something of its own in a page that the next visitor gets."""
    path = "/conditions/lumbar-spinal-stenosis/"
    lies = {
        "X_Forwarded_Host": EVIL,
        "X_Forwarded_Proto": "http",
        "X_Original_URL": "/admin/",
        "X_Rewrite_URL": "/admin/",
        "Forwarded": f"host={EVIL}",
        "X_HTTP_Method_Override": "POST",
        "Accept_Language": "es",
        "Cookie": "csrf=evil",
        "Range": "bytes=0-10",
    }
    for query in ("", f"?utm_source={EVIL}", f"?x={EVIL}", "?state=MD"):
        visitor.get(path + query, **lies)
    clean = visitor.get(path)
    right = clean.status == 200 and clean.kept == "HIT" and EVIL not in clean.text + str(clean.headers)
    report.note("Lying headers and parameters leave nothing in a kept page", right, f"{clean.status} {clean.kept}")
    campaign = visitor.get(f"{path}?utm_source=letter&utm_campaign=9")
    report.note("An advertisement's parameters lead to the same kept page", campaign.kept == "HIT", campaign.kept)
    typed = [visitor.get(f"/locations/?q={TYPED}"), visitor.get(f"/locations/?q={TYPED}")]
    on_disk = [path for path in machine.kept_pages.rglob("*") if path.is_file() and TYPED.encode() in path.read_bytes()]
    right = typed[1].status == 200 and typed[1].kept == "BYPASS" and not on_disk
    report.note("What a visitor typed is never kept on nginx's disk", right, f"{typed[1].kept}, {len(on_disk)} files")


def personal(machine, visitor, report):
    for path in (FORM, "/sign-in/", "/appointments/manage/nobody/", "/staff/"):
        answers = [visitor.get(path) for _ in range(2)]
        control = answers[1].headers.get("cache-control", "")
        right = "no-store" in control and not answers[1].kept
        report.note(f"{path} is not kept", right, f"{answers[1].status}, {control}")


def inside_only(machine, visitor, report):
    seen = {path: visitor.get(path) for path in ("/readyz", "/metrics", "/metrics/x", "/standing-in/away.html")}
    right = all(answer.status == 404 and PHONE in answer.text for answer in seen.values())
    report.note("/readyz and /metrics are not for outside", right, [answer.status for answer in seen.values()])
    server = visitor.get("/nowhere").headers.get("server", "")
    report.note("No version is told", not re.search(r"\d", server), server)


def methods_and_sizes(machine, visitor, report):
    seen = [visitor.ask(method, "/", None, {}) for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "FOO")]
    right = all(answer.status == 405 and PHONE in answer.text for answer in seen)
    report.note("Other methods than GET, HEAD, POST are refused", right, [answer.status for answer in seen])
    large = visitor.ask("POST", FORM, "x" * 300_000, {})
    report.note(
        "More than 256 KB is refused, with the telephone", large.status == 413 and PHONE in large.text, large.status
    )
    odd = visitor.get("/", X_Long="x" * 40_000)
    report.note("Endless headers are refused", odd.status == 400 and "nginx" not in odd.text, odd.status)


def files(machine, visitor, report):
    address = re.search(r'href="(/static/css/site\.[0-9a-f]+\.css)"', visitor.get(MILD).text).group(1)
    packed = visitor.get(address, Accept_Encoding="br, gzip")
    right = packed.status == 200 and "immutable" in packed.headers["cache-control"]
    encoding = packed.headers.get("content-encoding", "plain")
    report.note("Style sheets come from disk, compressed, for ever", right and encoding != "plain", encoding)
    listed = [visitor.get(f"/static/{name}").status for name in ("staticfiles.json", ".collected")]
    report.note("Which files there are is not told", listed == [404, 404], listed)
    (machine.clinic / "media" / "pictures" / "a.webp").write_bytes(b"RIFF")
    (machine.clinic / "media" / "secret.pdf").write_bytes(b"%PDF")
    seen = [visitor.get(path).status for path in ("/media/pictures/a.webp", "/media/secret.pdf")]
    report.note("Of the uploads only pictures have an address", seen == [200, 404], seen)


def limits(machine, visitor, report):
    noisy, other = Visitor(visitor.port, source="127.0.0.77"), Visitor(visitor.port, source="127.0.0.78")
    refused, with_telephone = flood(noisy)
    right = refused and refused == with_telephone and other.get("/faqs/").status == 200
    report.note("Who floods gets 429 with the telephone, others do not", right, f"{refused} of {FLOOD} refused")
    tries = [noisy.post("/sign-in/", {"login": "x"}).status for _ in range(60)]
    report.note("Signing in is limited more narrowly", tries.count(429) >= 20, f"{tries.count(429)} of 60 refused")


def flood(visitor: Visitor) -> tuple[int, int]:
    """Asks as fast as a connection carries it. Returns how often it was refused, and how often with a telephone."""
    asked = f"GET /robots.txt HTTP/1.1\r\nHost: {HOST}\r\n\r\n" * (FLOOD - 1)
    last = f"GET /robots.txt HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
    said = b""
    with visitor.connected() as connection:
        connection.sendall(f"{asked}{last}".encode())
        while chunk := connection.recv(1 << 16):
            said += chunk
    refusals = said.split(b"HTTP/1.1 429")[1:]
    return len(refusals), sum(PHONE.encode() in refusal for refusal in refusals)


def logs(machine: Machine, report: Report, canaries: list[str]):
    """At the end: none of what was typed stands in a log of nginx, PostgreSQL or the application."""
    found = [
        f"{path.name}: {word}"
        for path in (*machine.logs.iterdir(), *machine.folder.glob("database/*.log"), *machine.kept_pages.rglob("*"))
        if path.is_file()
        for word in canaries
        if word.encode() in path.read_bytes()
    ]
    report.note("No typed value and no private link in any log or kept page", not found, found or "none")
    lines = (machine.logs / "access.log").read_text().splitlines()
    masked = [line for line in lines if "/appointments/manage/..." in line]
    report.note("The access log has lines, private links masked", bool(masked), f"{len(lines)} lines")
