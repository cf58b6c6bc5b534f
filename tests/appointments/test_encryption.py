"""What patients send cannot be read without the keys, and cannot be moved or changed unnoticed."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from appointments.encryption import CannotDecrypt, decrypt, digest, digests, encrypt, is_current
from appointments.models import AppointmentRequest, OutgoingMail
from clinic_site.sign_in.adapters import StaffSecondFactors
from tests.appointments.factories import PATIENT, make_mail, make_request

OLD, NEW = "an old key that is long enough for everybody", "a new key that is long enough for everybody"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_as_it_was(text):
    assert decrypt(encrypt(text, "a.b.c"), "a.b.c") == text


def test_the_same_text_never_looks_the_same():
    assert encrypt("pain", "a.b.c") != encrypt("pain", "a.b.c")


def test_a_text_cannot_be_read_as_another_column():
    token = encrypt("pain", "a.b.c")

    with pytest.raises(CannotDecrypt):
        decrypt(token, "a.b.d")


@pytest.mark.parametrize(
    "change", [lambda t: t[:-6] + "AAAAA=", lambda t: t[:12], lambda t: "", lambda t: "pain", lambda t: t + "é"]
)
def test_a_changed_text_is_refused_and_not_repeated(change):
    token = change(encrypt("pain in the leg", "a.b.c"))

    with pytest.raises(CannotDecrypt) as refusal:
        decrypt(token, "a.b.c")
    assert "pain in the leg" not in str(refusal.value)


def test_an_old_key_still_reads_and_a_missing_one_does_not(settings):
    settings.FIELD_KEYS = [OLD]
    token = encrypt("pain", "a.b.c")

    settings.FIELD_KEYS = [NEW, OLD]
    assert decrypt(token, "a.b.c") == "pain"
    assert not is_current(token)
    assert is_current(encrypt("pain", "a.b.c"))

    settings.FIELD_KEYS = [NEW]
    with pytest.raises(CannotDecrypt):
        decrypt(token, "a.b.c")


def test_a_hash_made_with_an_old_key_is_still_found(settings):
    settings.FIELD_KEYS = [OLD]
    stored = digest("a.b.c", "pain")

    settings.FIELD_KEYS = [NEW, OLD]
    assert stored in digests("a.b.c", "pain")
    assert stored != digest("a.b.c", "pain")


def raw_rows(model) -> str:
    """Everything that stands in a table, as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        return repr(cursor.fetchall())


@pytest.mark.database
@pytest.mark.django_db
class TestInTheDatabase:
    def test_no_value_of_the_patient_stands_in_the_table(self):
        make_request(language="Elvish", quiz_summary="worse at night", red_flags=["numb saddle"])

        stored = raw_rows(AppointmentRequest)

        for value in [
            *PATIENT.values(),
            "stand for long",
            "Sample Health",
            "Elvish",
            "worse at night",
            "numb saddle",
            "insurance",
        ]:
            assert value not in stored

    def test_all_values_come_back(self):
        made = make_request(red_flags=["numb saddle"], may_leave_message=True)

        found = AppointmentRequest.objects.get(pk=made.pk)

        assert (found.name, str(found.phone), found.email) == tuple(PATIENT.values())
        assert found.red_flags == ["numb saddle"]
        assert found.may_leave_message is True
        assert found.payer_details == {"plan": "Sample Health Plan"}

    @pytest.mark.parametrize("lookup", ["name", "name__icontains", "phone__startswith", "reason__gt", "payer__in"])
    def test_nobody_can_search_an_encrypted_column(self, lookup):
        with pytest.raises(FieldError):
            list(AppointmentRequest.objects.filter(**{lookup: "x"}))

    def test_an_update_is_encrypted_too(self):
        made = make_request()

        AppointmentRequest.objects.filter(pk=made.pk).update(reason="now it is the other leg")

        assert "other leg" not in raw_rows(AppointmentRequest)
        made.refresh_from_db()
        assert made.reason == "now it is the other leg"

    def test_rows_with_the_same_number_are_found_by_its_hash(self):
        first, second = make_request(), make_request(email="")
        make_request(phone="+13015550199", email="other@example.org")

        assert list(AppointmentRequest.objects.from_same_person(first)) == [second]
        assert AppointmentRequest.objects.paid_by("insurance").count() == 3

    def test_rotating_makes_the_old_key_needless(self, settings):
        settings.FIELD_KEYS = [OLD]
        request, mail = make_request(), make_mail()
        settings.FIELD_KEYS = [NEW, OLD]
        assert AppointmentRequest.objects.paid_by("insurance").count() == 1

        call_command("rotate_field_keys", verbosity=0)

        settings.FIELD_KEYS = [NEW]
        assert AppointmentRequest.objects.get(pk=request.pk).name == PATIENT["name"]
        assert OutgoingMail.objects.get(pk=mail.pk).recipient == "desk@example.org"
        assert AppointmentRequest.objects.paid_by("insurance").count() == 1

    def test_rotating_again_writes_nothing(self, settings, capsys):
        make_request()

        call_command("rotate_field_keys")

        assert "appointment requests: 0 rows rewritten" in capsys.readouterr().out

    def test_dumping_refuses_to_write_values_in_clear(self):
        make_request()

        with pytest.raises(Exception, match="copy the database"):
            call_command("dumpdata", "appointments", verbosity=0)

    def test_rotating_renews_the_second_factors_of_staff_too(self, settings):
        settings.FIELD_KEYS = [OLD]
        factor = Authenticator.objects.create(
            user=User.objects.create_user("desk"),
            type=Authenticator.Type.TOTP,
            data={"secret": StaffSecondFactors().encrypt("JBSWY3DPEHPK3PXP")},
        )
        settings.FIELD_KEYS = [NEW, OLD]

        call_command("rotate_field_keys", verbosity=0)

        settings.FIELD_KEYS = [NEW]
        factor.refresh_from_db()
        assert StaffSecondFactors().decrypt(factor.data["secret"]) == "JBSWY3DPEHPK3PXP"
