"""`python -m scripts.faults mail` has a mail server that makes trouble, and finds who had to wait for it."""

import smtplib
from types import SimpleNamespace

import pytest

from scripts.faults import failed_mail, waiting
from scripts.faults.mail_server import MailServer
from scripts.faults.patients import Ledger


@pytest.fixture
def mail_server(tmp_path):
    server = MailServer(tmp_path, seconds_a_mail=0)
    server.start()
    yield server
    server.stop()


def send(server: MailServer, recipient: str = "ann@example.org", seconds: float = 5):
    with smtplib.SMTP(server.address.host, server.address.port, timeout=seconds) as connection:
        connection.sendmail("site@example.org", [recipient], "Message-ID: <1>\r\n\r\nHello")


def test_the_mail_server_answers_451_while_it_is_busy_and_takes_the_mail_afterwards(mail_server):
    mail_server.is_busy = True
    with pytest.raises(smtplib.SMTPDataError, match="451"):
        send(mail_server)
    mail_server.is_busy = False

    send(mail_server)

    assert mail_server.taken == {"<1>": 1}


def test_the_mail_server_refuses_one_recipient_for_good_and_no_other(mail_server):
    mail_server.unknown_recipient = "Ben@example.org"

    send(mail_server, "ann@example.org")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(mail_server, "ben@example.org")

    assert refused.value.recipients["ben@example.org"][0] == 550
    assert mail_server.taken == {"<1>": 1}


def test_a_silent_mail_server_takes_the_connection_says_nothing_and_can_come_back(mail_server):
    with mail_server.listen_silently() as listening:
        with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
            send(mail_server, seconds=0.2)
        left_alone = mail_server.came_to(listening)
    mail_server.start()

    send(mail_server)

    assert left_alone == 1
    assert mail_server.taken == {"<1>": 1}


def test_a_patient_or_a_job_that_waits_for_the_mail_server_is_found():
    quick, slow = Ledger(seconds=[0.1, 0.3]), Ledger(seconds=[0.1, 20.0])

    assert waiting.judged(quick, pause=12)[1] == []
    assert waiting.judged(slow, pause=12)[1] == ["a patient waited 20 s"]
    assert waiting.judged(quick, pause=76)[1] == ["another job of the worker waited 76 s"]


def test_a_job_that_was_never_seen_waited_for_ever():
    assert waiting.longest_pause([100.0]) == float("inf")
    assert waiting.longest_pause([103.0, 100.0, 100.0, 115.0]) == 12


def staff_desk(list_page: str, first_page: str, status: int):
    pages = {failed_mail.FAILED: list_page, "/admin/": first_page}
    return SimpleNamespace(look=lambda path: (200, {}, pages[path]), choose=lambda path, action, rows: (status, {}, ""))


def test_a_failed_mail_that_staff_are_not_shown_is_found():
    link = f'<a href="{failed_mail.FAILED}">1</a>'

    assert failed_mail.send_failed_again(staff_desk("New request A7K2P", link, 302), ["A7K2P"]) == (1, [])
    assert failed_mail.send_failed_again(staff_desk("", link, 302), ["A7K2P"]) == (0, [])
    assert len(failed_mail.send_failed_again(staff_desk("A7K2P", "", 403), ["A7K2P"])[1]) == 2
