"""The page cache with all its work, compressing included, and no memory."""

from django.conf import settings

from publishing.page_cache import PageCacheMiddleware, pages


class ForgettingPageCache(PageCacheMiddleware):
    def __call__(self, request):
        pages.drop_all()
        request.is_made_anew = settings.IS_MADE_ANEW
        return super().__call__(request)
