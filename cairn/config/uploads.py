"""How much of an uploaded file reaches the disk before anybody has looked at it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class CappedUpload(FileUploadHandler):
    """Lets go of what is past the largest file that a page takes.

    What it lets through is a little more than that, so the page still sees that it was too large,
    and the words that came along are kept.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        answers = self.request is not None and self.request.path.startswith("/a/")
        most = settings.ANSWER_FILE_BYTES if answers else settings.MAX_UPLOAD_BYTES
        return raw_data if start <= most else None

    def file_complete(self, file_size: int) -> Any:
        """The handlers after it make the file."""
        return None
