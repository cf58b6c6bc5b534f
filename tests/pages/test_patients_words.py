"""What patients type, on the demo content: everyday words, phrases and mistakes lead to the right page."""

import pytest

from pages.searching.finding import find

pytestmark = pytest.mark.django_db

KNOWN = {
    "mild": "minimally-invasive-lumbar-decompression",
    "mild procedure": "minimally-invasive-lumbar-decompression",
    "lumbar decompresion": "minimally-invasive-lumbar-decompression",
    "stenosis": "lumbar-spinal-stenosis",
    "leg pain walking": "lumbar-spinal-stenosis",
    "pinched nerve": "cervical-radiculopathy",
    "sciatic nerve": "sciatica",
    "siatica": "sciatica",
    "slipped disc": "herniated-disc",
    "bulging disc": "herniated-disc",
    "cortisone shot": "epidural-steroid-injection",
    "epidural": "epidural-steroid-injection",
    "back shot": "epidural-steroid-injection",
    "nerve burning": "radiofrequency-ablation",
    "rfa": "radiofrequency-ablation",
    "prp": "platelet-rich-plasma",
    "spinal cord stimulator": "spinal-cord-stimulation",
    "trigger point": "trigger-point-injection",
    "muscle knots": "myofascial-pain",
    "neuropathy": "peripheral-neuropathy",
    "arthritis knee": "knee-and-hip-osteoarthritis",
    "crps": "complex-regional-pain-syndrome",
    "compression fracture": "vertebral-compression-fracture",
    "kyphoplasty": "kyphoplasty",
    "failed back surgery": "pain-after-spine-surgery",
}


def slugs(typed, most):
    """The last part of the addresses of the best pages."""
    return [result.card.address.strip("/").split("/")[-1] for result in find(typed).best(most)]


@pytest.mark.parametrize("typed", KNOWN)
def test_it_is_among_the_first_three(loaded_content, typed):
    assert KNOWN[typed] in slugs(typed, 3)


MISSES = {
    "slipped disk": "herniated-disc",
    "narrow spine": "lumbar-spinal-stenosis",
    "my leg hurts when I walk": "lumbar-spinal-stenosis",
    "shot for back pain": "epidural-steroid-injection",
    "what is sciatica": "sciatica",
    "treatment for spinal stenosis": "lumbar-spinal-stenosis",
    "pain down my leg": "sciatica",
}


@pytest.mark.parametrize("typed", MISSES)
def test_another_spelling_or_a_whole_phrase_leads_there_too(loaded_content, typed):
    assert MISSES[typed] in slugs(typed, 12)
