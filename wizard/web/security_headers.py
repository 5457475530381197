"""The headers that tell a browser what a page may do, the same on every answer of the site.

Scored by the rules of Mozilla's HTTP Observatory (`tests/security/test_observatory.py`).
"""

from flask import Response, request

from wizard.web.site import site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, nothing inline, in nobody's frame."""

SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
"""Every feature of a browser that no page of ours uses, as Chromium names them.

Writing to the clipboard (the «copy» buttons) is the one that is left on.
"""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in SWITCHED_OFF),
    "Cross-Origin-Opener-Policy": "same-origin",
}

STRICT_TRANSPORT = "max-age=63072000"
"""Two years of https only, for this host alone.

Without «includeSubDomains» and «preload»: what lies below the host of the site may belong
to others in the same administration, and a program must not switch their http off.
"""


def add_strict_transport(response: Response) -> None:
    """Let browsers come by https only, if the site is at home there and this came by it.

    RFC 6797, 7.2: never over http. That the visitor came by https only a proxy of our own can
    say (`wizard.web.proxies`).
    """
    if request.is_secure and site().public_url.startswith("https:"):
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
