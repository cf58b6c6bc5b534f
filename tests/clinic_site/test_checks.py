"""Settings that do not fit together are named before the site starts."""

import pytest

from clinic_site.checks import settings_that_fit_together


@pytest.mark.parametrize(
    ("https", "proxy", "mail", "found"),
    [
        (True, True, "smtp://mail.example.com", []),
        (True, False, "smtp://mail.example.com", ["clinic_site.E001"]),
        (False, False, "smtp://mail.example.com", []),
        (True, True, "", ["clinic_site.W001"]),
    ],
)
def test_https_needs_a_proxy_and_mail_a_server(settings, https, proxy, mail, found):
    settings.OVER_HTTPS, settings.BEHIND_PROXY, settings.EMAIL_URL = https, proxy, mail

    assert [message.id for message in settings_that_fit_together(None)] == found
