"""The application factory: the one place, beside the commands, that knows all parts.

Start reading here: `prepare` publishes the catalogue folder (once, before serving),
`create_app` loads the newest edition, wires the `Site`, and lets each module of
`wizard.web` install itself.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from wizard import resources
from wizard.application.limits import Gate
from wizard.application.ports import Edition
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.application.publish import Publication, publish
from wizard.application.watching import Watch
from wizard.content.folder import Files, digest, read_folder
from wizard.desking import add_examples, open_desks, open_tally, take_up_counts
from wizard.domain.periods import BRUSSELS
from wizard.editions import NOTHING, Shop
from wizard.limiting import only_strict_limits, open_limits
from wizard.memory import settle
from wizard.settings import Settings
from wizard.settings.serving import MOST_BYTES
from wizard.staffing import open_office
from wizard.store import away
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine
from wizard.store.watched import ask_for_edition
from wizard.web import (
    channels,
    conditional,
    errors,
    headers,
    languages,
    limits,
    logged,
    proxies,
    readable,
    request_ids,
)
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
    static,
)

if TYPE_CHECKING:
    from wizard.content.load import Loaded

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


def today() -> date:
    """Return the date in Brussels."""
    return datetime.now(BRUSSELS).date()


def prepare(settings: Settings, *, publishing: bool = True) -> Publication:
    """Make the data folder, migrate the database, publish the folder, build the index.

    Without `publishing` the edition in force is made ready as it is. Returns what became of
    the catalogue; `publication.edition` is None only if there is nothing to serve at all.
    Raises `OSError` if the data folder cannot be written to, and `DatabaseAwayError` if the
    database cannot be used.
    """
    # A server that only serves has no use for it.
    from wizard.store.migrate import migrate  # noqa: PLC0415  (as said above)

    settings.make_folder()
    settings.secret()
    engine = away.open_told(settings.database_url)
    try:
        migrate(engine)
        add_examples(engine, datetime.now(UTC))
        take_up_counts(settings, engine, datetime.now(UTC))
        shop = Shop(settings, engine)
        editions = DatabaseEditions(engine)
        if publishing:
            done = _publish(settings, editions, shop)
        else:
            done = Publication(editions.latest(), changed=False)
        if done.edition is not None:
            shop.open()
    finally:
        engine.dispose()
    return done


def edition_known_last(settings: Settings, why: OSError | DatabaseAwayError) -> int | None:
    """Return the number of the edition that can be served though `prepare` failed with `why`.

    None if there is none, or if the tables are of a newer program, whose site is not ours.
    """
    from wizard.store.migrate import DatabaseNewerError  # noqa: PLC0415  (as in `prepare`)

    if isinstance(why, DatabaseNewerError):
        return None
    try:
        engine = away.open_told(settings.database_url)
    except DatabaseAwayError:
        return None
    try:
        return Shop(settings, engine).open().catalogue.edition
    except (RuntimeError, OSError):
        return None
    finally:
        engine.dispose()


def _publish(settings: Settings, editions: DatabaseEditions, shop: Shop) -> Publication:
    """Publish the catalogue folder; an edition counts when it is ready to serve, not before."""
    from wizard.content.load import load_catalogue  # noqa: PLC0415  (serving has no use for it)

    def checked(files: Files) -> "Loaded":
        loaded = load_catalogue(files)
        if loaded.catalogue is not None:
            shop.make_before(loaded.catalogue)
        return loaded

    try:
        files = read_folder(settings.catalogue)
    except FileNotFoundError as error:
        return Publication(editions.latest(), changed=False, errors=(str(error),))
    return publish(files, digest(files), checked, editions, datetime.now(UTC))


def create_app(settings: Settings | None = None, day: Callable[[], date] = today) -> Flask:
    """Return the site over the newest edition; `day` tells today's date.

    Raises `RuntimeError` with what to do if the database cannot be read or holds no edition.
    """
    settings = settings or Settings.from_environment()
    engine = away.tell(open_engine(settings.database_url))
    ready = Shop(settings, engine).open()
    partners = open_desks(settings, engine)
    office = open_office(settings, engine, partners)
    tally = open_tally(settings, engine)
    here = Site(
        ready.catalogue, ready.words, day, settings.public_url, office, partners.shelf, tally
    )
    app = build_app(here, settings.secret(), open_limits(settings))
    health.watch_database(app, Watch(lambda: ask_for_edition(engine), time.monotonic))
    request_ids.believe_proxies(app, settings.proxies)
    proxies.behind(app, settings.proxies)
    return app


def settled(app: Flask) -> Flask:
    """Return `app` with the memory of its process in order, ready for its first request."""
    settle()
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
        raise RuntimeError(NOTHING)
    return edition


class PlainFlask(Flask):
    """Flask for views that are all plain functions."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a view or hook as it is: none of ours is asynchronous, and to look at each
        for each request takes a tenth of the time of a small page."""
        return func


def build_app(site: Site, secret: str, gate: Gate | None = None) -> Flask:
    """Return the Flask application that serves `site`, and lets `gate` hold up its visitors.

    Without one only the strict limits hold, each application for itself.
    """
    templates = str(resources.folder("templates"))
    app = PlainFlask("wizard", template_folder=templates, static_folder=None)
    app.secret_key = secret
    json = DefaultJSONProvider(app)
    json.ensure_ascii = json.sort_keys = False
    app.json = json
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    if site.public_url:
        app.config["TRUSTED_HOSTS"] = [urlsplit(site.public_url).hostname, "127.0.0.1", "localhost"]
    readable.install(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = site
    logged.install(app)
    limits.install(app, gate or only_strict_limits())
    languages.install(app)
    headers.install(app)
    conditional.install(app)
    errors.install(app)
    static.install(app)
    _add_public_pages(app)
    if site.office is not None:
        _add_pages_of_office(app, site.public_url)
    return app


def _add_pages_of_office(app: Flask, public_url: str) -> None:
    cookies.install(app, secure=public_url.startswith("https:"))
    app.register_blueprint(area)
    partner.install(app)


def _add_public_pages(app: Flask) -> None:
    app.register_blueprint(channels.journey_blueprint(WEB))
    for channel in DESK_CHANNELS:
        app.register_blueprint(channels.desk_blueprint(channel))
    for module in PARTS:
        app.register_blueprint(module.blueprint)
