"""What alembic runs: on the connection that `kb.store.upgrade` hands over."""

from alembic import context

from kb.store.schema import TABLES

context.configure(connection=context.config.attributes["connection"], target_metadata=TABLES, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
