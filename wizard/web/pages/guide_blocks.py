"""The texts to copy on the pages for partners: lines, files and commands, as they are typed."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from wizard.domain.desks import Desk
from wizard.domain.kiosk_start import chromium_line, policy
from wizard.domain.text import Language
from wizard.web.embed_snippet import iframe_line, script_line
from wizard.web.messages import gettext
from wizard.web.place import KIOSK

ADD_DESK = "wizard desk add desk.toml"

MAKE_USER = 'sudo adduser --disabled-password --comment "Kiosk" kiosk'

INSTALL = "sudo apt-get update\nsudo apt-get install chromium"

PROGRAM = "/usr/local/bin/parcours-kiosk"
"""The file that holds the start line, for everybody on the machine to run."""

POLICY_FILE = "/etc/chromium/policies/managed/parcours.json"

UNIT_FILE = "~/.config/systemd/user/parcours-kiosk.service"

UNIT = f"""[Unit]
Description=Parcours kiosk
PartOf=graphical-session.target
After=graphical-session.target

[Service]
ExecStart={PROGRAM}
Restart=always
RestartSec=5

[Install]
WantedBy=graphical-session.target
"""
"""Starts the kiosk when the screen is there, and again whenever it ends."""

ENABLE = "systemctl --user daemon-reload\nsystemctl --user enable --now parcours-kiosk.service"

AUTOSTART_FILE = "~/.config/autostart/parcours-kiosk.desktop"

AUTOSTART = f"""[Desktop Entry]
Type=Application
Name=Parcours kiosk
Exec={PROGRAM}
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A text to copy: its id on the page, what it is in words, and itself."""

    key: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class KioskSetup:
    """The files and commands that make a kiosk of a computer, in the order of their use."""

    add_desk: Block
    make_user: Block
    install: Block
    start_line: Block
    start_allow: Block
    browser_policy: Block
    unit: Block
    enable: Block
    autostart: Block


def snippet(base: str, desk: str, language: Language | None, *, script: bool) -> Block:
    """Return the line for a page of the partner's; without `language` it follows that page."""
    if script:
        line = script_line(base, desk, language or "")
    else:
        title = gettext("Support for your business in Brussels")
        line = iframe_line(base, desk, language or "", title)
    return Block("snippet", gettext("The line for your page"), line)


def origins_line(desk: Desk | None) -> Block:
    """Return the part of a record that says which sites may show the frame."""
    sites = (desk.origins if desk else ()) or ("https://www.example.org",)
    listed = ", ".join(json.dumps(one) for one in sites)
    return Block("sites-line", gettext("In the record of the desk"), f"origins = [{listed}]")


def own_policy(base: str, *, script: bool) -> Block:
    """Return what a Content-Security-Policy of the partner's must allow."""
    host = _origin(base)
    lines = [f"frame-src {host}"]
    if script:
        lines.insert(0, f"script-src {host}")
    return Block("policy", gettext("To add to your policy"), "; ".join(lines))


def add_desk() -> Block:
    """Return the command that stores the record of a desk."""
    return Block("add-desk", gettext("On the server of the guide"), ADD_DESK)


def kiosk_setup(base: str, desk: str, *, printing: bool) -> KioskSetup:
    """Return the texts that set up the kiosk of a desk, with or without a printer."""
    administrator = gettext("In a terminal, as administrator")
    user = gettext("In a terminal, as the user of the kiosk")
    line = chromium_line(f"{base}{KIOSK.path(desk)}/", printing=printing)
    rules = json.dumps(policy(base), indent=2)
    return KioskSetup(
        add_desk=add_desk(),
        make_user=Block("make-user", administrator, MAKE_USER),
        install=Block("install", administrator, INSTALL),
        start_line=_file("start-line", PROGRAM, f"#!/bin/sh\nexec {line}\n"),
        start_allow=Block("start-allow", administrator, f"sudo chmod 755 {PROGRAM}"),
        browser_policy=_file("browser-policy", POLICY_FILE, f"{rules}\n"),
        unit=_file("unit", UNIT_FILE, UNIT),
        enable=Block("enable", user, ENABLE),
        autostart=_file("autostart", AUTOSTART_FILE, AUTOSTART),
    )


def _file(key: str, name: str, text: str) -> Block:
    return Block(key, gettext("The file %(name)s", name=name), text)


def _origin(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"
