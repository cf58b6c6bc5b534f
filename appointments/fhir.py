"""One request as HL7 FHIR R4B, which other clinics' software reads: a patient, what is asked for, and the visit.

The library checks every value against the standard. Importing it takes about half a second, which is why nothing but
the view that exports imports this module.
"""

import uuid

from fhir.resources.R4B.bundle import Bundle

from appointments import staff_words
from appointments.calendar import VISIT
from appointments.models import AppointmentRequest, PatientType, Status

CONTENT_TYPE = "application/fhir+json"
IDENTIFIER = "urn:appointment-request"
SERVICE_STATUS = {
    Status.SEEN: "completed",
    Status.CLOSED: "revoked",
    Status.WITHDRAWN: "revoked",
}
VISIT_STATUS = {
    Status.SCHEDULED: "booked",
    Status.SEEN: "fulfilled",
    Status.CLOSED: "cancelled",
    Status.WITHDRAWN: "cancelled",
}


def bundle_of(request: AppointmentRequest) -> str:
    """JSON text of a Bundle with Patient, ServiceRequest and Appointment. Raises ValueError when it is not valid."""
    patient, service, visit = (_address(request, kind) for kind in ("patient", "service", "visit"))
    entries = {
        patient: _patient(request),
        service: _service(request, patient),
        visit: _visit(request, patient, service),
    }
    bundle = Bundle.model_validate(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": request.status_changed_at.isoformat(),
            "identifier": {"system": IDENTIFIER, "value": request.reference},
            "entry": [{"fullUrl": address, "resource": resource} for address, resource in entries.items()],
        }
    )
    return bundle.model_dump_json(indent=2)


def _address(request, kind: str) -> str:
    """The same at every export, so that importing twice makes no second patient."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{IDENTIFIER}:{request.reference}:{kind}')}"


def _patient(request) -> dict:
    reached = [{"system": "phone", "value": request.phone}]
    if request.email:
        reached.append({"system": "email", "value": request.email})
    patient = {"resourceType": "Patient", "name": [{"text": request.name}], "telecom": reached}
    if request.language:
        patient["communication"] = [{"language": {"text": request.language}}]
    if request.zip_code:
        patient["address"] = [{"postalCode": request.zip_code, "country": "US"}]
    return patient


def _service(request, patient: str) -> dict:
    said = [*map(str, request.red_flags), request.reason]
    service = {
        "resourceType": "ServiceRequest",
        "identifier": [{"system": IDENTIFIER, "value": request.reference}],
        "status": SERVICE_STATUS.get(request.status, "active"),
        "intent": "proposal",
        "priority": "urgent" if request.is_urgent else "routine",
        "code": {"text": request.treatment or "Consultation"},
        "subject": {"reference": patient},
        "authoredOn": request.created_at.isoformat(),
        "reasonCode": [{"text": text} for text in said if text and text.strip()],
        "note": [{"text": text} for text in _notes(request)],
    }
    return {name: value for name, value in service.items() if value}


def _notes(request) -> list[str]:
    payer = f"Payer: {staff_words.payer(request.payer)}"
    details = [f"{label}: {value}" for label, value in staff_words.payer_details(request.payer_details)]
    known = "Returning patient" if request.patient_type == PatientType.RETURNING else "New patient"
    interpreter = ["Needs an interpreter"] if request.needs_interpreter else []
    return [known, payer, *details, *interpreter]


def _visit(request, patient: str, service: str) -> dict:
    visit = {
        "resourceType": "Appointment",
        "status": VISIT_STATUS.get(request.status, "proposed") if request.visit_at else _without_time(request),
        "basedOn": [{"reference": service}],
        "created": request.created_at.isoformat(),
        "participant": [
            {"actor": {"reference": patient}, "status": "accepted" if request.visit_at else "needs-action"},
            {
                "actor": {"display": request.location.title},
                "status": "accepted" if request.visit_at else "needs-action",
            },
        ],
    }
    if request.visit_at:
        times = {"start": request.visit_at.isoformat(), "end": (request.visit_at + VISIT).isoformat()}
        return {**visit, **times, "comment": "The end is an estimate; the request holds only the beginning."}
    return {**visit, "requestedPeriod": [{"end": request.promised_by.isoformat()}]}


def _without_time(request) -> str:
    """Only these two may stand without a beginning and an end (FHIR's invariant app-3)."""
    return "cancelled" if request.status in (Status.CLOSED, Status.WITHDRAWN) else "proposed"
