"""Whose address a request comes from when proxies of our own stand before the server."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def behind(app: Flask, proxies: int) -> None:
    """Take the visitor's address from the last `proxies` entries of X-Forwarded-For.

    With 0 the header counts for nothing, because any visitor can send it. Nothing else of
    what proxies say is believed: the site's own address is a setting.
    """
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's way to wrap
            app.wsgi_app, x_for=proxies, x_proto=0, x_host=0, x_port=0, x_prefix=0
        )
