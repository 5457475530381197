"""Accounts of the staff of one partner desk."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # With a default, so that a process of the version before can still add accounts.
    op.add_column("account", sa.Column("desk", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    # The version before does not know the role; these accounts must not become advisers.
    op.execute("update account set role = 'adviser', active = false where role = 'desk'")
    op.drop_column("account", "desk")
