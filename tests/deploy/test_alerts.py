"""The alerts of deploy/prometheus: each asks for figures that the site tells, and stands in docs/watching.md as it is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from appointments.models import OutgoingMail
from clinic_site.jobs import JOBS
from clinic_site.watching.page import page
from clinic_site.watching.slots import Slot
from clinic_site.watching.tally import Tally
from scripts.packages import ROOT
from scripts.stack.machine import DEPLOY

FILE = DEPLOY / "prometheus" / "clinic.rules.yml"
RULES = [rule for group in yaml.safe_load(FILE.read_text())["groups"] for rule in group["rules"]]
TABLE = (ROOT / "docs" / "watching.md").read_text().replace("\\|", "|")


@pytest.fixture
def told(settings, tmp_path, monkeypatch, db) -> set[str]:
    """The names of all figures, as Prometheus reads them."""
    settings.METRICS_FOLDER, settings.BACKUP_FOLDER = str(tmp_path / "metrics"), str(tmp_path)
    monkeypatch.setattr("clinic_site.watching.page.connection.close", lambda: None)  # the tests' own connection
    counted, slot = Tally(), Slot(tmp_path / "metrics")
    counted.count("requests", "pages:home", "2xx")
    counted.count("job_failures", "mail")
    counted.time("request_seconds", "pages:home", seconds=0.2)
    counted.mark("job_turn", "mail", moment=1000.0)
    slot.save(counted.as_saved())
    slot.give_back()
    families = text_string_to_metric_families(page().decode())
    return {sample.name for family in families for sample in family.samples}


def test_every_figure_an_alert_asks_for_is_one_that_is_told(told):
    asked = {name for rule in RULES for name in re.findall(r"\bclinic_\w+", rule["expr"])}

    assert asked - told == set()
    assert len(asked) > 8


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_each_alert_is_told_to_people_as_it_is_told_to_prometheus(rule):
    row = next(line for line in TABLE.splitlines() if f"`{rule['expr']}`" in line)

    assert row.startswith("| **now**" if rule["labels"]["urgency"] == "now" else "| today")
    assert re.search(r"\| (\d+ min|\d+ h|–) \|", row)[1].replace(" min", "m").replace(" h", "h") == rule.get("for", "–")
    assert rule["annotations"].keys() == {"summary", "description"}


def test_every_expression_in_the_table_is_an_alert():
    written = re.findall(r"`((?:[^`]*clinic_|up\{)[^`]*)` \|", TABLE.partition("## Alerts")[2])

    assert {expression for expression in written} == {rule["expr"] for rule in RULES if "node_" not in rule["expr"]}


def test_jobs_and_states_that_alerts_name_exist():
    text = "\n".join(rule["expr"] for rule in RULES)

    assert set(re.findall(r'name="([^"]+)"', text)) <= {job.name for job in JOBS}
    assert set(re.findall(r'state="([^"]+)"', text)) <= set(OutgoingMail.State.values)


@pytest.mark.skipif(shutil.which("promtool") is None, reason="Prometheus is not installed")
def test_alerts_ring_when_they_should():
    scenes = Path(__file__).with_name("alerts.yml")

    done = subprocess.run(["promtool", "test", "rules", scenes], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr + done.stdout
