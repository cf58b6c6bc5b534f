"""The browser tests can be trusted: they see strangers and mistakes."""

PAGE = "<!doctype html><html><title>x</title><body>%s</body></html>"


def test_the_browser_reaches_the_site(page):
    response = page.goto("/healthz")

    assert (response.status, response.text()) == (200, "ok\n")


def test_axe_names_what_is_wrong(page, axe):
    page.set_content(PAGE % "<img src='data:,'>")

    found = axe(page)

    assert any(line.startswith("image-alt: ") for line in found)
    assert any(line.startswith("html-has-lang: ") for line in found)


def test_a_stranger_is_noticed(page, strangers):
    page.set_content(PAGE % "<script src='http://stranger.invalid/x.js'></script>")

    assert strangers == ["http://stranger.invalid/x.js"]
    strangers.clear()
