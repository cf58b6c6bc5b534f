"""Settings that do not fit together are named before the site starts."""

import pytest

from clinic_site.checks import settings_that_fit_together

RIGHT = {
    "OVER_HTTPS": True,
    "BEHIND_PROXY": True,
    "EMAIL_URL": "smtp://mail.example.com",
    "BACKUP_RECIPIENTS": ["age1example"],
}


@pytest.mark.parametrize(
    ("different", "found"),
    [
        ({}, []),
        ({"BEHIND_PROXY": False}, ["clinic_site.E001"]),
        ({"BEHIND_PROXY": False, "OVER_HTTPS": False}, []),
        ({"EMAIL_URL": ""}, ["clinic_site.W001"]),
        ({"BACKUP_RECIPIENTS": []}, ["clinic_site.W002"]),
        ({"EMAIL_URL": "", "BACKUP_RECIPIENTS": []}, ["clinic_site.W001", "clinic_site.W002"]),
    ],
)
def test_https_needs_a_proxy_mail_a_server_and_backups_somebody_to_open_them(settings, different, found):
    for name, value in {**RIGHT, **different}.items():
        setattr(settings, name, value)

    assert [message.id for message in settings_that_fit_together(None)] == found
