"""The tables of wizard.store.tables.calls."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "record_flag",
    "call_draft",
    "call_note",
    "call_referred",
    "call_service",
    "call_answer",
    "call_record",
    "case_miss",
    "case_path",
)


def moment(name: str, nullable: bool = False) -> "sa.Column[datetime]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def account() -> "sa.Column[int]":
    return sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False)


def part_of_call() -> "sa.Column[int]":
    return sa.Column(
        "call_id", sa.Integer, sa.ForeignKey("call_record.id", ondelete="CASCADE"), primary_key=True
    )


def upgrade() -> None:
    cases()
    calls()
    drafts()
    flags()


def cases() -> None:
    op.create_table(
        "case_path",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("reference", sa.String(7), nullable=False, unique=True),
        moment("agreed_at"),
        moment("last_at"),
    )
    op.create_index("ix_case_path_last_at", "case_path", ["last_at"])
    op.create_table(
        "case_miss",
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("reference", sa.String(7), primary_key=True),
        moment("missed_at"),
    )


def calls() -> None:
    op.create_table(
        "call_record",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("token", sa.String(32), nullable=False, unique=True),
        account(),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        moment("begun_at"),
        sa.Column("seconds", sa.Integer),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("case_path.id", ondelete="SET NULL")),
        moment("saved_at"),
        moment("corrected_at", nullable=True),
    )
    op.create_index("ix_call_record_account_begun", "call_record", ["account_id", "begun_at"])
    for column in ("begun_at", "case_id", "saved_at"):
        op.create_index(f"ix_call_record_{column}", "call_record", [column])
    op.create_table(
        "call_answer",
        part_of_call(),
        sa.Column("question", sa.String(40), primary_key=True),
        sa.Column("option", sa.String(80), primary_key=True),
    )
    for table, key in (("call_service", "service"), ("call_referred", "provider")):
        op.create_table(
            table,
            part_of_call(),
            sa.Column(key, sa.String(120), primary_key=True),
            sa.Column("position", sa.Integer, nullable=False),
        )
    op.create_table("call_note", part_of_call(), sa.Column("words", sa.Text, nullable=False))


def drafts() -> None:
    op.create_table(
        "call_draft",
        sa.Column("token", sa.String(32), primary_key=True),
        account(),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("named", sa.Text, nullable=False),
        sa.Column("referred", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("reference", sa.String(7), nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        moment("begun_at", nullable=True),
        sa.Column("edition", sa.Integer, nullable=False),
        moment("saved_at"),
    )
    for column in ("account_id", "saved_at"):
        op.create_index(f"ix_call_draft_{column}", "call_draft", [column])


def flags() -> None:
    op.create_table(
        "record_flag",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        account(),
        sa.Column("service", sa.String(120), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        moment("made_at"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        moment("answered_at", nullable=True),
        sa.Column("answered_by", sa.Integer, sa.ForeignKey("account.id")),
    )
    op.create_index("ix_record_flag_state", "record_flag", ["state"])
    still_open = sa.text("state = 'open'")
    op.create_index(
        "ux_record_flag_open",
        "record_flag",
        ["account_id", "service", "reason"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
