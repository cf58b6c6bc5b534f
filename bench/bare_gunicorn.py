"""How gunicorn runs the bare view: as the site in everything, but there is nothing that a new process could read."""

import runpy

from scripts.packages import ROOT

_site = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
globals().update({name: value for name, value in _site.items() if not name.startswith("_")})


def post_worker_init(worker):
    """Instead of the site's, which reads what stands on every page."""
