"""How gunicorn is set up, and what its own messages may not say."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from gunicorn.config import Config

from tests.conftest import ROOT
from wizard.serving.access import QuietLogger
from wizard.serving.server import Server
from wizard.settings import Settings


def test_no_header_may_say_where_the_site_is_mounted(tmp_path: Path) -> None:
    server = Server("127.0.0.1", 8000, Settings(tmp_path, tmp_path, "sqlite://"))
    assert server.cfg.forwarder_headers == []
    assert server.cfg.settings["forwarded_allow_ips"].get() == []


def test_a_request_that_cannot_be_read_is_not_quoted_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = QuietLogger(Config())
    log.error_log.propagate = True
    with caplog.at_level(logging.WARNING, logger="gunicorn.error"):
        log.warning("Invalid request from ip=%s: %s", "192.0.2.1", "GET /fr/search?q=secret")
        log.warning("Worker %s timed out", 7)
    assert "secret" not in caplog.text
    assert "192.0.2.1" not in caplog.text
    assert "Worker 7 timed out" in caplog.text


def test_a_request_that_failed_in_the_server_is_not_quoted_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = QuietLogger(Config())
    log.error_log.propagate = True
    with caplog.at_level(logging.ERROR, logger="gunicorn.error"):
        log.exception("Error handling request %s %s", "GET", "/fr/search?q=secret")
        log.exception("Exception in %s", "a worker")
    assert "Error handling request" in caplog.text
    assert "secret" not in caplog.text
    assert "Exception in a worker" in caplog.text


def test_the_program_is_shared_before_there_are_threads() -> None:
    """A thread does not go along into a worker, but what it has locked does."""
    lines = (
        "import sys, wizard.serving.server as server",
        "assert 'wizard.app' not in sys.modules",
        "server.share_program()",
        "assert 'wizard.app' in sys.modules and 'wizard.renewal' in sys.modules",
        "print([one for one in open('/proc/self/status') if one.startswith('Threads')])",
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "\n".join(lines)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['Threads:\\t1\\n']\n"
