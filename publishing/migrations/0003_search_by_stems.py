"""On SQLite, “injection” finds “injections”: the full-text table again, with the Porter stemmer and without accents.

PostgreSQL stems by its own English dictionary (settings.MODELSEARCH_BACKENDS).
"""

from django.db import migrations

TABLE = "modelsearch_indexentry_fts"
FILL = f"INSERT INTO {TABLE}(rowid, title, body, autocomplete) SELECT id, title, body, autocomplete FROM modelsearch_indexentry"  # nosec B608


def make_again(schema_editor, options):
    if schema_editor.connection.vendor != "sqlite":
        return
    for statement in (
        f"DROP TABLE {TABLE}",
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(autocomplete, body, title{options})",
        FILL,
    ):
        schema_editor.execute(statement)


def with_stems(apps, schema_editor):
    make_again(schema_editor, ", tokenize = 'porter unicode61 remove_diacritics 2'")


def without_stems(apps, schema_editor):
    make_again(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_site_search"),
        ("modelsearch", "0004_rename_modelsear_autocom_476c89_gin_modelsearch_autocom_ea8581_gin_and_more"),
    ]

    operations = [migrations.RunPython(with_stems, without_stems, elidable=False)]
