"""Shades of the practice's colours that stay readable, whatever was chosen (WCAG 2.2 contrast, 1.4.3 and 1.4.6)."""

import colorsys

PAPER_LIGHT = "#fffdf8"
PAPER_DARK = "#12181a"
LIGHT_GROUNDS = (PAPER_LIGHT, "#f6f1e6")  # paper and sand of static/css/foundation.css
DARK_GROUNDS = (PAPER_DARK, "#1b2427")
TEXT_CONTRAST = 7.0


def luminance(color: str) -> float:
    """Relative luminance of #rrggbb, 0 (black) to 1 (white), as WCAG 2 defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(color: str, ground: str, ratio: float = TEXT_CONTRAST) -> str:
    """The colour itself, or the nearest shade of the same hue that reaches the contrast ratio on that ground."""
    if contrast(color, ground) >= ratio:
        return color
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    step = 0.01 if luminance(ground) < 0.5 else -0.01
    while 0 <= lightness <= 1:
        lightness += step
        shade = colorsys.hls_to_rgb(hue, min(1, max(0, lightness)), saturation)
        shaded = "#" + "".join(f"{round(channel * 255):02x}" for channel in shade)
        if contrast(shaded, ground) >= ratio:
            break
    return shaded


def brand_tokens(brand: str, accent: str) -> dict[str, dict[str, str]]:
    """CSS custom properties for the light and the dark scheme, each readable on paper and on sand."""
    schemes = {}
    for scheme, grounds, ink in (("light", LIGHT_GROUNDS, "#ffffff"), ("dark", DARK_GROUNDS, DARK_GROUNDS[0])):
        schemes[scheme] = {
            "--brand": readable_on_all(brand, grounds),
            "--on-brand": ink,
            "--accent": readable_on_all(accent, grounds),
            "--on-accent": ink,
        }
    return schemes


def readable_on_all(color: str, grounds: tuple[str, ...]) -> str:
    """The nearest shade that can be read on the ground that is hardest for it, and so on the others."""
    hardest = min(grounds, key=lambda ground: contrast(color, ground))
    shade = readable(color, hardest)
    return readable(shade, min(grounds, key=lambda ground: contrast(shade, ground)))
