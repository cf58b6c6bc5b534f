"""What a field looks like before and after it is filled in; frames are printed on the page already."""

from pikepdf import Array, Name, Object, Pdf

INK = "0.086 0.149 0.169"
ROUND = 0.5523  # the control points that make four curves a circle


def drawn(pdf: Pdf, rectangle: Object, drawing: str) -> Object:
    """A form XObject of the field's size. Units: points from its lower left corner."""
    width, height = size(rectangle)
    return pdf.make_stream(
        drawing.encode("ascii"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height])
    )


def size(rectangle: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in rectangle)
    return round(right - left, 3), round(top - bottom, 3)


def empty_text(pdf: Pdf, rectangle: Object) -> Object:
    """Nothing typed yet. It names the font already, because some programs keep this resource and change the words."""
    stream = drawn(pdf, rectangle, "/Tx BMC EMC")
    stream.Resources = pdf.Root.AcroForm.DR
    return stream


def nothing(pdf: Pdf, rectangle: Object) -> Object:
    return drawn(pdf, rectangle, "")


def tick(pdf: Pdf, rectangle: Object) -> Object:
    width, height = size(rectangle)
    corners = [(0.22, 0.52), (0.42, 0.28), (0.80, 0.76)]
    points = [f"{x * width:.2f} {y * height:.2f}" for x, y in corners]
    return drawn(pdf, rectangle, f"{INK} RG 2 w 1 J 1 j {points[0]} m {points[1]} l {points[2]} l S")


def disc(pdf: Pdf, rectangle: Object) -> Object:
    width, height = size(rectangle)
    x, y, radius = width / 2, height / 2, min(width, height) * 0.28
    arm = radius * ROUND
    curves = [
        (x + radius, y + arm, x + arm, y + radius, x, y + radius),
        (x - arm, y + radius, x - radius, y + arm, x - radius, y),
        (x - radius, y - arm, x - arm, y - radius, x, y - radius),
        (x + arm, y - radius, x + radius, y - arm, x + radius, y),
    ]
    strokes = " ".join(" ".join(f"{number:.2f}" for number in curve) + " c" for curve in curves)
    return drawn(pdf, rectangle, f"{INK} rg {x + radius:.2f} {y:.2f} m {strokes} f")
