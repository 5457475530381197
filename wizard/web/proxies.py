"""Whose address a request comes from, and by which way, when proxies of our own stand before."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def behind(app: Flask, proxies: int) -> None:
    """Take the visitor's address from X-Forwarded-For, and the scheme from X-Forwarded-Proto.

    Of the addresses the last `proxies` entries are ours, one of each proxy. Of the scheme only
    the last one counts, that of the proxy before us: it writes or passes on what the visitor
    used. With 0 both headers count for nothing, because any visitor can send them. Nothing else
    of what proxies say is believed, neither a host nor a prefix: the site's own address is
    a setting.
    """
    if proxies:
        inner = _over_http_or_https(app.wsgi_app)
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's way to wrap
            inner, x_for=proxies, x_proto=1, x_host=0, x_port=0, x_prefix=0
        )


def _over_http_or_https(app: WSGIApplication) -> WSGIApplication:
    """Return `app`, which takes every other scheme for http: whole addresses begin with it."""

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] != "https":
            environ["wsgi.url_scheme"] = "http"
        return app(environ, start_response)

    return serve
