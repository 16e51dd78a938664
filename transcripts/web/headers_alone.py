"""HEAD: the headers of the answer to GET (RFC 9110, section 9.3.2), without making a body that nobody is sent."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse


class HeadersAlone:
    """Middleware: takes the body out of answers to HEAD, so that the server does not read a whole file through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave everything else as it is."""
        response = self.get_response(request)
        if asks_for_headers(request):
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response


def asks_for_headers(request: HttpRequest) -> bool:
    """True for HEAD, also where the request is answered as if it were GET."""
    return str(request.META["REQUEST_METHOD"]) == "HEAD"
