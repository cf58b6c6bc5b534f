"""Uploads in an S3 bucket, for a site with several web machines. Used where MEDIA_S3_BUCKET names one.

It needs the package django-storages[s3]; nothing imports this module otherwise.
"""

from botocore.exceptions import ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A bucket that only the site itself asks: visitors get every file from the site's own address."""

    def url(self, name, *args, **kwargs):
        return settings.MEDIA_URL + filepath_to_uri(name)

    def get_modified_time(self, name):
        """As Django promises it: a file that is not there is a FileNotFoundError."""
        try:
            return super().get_modified_time(name)
        except ClientError as error:
            raise FileNotFoundError(name) from error
