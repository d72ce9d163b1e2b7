"""Migrations make exactly the tables that the store uses, all of them or none."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from kb.errors import BaseBusy
from kb.store import Store, schema
from kb.store import upgrade as upgrading

LATER = """
from alembic import op

revision, down_revision, branch_labels, depends_on = "{next:04d}", "{now:04d}", None, None


def upgrade():
    op.execute("CREATE TABLE later (a INTEGER)")
    op.execute({last!r})
"""
NOW = schema.FORMAT
NEXT = NOW + 1


def migration(last):
    """A migration after the newest, whose second statement is `last`."""
    return LATER.format(now=NOW, next=NEXT, last=last)


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A release whose format is the next; gives the file of its last migration."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for path in [upgrading.FOLDER / "env.py", *(upgrading.FOLDER / "versions").glob("*.py")]:
        copy = folder / path.relative_to(upgrading.FOLDER)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(upgrading, "FOLDER", folder)
    monkeypatch.setattr(schema, "FORMAT", NEXT)
    return folder / "versions" / f"v{NEXT:04d}_later.py"


def tables(store):
    with store._connection() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())


def test_the_newest_migration_is_the_format_of_this_release(store):
    assert store._format() == schema.FORMAT


def test_migrations_make_the_tables_of_the_schema(store):
    with store._connection() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.TABLES) == []


def test_an_older_base_is_brought_up_when_it_is_opened(store, samples, later):
    samples.put(store, samples.document())
    later.write_text(migration("SELECT 1"))
    with Store.open(store.home) as opened:
        assert opened._format() == NEXT
        assert "later" in tables(opened)
        assert opened.document("BOE-A-2099-1") == samples.document()


def test_a_migration_that_fails_leaves_the_base_as_it_was(store, samples, later):
    samples.put(store, samples.document())
    later.write_text(migration("SELECT nonsense FROM nowhere"))
    with pytest.raises(Exception, match="dañada"):
        Store.open(store.home)
    assert store._format() == NOW
    assert "later" not in tables(store)
    assert store.check().problems == ()


def test_an_older_base_waits_for_its_writer(store, later, start):
    later.write_text(migration("SELECT 1"))
    holder = start(
        f"store = Store.open(Path({str(store.home)!r}))\n"
        "with store.writing(): print('mine', flush=True); sys.stdin.read()"
    )
    assert holder.stdout.readline() == "mine\n"
    with pytest.raises(BaseBusy):
        Store.open(store.home, wait=0.2)
