"""An application that speaks and serves nothing: for what is written outside any request."""

from flask import Flask

from wizard import resources
from wizard.web import languages


def bare_app() -> Flask:
    """Return an application that renders templates in the languages, and has no routes."""
    app = Flask("wizard", template_folder=str(resources.folder("templates")))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages.install(app)
    return app
