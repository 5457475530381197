"""The table of wizard.store.tables.limits."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "limit_hit",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("window_number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_index("ix_limit_hit_ends", "limit_hit", ["ends"])


def downgrade() -> None:
    op.drop_table("limit_hit")
