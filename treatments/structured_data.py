"""What a treatment or condition page says, in schema.org's words. Only what the page shows."""

from publishing.addresses import absolute
from publishing.one_line import one_line
from publishing.structured_data import page


def treatment_data(treatment) -> dict:
    """MedicalWebPage about a MedicalProcedure."""
    procedure = {
        "@type": "MedicalProcedure",
        "name": treatment.title,
        "description": treatment.summary,
        "url": absolute(treatment.get_absolute_url()),
        "howPerformed": " ".join(step.text for step in treatment.steps.all()),
        "preparation": one_line(treatment.preparation),
        "followup": one_line(treatment.afterwards),
    }
    return page(treatment, about={name: value for name, value in procedure.items() if value})


def condition_data(condition) -> dict:
    """MedicalWebPage about a MedicalCondition."""
    medical_condition = {
        "@type": "MedicalCondition",
        "name": condition.title,
        "description": condition.summary,
        "url": absolute(condition.get_absolute_url()),
        "signOrSymptom": [{"@type": "MedicalSymptom", "name": symptom.text} for symptom in condition.symptoms.all()],
        "possibleTreatment": [
            {
                "@type": "MedicalProcedure",
                "name": link.treatment.title,
                "url": absolute(link.treatment.get_absolute_url()),
            }
            for link in condition.treatment_links.all()
        ],
    }
    return page(condition, about={name: value for name, value in medical_condition.items() if value})
