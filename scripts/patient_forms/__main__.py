"""Makes every patient form again: `python -m scripts.patient_forms`. The same words give the same bytes."""

from scripts.patient_forms.making import FOLDER, made, sheets

if __name__ == "__main__":
    for sheet in sheets():
        path = FOLDER / f"{sheet['slug']}.pdf"
        path.write_bytes(made(sheet))
        print(f"{path.name}: {path.stat().st_size:,} bytes")
