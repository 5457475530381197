"""Wiring the staff area: the ports over the database, and the clock."""

from datetime import UTC, datetime, timedelta

from wizard.application.desk_counts import IDS_KEPT
from wizard.application.desk_records import DeskKeeping
from wizard.application.housekeeping import Chore, chores_of_calls
from wizard.application.outbox import Post, chores_of_post
from wizard.application.ports_outbox import Carrier, Medium
from wizard.application.ports_referrals import Referrals
from wizard.application.refer import Reminded, anything_due
from wizard.delivery.files import MailFolder, TextFolder
from wizard.delivery.letters import domain_of
from wizard.delivery.smtp import Server, SmtpCarrier
from wizard.domain.keeping import Keeping
from wizard.domain.referrals import Terms
from wizard.settings import PostSettings, Settings
from wizard.store import away
from wizard.store.accounts import DatabaseAccounts
from wizard.store.calls import DatabaseCalls
from wizard.store.cases import DatabaseCases
from wizard.store.desk_counts import DatabaseDeskCounts
from wizard.store.engine import Engine
from wizard.store.flags import DatabaseFlags
from wizard.store.outbox import DatabaseOutbox
from wizard.store.passwords import Argon2Passwords
from wizard.store.referrals import DatabaseReferrals
from wizard.store.sealing import FernetSealing
from wizard.store.sign_ins import DatabaseSignIns
from wizard.web.staff.office import Office
from wizard.web.staff.provider import Provider


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def open_office(settings: Settings, engine: Engine, partners: DeskKeeping | None = None) -> Office:
    """Return the staff area, with the partner desks if wanted.

    `engine` is that of the database of the settings, migrated before, and tells when it is away.
    """
    sealing = FernetSealing(settings.sealing_keys())
    outbox = DatabaseOutbox(engine, sealing, domain_of(settings.post.sender))
    referrals = DatabaseReferrals(engine, sealing, outbox)
    terms = Terms(settings.partner_days, settings.contact_days, settings.reminder_days)
    return Office(
        now=now,
        accounts=DatabaseAccounts(engine),
        passwords=Argon2Passwords(),
        sign_ins=DatabaseSignIns(engine, settings.secret()),
        outbox=outbox,
        trial=_trial(settings.post),
        patience=timedelta(days=settings.post.days),
        calls=DatabaseCalls(engine),
        cases=DatabaseCases(engine),
        flags=DatabaseFlags(engine),
        referrals=referrals,
        partners=partners,
        desk_counts=DatabaseDeskCounts(engine),
        terms=terms,
        remind=lambda moment: _remind(settings, referrals, terms, moment),
        keeping=Keeping(settings.notes_days, case_months=settings.case_months),
        provider=_provider(settings),
    )


def chores(office: Office) -> tuple[Chore, ...]:
    """Return what housekeeping does, one after the other."""
    days = office.terms.contact_days
    return (
        *chores_of_calls(office.calls, office.cases, office.referrals, office.keeping),
        *chores_of_post(office.outbox, office.patience),
        Chore(
            "contact data of referrals removed",
            lambda moment: office.referrals.remove_contacts(moment, days),
        ),
        Chore(
            "ids of batches of counts removed",
            lambda moment: office.desk_counts.forget_batches(moment - IDS_KEPT),
        ),
        Chore("reminders to partners sent", lambda moment: office.remind(moment).reminders),
    )


def _remind(settings: Settings, referrals: Referrals, terms: Terms, moment: datetime) -> Reminded:
    if not anything_due(referrals, terms, moment):
        return Reminded()
    # The process that sends mails stays small: it reads words and names only when they are needed.
    from wizard.reminding import remind_partners  # noqa: PLC0415  (as said above)

    return remind_partners(settings, referrals, terms, moment)


def open_post(settings: Settings) -> Post:
    """Return the queue over the database of the settings, and the ways out of the house.

    Raises `ValueError` with what to do if a setting has no sense, and `DatabaseAwayError`
    if the database's address cannot be used.
    """
    engine, post = away.open_told(settings.database_url), settings.post
    outbox = DatabaseOutbox(engine, FernetSealing(settings.sealing_keys()), domain_of(post.sender))
    mail: Carrier = MailFolder(settings.data / "outgoing", post.sender)
    if post.smtp_host:
        server = Server(
            post.smtp_host,
            post.smtp_port,
            post.smtp_security,
            post.smtp_user,
            post.smtp_password,
        )
        mail = SmtpCarrier(server, post.sender)
    text = TextFolder(post.sms_folder or settings.data / "outgoing")
    return Post(outbox, {"mail": mail, "text": text}, timedelta(days=post.days))


def _trial(post: PostSettings) -> frozenset[Medium]:
    """Return the media that lead nowhere but into a file, as long as nothing else is set up."""
    ready: dict[Medium, bool] = {"mail": bool(post.smtp_host), "text": post.sms_folder is not None}
    return frozenset(medium for medium, there in ready.items() if not there)


def _provider(settings: Settings) -> Provider | None:
    given = settings.oidc
    if given is None:
        return None
    return Provider(given.issuer, given.client_id, given.client_secret, given.claim, given.name)
