"""A series as a data set: the same as `manage.py export_series` writes."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from ninja import Router
from ninja.params.functions import Query

from ...models import Archive, Chat
from ...publishing import DATASET_FORMS, EDITIONS, DatasetOrder, packed_dataset
from ..headers_alone import asks_for_headers
from ..limiting import WHOLE_SERIES, seconds_to_wait
from ..release import release
from ..visitors import address_of
from .keys import KeyOptional
from .problems import Problem
from .reading import readable_series
from .series import SLUG

router = Router(tags=["Series"], auth=KeyOptional())
CONTENT_TYPE = "application/zip"
AS_ZIP = {"responses": {200: {"content": {CONTENT_TYPE: {"schema": {"type": "string", "format": "binary"}}}}}}
FORM: Any = Query(
    "jsonl",
    alias="format",
    pattern=f"^({'|'.join(DATASET_FORMS)})$",
    description="How tables are written: `jsonl` (JSON Lines), `csv` or `parquet`.",
    example="parquet",
)
EDITION: Any = Query(
    "full",
    pattern=f"^({'|'.join(EDITIONS)})$",
    description="`full`: what the pages show; `pseudonymous`: pseudonyms for people and posts, also for handles in "
    "texts; `ids`: ids and places without words and names.",
    example="pseudonymous",
)
# Whoever comes while another one is built, by this process of the web server, is asked to come again.
BUILDING = threading.Lock()
COME_AGAIN = {"Retry-After": "30"}


@router.get("/{slug:series}/dataset.zip", summary="A series as a data set", openapi_extra=AS_ZIP)
def one_dataset(request: HttpRequest, series: str = SLUG, form: str = FORM, edition: str = EDITION) -> HttpResponseBase:
    """The public chats of a series as tables, for research: `chats`, `questions`, `posts`, `people`, and `edges`.

    An edge is who replied to, retweeted or quoted what. Beside the tables stand a description of every column, of how
    the chats were collected and what is missing, a Data Package, a citation and checksums. It is built before it is
    sent, which takes a while; while another one is being built the answer is 429. Keep its
    `ETag`: unchanged, it is not built again.
    """
    order = DatasetOrder(readable_series(request, series), edition, form)
    etag = etag_of(order)
    known = get_conditional_response(request, etag=etag)
    # Without a response of its own, a precondition that does not hold gives None: then the data set is due.
    response = known if known is not None else announced(order) if asks_for_headers(request) else built(request, order)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response


def etag_of(order: DatasetOrder) -> str:
    """Return the token of a data set, weak: its description tells the day on which it was built."""
    archive = Archive.current()
    versions = Chat.objects.public().filter(series=order.series).order_by("pk").values_list("version", flat=True)
    told = (order.form, order.edition, release(), archive.name, archive.keeper, order.series.name, *versions)
    return f'W/"{hashlib.sha256(chr(0).join(told).encode()).hexdigest()[:24]}"'


def announced(order: DatasetOrder) -> HttpResponseBase:
    """Return the headers of a data set without building it; how long it is, is not known until then."""
    return StreamingHttpResponse((), content_type=CONTENT_TYPE, headers=disposition(order))


def disposition(order: DatasetOrder) -> dict[str, str]:
    """Return the header by which a data set is saved under its name."""
    return {"Content-Disposition": f'attachment; filename="{order.series.slug}-{order.edition}-{order.form}.zip"'}


def built(request: HttpRequest, order: DatasetOrder) -> HttpResponseBase:
    """Return a data set, sent from the disk; raises Problem where too many were asked for."""
    if wait := seconds_to_wait(address_of(request), WHOLE_SERIES):
        raise Problem("too-many-requests", headers={"Retry-After": str(wait)})
    if not BUILDING.acquire(blocking=False):
        raise Problem("too-many-requests", "Another data set is being built.", headers=COME_AGAIN)
    try:
        file = packed_dataset(order, settings.DATASETS_DIR)
    finally:
        BUILDING.release()
    return FileResponse(file, content_type=CONTENT_TYPE, headers=disposition(order))
