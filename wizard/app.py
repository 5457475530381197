"""The application factory: the one place, beside the commands, that knows all parts.

Start reading here: `prepare` publishes the catalogue folder (once, before serving),
`create_app` loads the newest edition, wires the `Site`, and lets each module of
`wizard.web` install itself.
"""

import gc
from collections.abc import Callable
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from wizard import resources
from wizard.application.ports import Edition
from wizard.application.publish import Publication, publish
from wizard.content.folder import digest, read_folder
from wizard.content.load import load_catalogue
from wizard.desking import add_examples, open_desks, open_tally, take_up_counts
from wizard.domain.catalogue import Catalogue
from wizard.search import ensure_index
from wizard.settings import Settings
from wizard.staffing import open_office
from wizard.store import away
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate
from wizard.web import channels, errors, headers, languages, proxies
from wizard.web.place import DESK_CHANNELS, WEB
from wizard.web.site import EXTENSION, Site
from wizard.web.staff import cookies
from wizard.web.staff.views import area
from wizard.web.views import (
    api,
    browse,
    code,
    desk_assets,
    desk_counts,
    desk_pages,
    embed,
    health,
    kiosk_offline,
    partner,
    partners_guide,
)

BRUSSELS = ZoneInfo("Europe/Brussels")

PARTS = (
    browse,
    code,
    desk_pages,
    desk_assets,
    desk_counts,
    embed,
    kiosk_offline,
    partners_guide,
    api,
    health,
)
"""The parts of the public site beside the journey."""

MOST_BYTES = 256 * 1024
"""Of one request's body: more than the longest form of ours, little enough to hold in memory."""


def today() -> date:
    """Return the date in Brussels."""
    return datetime.now(BRUSSELS).date()


def prepare(settings: Settings) -> Publication:
    """Make the data folder, migrate the database, publish the folder, build the index.

    Returns what became of the catalogue; `publication.edition` is None only if
    there is nothing to serve at all. Raises `OSError` if the data folder cannot be written
    to, and `DatabaseAwayError` if the database cannot be used.
    """
    settings.make_folder()
    settings.secret()
    engine = away.open_told(settings.database_url)
    try:
        migrate(engine)
        add_examples(engine, datetime.now(UTC))
        take_up_counts(settings, engine, datetime.now(UTC))
        done = _publish(settings, DatabaseEditions(engine))
    finally:
        engine.dispose()
    if done.edition is not None:
        ensure_index(load_edition(done.edition), settings.index)
    return done


def _publish(settings: Settings, editions: DatabaseEditions) -> Publication:
    try:
        files = read_folder(settings.catalogue)
    except FileNotFoundError as error:
        return Publication(editions.latest(), changed=False, errors=(str(error),))
    return publish(files, digest(files), load_catalogue, editions, datetime.now(UTC))


def create_app(settings: Settings | None = None, day: Callable[[], date] = today) -> Flask:
    """Return the site over the newest edition; `day` tells today's date.

    Raises `RuntimeError` with what to do if the database cannot be read or holds no edition.
    """
    settings = settings or Settings.from_environment()
    catalogue = load_edition(edition_in_force(settings))
    words = ensure_index(catalogue, settings.index)
    engine = away.tell(open_engine(settings.database_url))
    partners = open_desks(engine)
    office = open_office(settings, engine, partners)
    tally = open_tally(settings, engine)
    here = Site(catalogue, words, day, settings.public_url, office, partners.shelf, tally)
    app = build_app(here, settings.secret())
    proxies.behind(app, settings.proxies)
    return app


def settled(app: Flask) -> Flask:
    """Return `app` after the garbage collector has been told to leave alone what stays.

    Catalogue and search are some millions of objects; looking through them all again
    would make one request in some hundreds wait a third of a second.
    """
    gc.collect()
    gc.freeze()
    return app


def edition_in_force(settings: Settings) -> Edition:
    """Return the newest edition of the database.

    Raises `RuntimeError` with what to do if it cannot be read or holds none.
    """
    engine = open_engine(settings.database_url)
    try:
        edition = DatabaseEditions(engine).latest()
    finally:
        engine.dispose()
    if edition is None:
        raise RuntimeError("there is no edition to serve; run `wizard catalogue publish` first")
    return edition


def build_app(site: Site, secret: str) -> Flask:
    """Return the Flask application that serves `site`."""
    app = Flask(
        "wizard",
        template_folder=str(resources.folder("templates")),
        static_folder=str(resources.folder("static")),
        static_url_path="/static",
    )
    app.secret_key = secret
    json = DefaultJSONProvider(app)
    json.ensure_ascii = json.sort_keys = False
    app.json = json
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    if site.public_url:
        app.config["TRUSTED_HOSTS"] = [urlsplit(site.public_url).hostname, "127.0.0.1", "localhost"]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = site
    languages.install(app)
    headers.install(app)
    errors.install(app)
    _add_public_pages(app)
    if site.office is not None:
        cookies.install(app, secure=site.public_url.startswith("https:"))
        app.register_blueprint(area)
        partner.install(app)
    return app


def _add_public_pages(app: Flask) -> None:
    app.register_blueprint(channels.journey_blueprint(WEB))
    for channel in DESK_CHANNELS:
        app.register_blueprint(channels.desk_blueprint(channel))
    for module in PARTS:
        app.register_blueprint(module.blueprint)


def load_edition(edition: Edition) -> Catalogue:
    """Return the catalogue of a stored edition.

    Raises `RuntimeError` if this version of the program cannot read it any more.
    """
    published = edition.published_at.astimezone(BRUSSELS).date().isoformat()
    loaded = load_catalogue(
        edition.files, edition=edition.number, published_on=published, personas=False
    )
    if loaded.catalogue is None:
        lines = "\n".join(str(error) for error in loaded.errors)
        raise RuntimeError(f"edition {edition.number} cannot be read; publish a new one\n{lines}")
    return loaded.catalogue
