"""The tables of wizard.store.tables.referrals."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    referrals()
    indexes()
    belongings()


def referrals() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("form", sa.String(32), nullable=False, unique=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("call", sa.String(32), nullable=False),
        sa.Column("case_reference", sa.String(16), nullable=False),
        sa.Column("service", sa.String(120), nullable=False),
        sa.Column("provider", sa.String(120), nullable=False),
        sa.Column("need", sa.String(40), nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("caller_language", sa.String(2), nullable=False),
        sa.Column("partner_language", sa.String(2), nullable=False),
        sa.Column("consent_version", sa.String(16), nullable=False),
        sa.Column("consent_language", sa.String(2), nullable=False),
        sa.Column("consent_days", sa.Integer, nullable=False),
        sa.Column("consent_at", MOMENT, nullable=False),
        sa.Column("site", sa.String(300), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("reminders", sa.Integer, nullable=False),
        sa.Column("reminded_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.Column("opened_at", MOMENT),
        sa.Column("letter_at", MOMENT, nullable=False),
        sa.Column("letter", sa.String(200), nullable=False),
    )


def indexes() -> None:
    op.create_index("referral_account", "referral", ["account_id", "created_at"])
    op.create_index("referral_status", "referral", ["status"])
    op.create_index("referral_call", "referral", ["call"])
    op.create_index("referral_case", "referral", ["case_reference"])


def belongings() -> None:
    op.create_table(
        "referral_contact",
        sa.Column("referral_id", sa.Integer, sa.ForeignKey("referral.id"), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False),
    )
    op.create_table(
        "referral_link",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("referral_id", sa.Integer, sa.ForeignKey("referral.id"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Column("ended_at", MOMENT),
    )
    op.create_index("referral_link_referral", "referral_link", ["referral_id"])
    op.create_table(
        "referral_event",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("referral_id", sa.Integer, sa.ForeignKey("referral.id"), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
    )
    op.create_index("referral_event_referral", "referral_event", ["referral_id"])


def downgrade() -> None:
    op.drop_table("referral_event")
    op.drop_table("referral_link")
    op.drop_table("referral_contact")
    op.drop_table("referral")
