"""The first words of each consent, so that the request form works before anybody has written others."""

from django.db import migrations

VERSION = 1
WORDINGS = {
    "request": (
        "I agree that the practice may use what I wrote here to answer me about this request. "
        "It may call me at the number I gave."
    ),
    "text_messages": (
        "I agree that the practice may send me text messages about this request at the number I gave. "
        "Message and data rates may apply. I can reply STOP at any time. I do not have to agree to be seen."
    ),
    "email": (
        "I agree that the practice may e-mail me a private link to this request. E-mail is not fully secure: "
        "others may be able to read it. I do not have to agree to be seen."
    ),
}


def add_wordings(apps, schema_editor):
    wording = apps.get_model("appointments", "ConsentWording")
    for purpose, text in WORDINGS.items():
        if not wording.objects.filter(purpose=purpose).exists():
            wording.objects.create(purpose=purpose, version=VERSION, text=text)


class Migration(migrations.Migration):
    dependencies = [("appointments", "0002_access_records_stay")]
    operations = [migrations.RunPython(add_wordings, migrations.RunPython.noop)]
