"""The site's own settings, but no page is found in memory or made ahead: every request is the first one."""

from clinic_site.settings import *  # noqa: F403
from clinic_site.settings import MIDDLEWARE

KEEPING = "publishing.page_cache.PageCacheMiddleware"
MIDDLEWARE = ["bench.forgetting.ForgettingPageCache" if name == KEEPING else name for name in MIDDLEWARE]
IS_MADE_ANEW = True
