"""A row that says who read what cannot be changed, not even by the site itself."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER appointments_access_record_stays BEFORE UPDATE ON appointments_accessrecord
BEGIN SELECT RAISE(ABORT, 'access records are never changed'); END
"""
POSTGRESQL = """
CREATE FUNCTION appointments_access_record_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'access records are never changed'; END $$;
CREATE TRIGGER appointments_access_record_stays BEFORE UPDATE ON appointments_accessrecord
FOR EACH ROW EXECUTE FUNCTION appointments_access_record_stays()
"""
SQLITE_BACK = "DROP TRIGGER appointments_access_record_stays"
POSTGRESQL_BACK = """
DROP TRIGGER appointments_access_record_stays ON appointments_accessrecord;
DROP FUNCTION appointments_access_record_stays()
"""


def forbid(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def allow(apps, schema_editor):
    schema_editor.execute(POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK)


class Migration(migrations.Migration):
    dependencies = [("appointments", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
