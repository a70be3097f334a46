"""What tests of rights compare: all that is kept, whose it is, and answers without what is random in them."""

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import func, select

from bot.arrivals import Answer, Pressed, Sent
from domain.deals import Deal
from domain.places import Identity, Platform
from handlers.replies import Reply
from storage import tables
from storage.database import Database
from tests.office import Office, form_of
from views.translator import Translator

Rows = Mapping[str, list[tuple[object, ...]]]

KEPT = tuple(
    table for table in tables.metadata.sorted_tables if table.name not in {"inbox", "acts", "tries", "openings"}
)
"""All but what every delivery may leave behind: the inbox, denials, tries and which form was opened."""


_EVERY = {table.name: str(select(table).order_by(*table.primary_key.c)) for table in KEPT}


def dump(database: Database) -> Rows:
    """Every row that is anybody's, as the database has it: thousands of times a test, so nothing is made of it."""
    with database.engine.connect() as connection:
        return {name: [tuple(row) for row in connection.exec_driver_sql(every)] for name, every in _EVERY.items()}


_WHOSE = {
    tables.deals: ("id", "partner"),
    tables.approvals: ("subject", "partner"),
    tables.happenings: ("deal",),
    tables.protections: ("deal", "partner"),
    tables.notices: ("subject",),
    tables.copies: ("person",),
    tables.drafts: ("person",),
    tables.persons: ("id", "organisation"),
    tables.identities: ("person",),
    tables.codes: ("person",),
    tables.imports: ("person",),
    tables.feedback: ("person",),
    tables.acceptances: ("person",),
    tables.announcements: ("author",),
}
"""Where it stands whose a row is; elsewhere anybody may write anything."""


def rows_of(rows: Rows, whose: Iterable[str]) -> Rows:
    """Only rows that belong to one of these ids."""
    wanted, found = frozenset(whose), {}
    for table, columns in _WHOSE.items():
        places = [list(table.c.keys()).index(column) for column in columns]
        found[table.name] = [row for row in rows[table.name] if wanted & {str(row[place]) for place in places}]
    return found


def counted(database: Database) -> Mapping[str, int]:
    """How many rows there are of each kind, and how often deals and approvals have changed."""
    changes = {}
    with database.engine.connect() as connection:
        for table in (tables.deals, tables.approvals):
            changes[f"{table.name} changed"] = connection.execute(select(func.sum(table.c.version))).scalar() or 0
    return {name: len(rows) for name, rows in dump(database).items()} | changes


_RANDOM = re.compile(
    r"\b[AD]-[0-9A-Z]{5}\b|'[a-z2-7]{16}'|(?<![A-Za-z0-9])[0-9A-HJKMNP-TV-Z]{8}(?![A-Za-z0-9])|\d{16}\.[a-z2-7]{16}"
)


def without_chance(said: str) -> str:
    """Random ids, refs and codes by the order in which they come first."""
    names: dict[str, str] = {}
    return _RANDOM.sub(lambda found: names.setdefault(found[0], f"<{len(names)}>"), said)


def said(reply: Reply, _: Translator) -> Answer:
    """An answer that shows whatever is in the reply."""
    return {"said": repr(reply)}


def broken(answer: str) -> bool:
    """Whether a bug became words."""
    return any(words in answer for words in ("Something broke here", "Coś się u nas zepsuło", "Algo falhou por aqui"))


# --- three partners with a deal of every kind ---

MINE: Mapping[str, Mapping[str, str]] = {
    "rep": {"country": "PL", "currency": "PLN"},
    "rival": {"country": "DE", "currency": "EUR"},
    "rio": {"country": "BR", "currency": "BRL"},
}
DECIDER = {"rep": "second", "rival": "manager", "rio": "director"}
PARTNER = {"rep": "nowak", "rival": "rival", "rio": "rio"}


def marked(who: str) -> dict[str, str]:
    """What only this partner knows; each value is found in no other partner's answer."""
    return {
        "customer": f"Cust{who}mark",
        "website": f"site-{who}mark.example",
        "contact": f"Contact {who}mark",
        "email": f"mail@{who}mark.example",
        "note": f"Note {who}mark",
        "amount": "4242",
    }


def markers(who: str) -> tuple[str, ...]:
    """Strings that show this partner's data."""
    name = {"rep": "Nowak Systems", "rival": "Rival GmbH", "rio": "Rio Automa"}[who]
    return (f"{who}mark", name)


async def fill(office: Office, who: str) -> list[Deal]:
    """Deals that wait, are asked about, approved, rejected; and a draft."""
    for state in ("waits", "asked", "approved", "rejected"):
        office.later(minutes=1)
        await office.registers(who, **MINE[who], **(marked(who) | {"customer": f"Cust{who}mark {state}"}))
    deals = deals_of(office, who)
    for deal, state in zip(deals, ("waits", "asked", "approved", "rejected"), strict=True):
        await _bring(office, who, deal, state)
    form = form_of(await office.types(who, "deal new"))
    await office.sends(who, form, **{**marked(who), "amount": "nothing"})
    await office.delivers()
    return deals_of(office, who)


async def _bring(office: Office, who: str, deal: Deal, state: str) -> None:
    with office.database.read() as store:
        approval = store.approvals.of("deal", deal.id)
    assert approval is not None
    at = (approval.id, approval.version)
    if state == "asked":
        await office.asks(DECIDER[who], Sent("approval-ask", {"words": f"Why {who}mark?"}, "", *at))
    elif state == "approved":
        await office.asks(DECIDER[who], Pressed("approval-approve", *at))
    elif state == "rejected":
        words = {"reason": "other", "words": f"No {who}mark"}
        await office.asks(DECIDER[who], Sent("approval-reject", words, "", *at))


async def joins(office: Office, who: str) -> str:
    """Somebody asks to work for this partner; the approval that waits."""
    account = f"joins {who}"
    asked = {"name": f"Joiner {who}mark", "company": PARTNER[who], "note": ""}
    await office.asks(account, Sent("join-ask", asked))
    with office.database.read() as store:
        joining = store.joinings.open_of(Identity(Platform.WEB, "test", account))
        assert joining
        approval = store.approvals.of("joining", joining.id)
        assert approval
        return approval.id


def deals_of(office: Office, who: str) -> list[Deal]:
    """Oldest first."""
    with office.database.read() as store:
        page = store.deals.seen_by(office.person(who), size=50)
    return list(reversed(page.items))


def ids_of(office: Office, who: str) -> dict[str, str]:
    """Every id of this partner's things that could be written into a payload, by what it is."""
    found: dict[str, str] = {"partner": PARTNER[who], "person": office.person(who).id}
    with office.database.read() as store:
        for index, deal in enumerate(deals_of(office, who)):
            approval = store.approvals.of("deal", deal.id)
            assert approval is not None
            found |= {f"ref {index}": deal.ref, f"deal {index}": deal.id, f"approval {index}": approval.id}
        draft = store.drafts.newest(office.person(who).id, "deal-register", at=office.clock[0])
        assert draft is not None
        found["draft"] = draft.id
    return found
