"""Staff sign in with a real browser: passkeys, codes, the keyboard, and a desk left alone for too long."""

import re
from itertools import count
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import PASSWORD, run_in_site, sign_in
from tests.clinic_site.signing_in import app_code

DESK = re.compile(r"/admin/$")
SECOND_STEP = "/sign-in/second-step/"
numbers = count(1)


@pytest.fixture
def named(base_url):
    """The site by name: passkeys belong to a name, never to an IP address."""
    return base_url.replace("127.0.0.1", "localhost")


@pytest.fixture
def ours(named):
    return urlsplit(named).netloc


@pytest.fixture
def browser_context_args(browser_context_args, named):
    return {**browser_context_args, "base_url": named}


@pytest.fixture(autouse=True)
def no_complaints(complaints):
    """A page that says 429 is meant to."""
    yield
    assert [text for text in complaints if "429" not in text] == []


@pytest.fixture
def newcomer():
    """The name of somebody on the staff who has no second step yet."""
    name = f"newcomer-{next(numbers)}"
    run_in_site(
        "from django.contrib.auth.models import User\n"
        f"User.objects.filter(username={name!r}).delete()\n"
        f"User.objects.create_superuser({name!r}, password={PASSWORD!r})"
    )
    return name


@pytest.fixture
def key(page):
    """A computer that can keep passkeys and knows its owner, as the browser's own tools pretend it."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def type_password(page, name, password=PASSWORD):
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page):
    page.goto("/admin/")
    page.get_by_role("button", name=re.compile("Log out|Sign out")).click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def set_up_app(page) -> str:
    """The secret that a phone would keep. The browser shows the recovery codes afterwards."""
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#key").inner_text()
    page.get_by_label("Type the six digits").fill(app_code(secret))
    page.get_by_role("button", name="Turn it on").click()
    return secret


def set_up_passkey(page):
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page).to_have_url(DESK)


# --- Coming in --------------------------------------------------------------------------------------------------------


def test_somebody_new_sets_up_an_app_and_comes_in_with_it_and_with_a_recovery_code(page, newcomer):
    type_password(page, newcomer)
    expect(page.get_by_text("Set up a second step to go on.")).to_be_visible()
    set_up_app(page)
    codes = page.locator("#recovery-codes code").all_inner_texts()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page).to_have_url(DESK)
    sign_out(page)

    type_password(page, newcomer)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page).to_have_url(DESK)


def test_a_passkey_that_checks_its_owner_comes_in_alone(page, newcomer, key):
    type_password(page, newcomer)
    set_up_passkey(page)
    sign_out(page)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page).to_have_url(DESK)


def test_a_passkey_is_the_second_step_after_the_password(page, newcomer, key):
    type_password(page, newcomer)
    set_up_passkey(page)
    sign_out(page)

    type_password(page, newcomer)
    page.get_by_role("button", name="Use a passkey or security key").click()

    expect(page).to_have_url(DESK)


def test_a_passkey_that_was_not_asked_who_holds_it_does_not_come_in_alone(page, newcomer, key):
    type_password(page, newcomer)
    set_up_passkey(page)
    sign_out(page)

    def skip_the_check(route):
        options = route.fetch().json()
        options["request_options"]["publicKey"]["userVerification"] = "discouraged"
        route.fulfill(json=options)

    page.route(
        f"**{SECOND_STEP}webauthn/login/",
        lambda route: skip_the_check(route) if route.request.method == "GET" else route.continue_(),
    )
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("That did not work.")).to_be_visible()
    expect(page).to_have_url(re.compile("/sign-in/$"))


def test_a_device_without_a_passkey_says_so(page, key):
    page.goto("/sign-in/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("did not give a passkey")


def test_the_keyboard_is_enough(page, newcomer):
    page.goto("/sign-in/")
    page.get_by_label("Username").focus()
    page.keyboard.type(newcomer)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Set up an app").focus()
    page.keyboard.press("Enter")
    secret = page.locator("#key").inner_text()
    page.get_by_label("Type the six digits").focus()
    page.keyboard.type(app_code(secret))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()


def test_password_and_code_need_no_script(browser, named, newcomer):
    context = browser.new_context(base_url=named, java_script_enabled=False)
    page = context.new_page()
    type_password(page, newcomer)
    set_up_app(page)
    codes = page.locator("#recovery-codes code").all_inner_texts()
    sign_out(page)

    type_password(page, newcomer)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page).to_have_url(DESK)
    context.close()


# --- A desk left alone ------------------------------------------------------------------------------------------------


def test_what_was_typed_outlives_the_session(page, newcomer):
    sign_in(page)
    page.goto(f"/admin/auth/user/?q={newcomer}")
    page.clock.install()
    page.get_by_role("link", name=newcomer).click()
    run_in_site("from django.contrib.sessions.models import Session; Session.objects.all().delete()")
    page.clock.fast_forward("20:00")

    page.get_by_label("First name").fill("Typed late")
    banner = page.locator("staff-session")
    expect(banner).to_be_visible()
    with page.context.expect_page() as opened:
        banner.get_by_role("link").click()
    tab = opened.value
    tab.get_by_label("Username").fill("staff")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab).to_have_url(DESK)
    tab.close()
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.get_by_text("was changed successfully")).to_be_visible()
    expect(page.get_by_role("cell", name="Typed late")).to_be_visible()


# --- How it looks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_on_the_way(page, axe, newcomer, key, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = {}

    def look(name):
        page.wait_for_load_state()
        found[name] = axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[f"{name}: wider than the screen"] = [wide] if wide > 0 else []

    page.goto("/sign-in/")
    look("sign in")
    type_password(page, newcomer, "not the password")
    look("wrong password")
    type_password(page, newcomer)
    look("set up")
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Type the six digits").fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    look("wrong first code")
    page.goto(f"{SECOND_STEP}webauthn/add/")
    look("add a passkey")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    look("recovery codes")
    for name in ("", "webauthn/", "recovery-codes/generate/"):
        page.goto(f"{SECOND_STEP}{name}")
        look(name or "second step")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="See your passkeys").click()
    page.get_by_role("link", name="Remove").click()
    look("remove a passkey")
    page.goto("/sign-in/out/")
    look("sign out")
    sign_out(page)
    type_password(page, newcomer)
    look("second step after the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    look("no code")

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_page_of_those_who_are_locked_out_is_calm_and_says_how_long(page, axe):
    for _ in range(5):
        type_password(page, "somebody who is locked out", "not the password")

    expect(page.get_by_role("heading", level=1)).to_have_text("Please wait a little")
    expect(page.get_by_text("You can try again in 15 minutes.")).to_be_visible()
    assert axe(page) == []
