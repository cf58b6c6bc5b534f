"""Every fact that the practice publishes about MILD and about lumbar spinal stenosis stands on our pages."""

import re

import pytest

from tests.treatments.content import FOLDER, load, plain, texts

PRACTICE = FOLDER.parents[1] / "practice" / "content" / "practice.toml"

MILD = {
    "also micro-decompression": r"minimally invasive lumbar micro-decompression",
    "also percutaneous": r"percutaneous lumbar decompression",
    "outpatient": r"Outpatient",
    "mainly for stenosis": r"mainly a treatment for lumbar spinal stenosis",
    "takes away ligament or bone": r"takes away (?:extra|excess) ligament or bone that presses on the nerves",
    "for those general anesthesia does not suit": r"do not do well under general anesthesia",
    "for those open surgery does not suit": r"might not (?:tolerate|be able to go through) open",
    "after other care did not help": r"other care without surgery has not helped",
    "common": r"MILD is a common procedure",
    "described as very safe": r"described as very safe",
    "very small risks": r"very small risks",
    "stenosis is narrowing": r"[Ss]tenosis[\"”]? means narrowing",
    "five bones": r"five bones",
    "skin cleaned": r"antiseptic",
    "local anesthesia": r"local anesthesia",
    "X-ray marks the spot": r"X-ray[^.]*mark the exact place",
    "face down": r"lie face down",
    "one small cut": r"one cut of about an inch or less",
    "successive tubes": r"thin tube slides down through the muscle[^.]*wider ones follow",
    "a dime or a nickel": r"dime or a nickel",
    "special tools": r"special tools[^.]*bone or ligament",
    "closed and bandaged": r"close the cut and put a bandage",
    "about an hour": r"[Aa]bout an hour, then about an hour in the recovery room",
    "home the same day": r"go home the same day",
    "pain medicine or muscle relaxant": r"pain medicine or a muscle relaxant",
    "no driving on them": r"Do not drive or use machin",
    "bandage off": r"A few days to about a week: the bandage comes off",
    "back to normal then": r"back to normal activity and work after a few days to about a week",
    "rest and light movement": r"Rest and light movement[^.]*first days",
    "do not stiffen": r"Keep moving just enough that your back does not get stiff",
    "no bending or twisting": r"Do not bend or twist your back",
    "no heavy lifting until healed": r"Do not lift anything heavy until[^.]*healed",
    "least trauma": r"disturbs muscle and other tissue as little as possible",
    "little scar tissue": r"little scar tissue",
    "easier healing than open surgery": r"advantages over open surgery[\s\S]*healing is easier",
    "walking the same day": r"up and walking (?:on )?the same day",
    "home by car or plane": r"by car or by plane",
    "less blood loss": r"less blood loss",
    "lower infection risk": r"lower chance of infection",
    "may not help": r"may not help at all|fail to improve your pain",
    "may get worse": r"make it worse|pain gets worse",
    "infection and antibiotics": r"Infection, which most often can be treated with antibiotics",
    "bruising clears": r"Bruising, which clears in days",
    "workers' compensation": r"workers['’] compensation and personal injury patients",
    "loss of control is an emergency": r"lose control of your bladder or bowels",
}
STENOSIS = {
    "narrowing of the canal": r"narrowing of the spinal canal in your lower back",
    "five vertebrae": r"five bones, the lumbar vertebrae",
    "mostly neck and lower back": r"most frequent in the neck and the lower back",
    "osteoarthritis": r"osteoarthritis, the wear of joints that comes with age",
    "from about 50": r"from about age 50 on",
    "bone spurs": r"bone spurs",
    "herniated discs": r"herniated disc",
    "tumors": r"a tumor",
    "injuries": r"an injury",
    "may be no symptoms": r"Some people have no symptoms at all",
    "back pain": r"Pain in the lower back",
    "sciatica": r"Sciatica: pain that runs[^.]*down the leg, generally on one side",
    "numbness": r"Numbness in the legs or feet",
    "weakness": r"Weakness in the legs or feet",
    "cramping or tingling after standing or walking": r"Cramping, tingling[^.]*after standing or walking for long",
    "easing on sitting or resting": r"goes away when you sit or rest",
    "loss of control is urgent": r"loss of bladder or bowel control[^.]*needs immediate medical attention",
}
OURS = {
    "who": r"physicians and nurse practitioners",
    "Maryland": r"Maryland",
    "Pennsylvania": r"Pennsylvania",
    "Virginia": r"Virginia",
}


def words(path):
    return plain("\n".join(texts(load(path))))


def facts(path, table):
    text = words(path)
    return [pytest.param(text, pattern, id=fact) for fact, pattern in table.items()]


@pytest.mark.parametrize(
    ("text", "pattern"), facts(FOLDER / "treatments" / "minimally-invasive-lumbar-decompression.toml", MILD)
)
def test_the_page_of_mild_says(text, pattern):
    assert re.search(pattern, text)


@pytest.mark.parametrize(("text", "pattern"), facts(FOLDER / "conditions" / "lumbar-spinal-stenosis.toml", STENOSIS))
def test_the_page_of_spinal_stenosis_says(text, pattern):
    assert re.search(pattern, text)


@pytest.mark.parametrize(("text", "pattern"), facts(PRACTICE, OURS))
def test_the_practice_says(text, pattern):
    assert re.search(pattern, text)


def test_the_sample_telephones_belong_to_nobody():
    numbers = [line["number"] for line in load(PRACTICE)["phone_lines"]]

    assert len(numbers) == 3
    assert all(re.search(r"555 01\d\d$", number) for number in numbers)
