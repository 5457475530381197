"""A PostgreSQL server of the tests' own, and a database of its own for each test.

The server is set up to be unlike this program's default: another time zone than UTC, and an
order of words that is not that of their bytes.
"""

import os
import pwd
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.services.processes import bound, end, folder_for, free_port, wait_for
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate

PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian puts the programs of the server, one folder for each version."""

FAST = {"fsync": "off", "full_page_writes": "off"}
"""What is fast and safe as long as the machine itself goes on."""

UNLIKE = {"timezone": "Asia/Kathmandu", "datestyle": "SQL, DMY"}
TEMPLATE = "migrated"


def newest_programs() -> Path:
    """Return the folder with the newest server's programs."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda one: float(one.parent.parent.name))
    assert found, "PostgreSQL is missing: apt-get install postgresql"
    return found[-1].parent


def run_as() -> str:
    """Return the user that runs the server: it refuses to run as root; "" for ourselves."""
    if os.geteuid() != 0:
        return ""
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@dataclass
class PostgresqlServer:
    """A server in a folder of its own, at 127.0.0.1, whose one user needs no password."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def set_up(self) -> None:
        """Make the files of the server."""
        make = [str(newest_programs() / "initdb"), "-D", str(self._data), "-U", "wizard"]
        make += ["--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"]
        make += ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nl-BE"]
        subprocess.run(self._as_user(make), check=True, cwd="/", capture_output=True)

    def start(self) -> None:
        """Start it, also again after a stop: on the same port, with what it held."""
        settings = {"listen_addresses": "127.0.0.1", "port": str(self.port)}
        settings |= {"unix_socket_directories": str(self.folder), "max_connections": "60"}
        settings |= FAST | UNLIKE
        words = [word for pair in settings.items() for word in ("-c", "=".join(pair))]
        command = [str(newest_programs() / "postgres"), "-D", str(self._data), *words]
        log = self.folder / "postgresql.log"
        with log.open("ab") as out:
            command = bound(self._as_user(command))
            self.process = subprocess.Popen(command, cwd="/", stdout=out, stderr=out)
        wait_for(self.process, self._answers, log)

    def stop(self) -> None:
        """Stop it at once, as a machine that loses its power: nobody is told anything."""
        if self.process is not None:
            end(self.process, signal.SIGQUIT)
            self.process = None

    def url(self, database: str) -> str:
        """Return the address of a database as a setting has it."""
        return f"postgresql+psycopg://wizard@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """Make a database like another one, and return its name."""
        name = f"test_{next(self.numbers)}"
        make = sql.SQL("create database {} template {}")
        self._tell(make.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def remove_database(self, name: str) -> None:
        """Remove a database, whoever still uses it."""
        self._tell(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))

    def make_template(self) -> None:
        """Make the migrated database that those of the tests are copies of."""
        self._tell(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
        engine = open_engine(self.url(TEMPLATE))
        migrate(engine)
        engine.dispose()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _as_user(self, command: list[str]) -> list[str]:
        user = run_as()
        if not user:
            return command
        group = str(pwd.getpwnam(user).pw_gid)
        return ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", *command]

    def _tell(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._server).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _server(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=wizard dbname=postgres connect_timeout=5"


def plain(url: str) -> str:
    """Return an address as the driver itself reads it."""
    return url.replace("postgresql+psycopg:", "postgresql:")


@contextmanager
def running_postgresql() -> Iterator[PostgresqlServer]:
    """Return a server that runs until the end of the block; it may be stopped and started."""
    with folder_for("postgresql", run_as()) as folder:
        server = PostgresqlServer(folder)
        server.set_up()
        try:
            server.start()
            server.make_template()
            yield server
        finally:
            server.stop()


@contextmanager
def database_at(server: PostgresqlServer, template: str = TEMPLATE) -> Iterator[str]:
    """Return the address of a new database, which is removed at the end of the block."""
    name = server.new_database(template)
    try:
        yield server.url(name)
    finally:
        server.remove_database(name)


EMPTY = """
do $$
declare one record; filled boolean;
begin
    perform pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid();
    for one in select quote_ident(tablename) as name from pg_tables
        where schemaname = 'public' and tablename <> 'alembic_version'
    loop
        execute 'select exists (select from ' || one.name || ')' into filled;
        if filled then
            execute 'truncate ' || one.name || ' restart identity cascade';
        end if;
    end loop;
    perform setval(oid::regclass, 1, false) from pg_class where relkind = 'S';
end $$
"""
"""Ends all connections, empties what is not empty, and lets all numbers begin at 1 again."""


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A server for all tests of one process; who stops it starts it again."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def _shared_database(postgresql_server: PostgresqlServer) -> Iterator[str]:
    with database_at(postgresql_server) as url:
        yield url


@pytest.fixture
def postgresql_url(_shared_database: str) -> str:
    """The address of a migrated database whose tables are empty when the test begins.

    It is always the same one, because making one takes ten times as long as emptying one.
    """
    with psycopg.connect(plain(_shared_database), autocommit=True) as connection:
        connection.execute(EMPTY)
    return _shared_database


@pytest.fixture
def own_postgresql_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    """The address of a database without any table, for tests that change the tables."""
    with database_at(postgresql_server, "template0") as url:
        yield url
