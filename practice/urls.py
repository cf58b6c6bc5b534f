"""Addresses of what the practice says about itself."""

from django.urls import path

from practice.views import brand, faqs, insurance, notices, patient_forms, resources

app_name = "practice"

urlpatterns = [
    path("brand.css", brand.brand_stylesheet, name="brand_stylesheet"),
    path("insurance/", insurance.insurance, name="insurance"),
    path(
        "insurance/workers-compensation-and-injury/", insurance.compensation_and_injury, name="compensation_and_injury"
    ),
    path("faqs/", faqs.faqs, name="faqs"),
    path("resources/", resources.resources, name="resources"),
    path("patient-forms/", patient_forms.patient_form_list, name="patient_form_list"),
    path("patient-forms/<slug:slug>/", patient_forms.patient_form, name="patient_form"),
    path("patient-forms/<slug:slug>.pdf", patient_forms.patient_form_file, name="patient_form_file"),
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/<slug:slug>/", notices.notice_detail, name="notice_detail"),
    path("notices/<slug:slug>/versions/<int:number>/", notices.notice_version, name="notice_version"),
]
