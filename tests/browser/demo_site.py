"""The demonstration as `make run` serves it, started once for all browser tests of a process.

Django's own live server would start empty for every test.
"""

import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from scripts import site
from scripts.address import Address
from scripts.packages import ROOT, one_at_a_time
from scripts.processes import Processes

PASSWORD = "correct horse battery staple"
MILD = "/treatments/minimally-invasive-lumbar-decompression/"
PAGES = {
    "home": "/",
    "treatments": "/treatments/",
    "treatments for the leg": "/treatments/?area=leg",
    "treatment": MILD,
    "comparison": "/treatments/compare/?t=interspinous-spacer&t=minimally-invasive-lumbar-decompression",
    "choosing": "/treatments/compare/?t=kyphoplasty",
    "conditions": "/conditions/",
    "condition": "/conditions/lumbar-spinal-stenosis/",
    "search": "/search/?q=pinched+nerve",
    "search with a misspelled town": "/search/?q=Fredrick",
    "search in another language": "/search/?q=diario+del+dolor",
    "search of one kind": "/search/?q=injection&kind=treatment",
    "nothing found": "/search/?q=zebra",
    "search with a mistake": "/search/?q=",
    "missing": "/nowhere/",
    "locations": "/locations/",
    "locations near a ZIP code": "/locations/?q=21701",
    "which place": "/locations/?q=Springfield",
    "unknown place": "/locations/?q=Harisburg",
    "no place": "/locations/?q=2170",
    "locations in a state": "/locations/maryland/",
    "location": "/locations/frederick/",
    "providers": "/providers/",
    "providers chosen": "/providers/?language=ko&state=MD",
    "no such provider": "/providers/?language=ar&state=PA",
    "provider": "/providers/alex-sample/",
    "insurance": "/insurance/",
    "insurance in a state": "/insurance/?state=VA&q=sample",
    "no such plan": "/insurance/?q=zebra",
    "insurance misunderstood": "/insurance/?state=Ohio",
    "patient forms": "/patient-forms/",
    "patient form": "/patient-forms/pain-diary/",
    "common questions": "/faqs/",
    "helpful resources": "/resources/",
    "injuries": "/insurance/workers-compensation-and-injury/",
    "request": "/appointments/request/",
    "contact": "/contact/",
    "pain quiz": "/pain-quiz/",
    # Who asks for a part gets the whole guide laid out at once, so that what is tested is there.
    "guide": "/guide/#top",
    "guide for a state": "/guide/?state=MD#top",
    "handout": f"/guide/?treatment={MILD.split('/')[2]}#top",
    "notices": "/notices/",
    "notice": "/notices/privacy-practices/",
    "notice for a state": "/notices/balance-billing/?state=VA",
    "notice in all languages": "/notices/language-assistance/",
    "notice from right to left": "/notices/language-assistance/?lang=ar&state=MD",
    "version of a notice": "/notices/privacy-practices/versions/1/",
}

running = ExitStack()
surroundings: dict[str, str] = {}  # the environment of the running site


@cache
def start() -> str:
    """Fills a throw-away site, serves it with gunicorn and returns its address."""
    folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
    address = Address.free()
    environment = {
        **site.temporary_environment(address, folder),
        "DEMO_STAFF_PASSWORD": PASSWORD,
        "WEB_CONCURRENCY": "1",
        "RATE_LIMITS": "off",  # all tests come from one address
    }
    surroundings.update(environment)
    with one_at_a_time():  # the static files are collected into one folder for all processes
        subprocess.run([sys.executable, "-m", "scripts.fill"], env=environment, cwd=ROOT, check=True)
    processes = running.enter_context(Processes({"web server": [sys.executable, "-m", "gunicorn"]}, environment))
    processes.wait_until_answering(address.url)
    return address.url


@pytest.fixture(scope="session")
def base_url():
    yield start()
    running.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, base_url):
    return {**browser_context_args, "base_url": base_url}


def sign_in(page):
    """Signs the demonstration's staff in; the browser is at the staff's index afterwards."""
    page.goto("/admin/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def run_in_site(code: str):
    """Runs Python in the running site's surroundings, for what a browser cannot do."""
    subprocess.run([sys.executable, "manage.py", "shell", "-v0", "-c", code], env=surroundings, cwd=ROOT, check=True)
