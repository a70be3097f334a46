"""The audit: nothing that counts is changed without a row of who did what. By the routes themselves, not by a list."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.arrivals import Pressed, Sent
from domain.acts import first_fault
from domain.places import Identity
from handlers.routes import BUTTONS, COMMANDS, FORMS
from storage import tables
from tests.handlers.test_acceptances import has_terms
from tests.handlers.test_joinings import AWAY, asks_as, joins
from tests.handlers.test_rights import VALUES, cells, the_world
from tests.handlers.test_team import adds, code_in, colleague
from tests.office import GOOD_DEAL, Office, buttons, card_of, form_of

WRITES = {name for routes in (COMMANDS, FORMS, BUTTONS) for name, route in routes.items() if route.writes}
UNRECORDED: Mapping[str, str] = {
    "deal-draft": "nothing is filed",
    "feedback-give": "it is a letter",
    "settings-save": "language, zone and quiet hours are one's own",
    "import-lines": "it is looked at, and recorded when it is applied",
    **dict.fromkeys(("docs", "docs show", "document-open"), "who reads what is kept beside, and nothing changes"),
    **dict.fromkeys(("document-useful", "document-useless"), "what one thinks of it is one's own"),
    **dict.fromkeys(("announcement-copies", "announcement-unreached-file"), "it goes to whoever may read it anyway"),
    "announcement-document": "who reads what is kept beside, and nothing changes",
    "file-again": "it is what was handed to the same person before",
    "announcement-acknowledge": "who has read what is kept with the announcement",
    "announcement-test": "it goes to its author alone",
    "import-discard": "nothing was done",
    "approvals-offer": "what it offers to approve is recorded when it is approved",
    "join-ask": "the decision is recorded",
    "desk-take": "the decision is recorded",
    "desk-give-back": "the decision is recorded",
    **dict.fromkeys(("training-register", "training-cannot", "training-renew"), "a seat is one's own"),
    "training-file": "it is handed to whoever asks",
    "training-session": "the code that it may make says nothing by itself",
    **dict.fromkeys(
        ("training-again", "training remind", *(f"training-own-{step}" for step in ("keep", "drop", "later"))),
        "when one is reminded is one's own",
    ),
    "partner code": "a code that is typed is partner link",
}
ELSEWHERE = {
    "announcement-opening": "tests/handlers/test_announcements_opening.py",
    "import-apply": "tests/handlers/test_imports.py",
    "approvals-several": "tests/handlers/test_waiting.py",
    "approval-undo": "tests/handlers/test_undo.py",
    "training-remind-all": "tests/handlers/test_training_lapsing.py",
    **dict.fromkeys(("training-code", "training code"), "tests/handlers/test_training_attendance.py"),
    "training-absent": "tests/handlers/test_training_attendance.py",
    "training-all-there": "tests/handlers/test_training_attendance.py",
    "training-done": "tests/handlers/test_training.py",
    **dict.fromkeys(("document-add", "document-renew", "document-replace"), "tests/handlers/test_documents_dropped.py"),
    "document-edit": "tests/handlers/test_documents_edited.py",
    "document-hand-on": "tests/handlers/test_documents_owned.py",
    "question-keep": "tests/handlers/test_questions_kept.py",
    "document-share-there": "tests/handlers/test_documents_shared.py",
    **dict.fromkeys(
        ("channel-link", "channel-link-to", "channel-leave", "channel-unlink"), "tests/handlers/test_channels.py"
    ),
    **dict.fromkeys(
        (
            *(f"announcement-{step}" for step in ("write", "edit", "duplicate", "picture", "link", "unlink")),
            *(f"announcement-{step}" for step in ("who", "when", "send", "have-sent", "alone", "take-back")),
        ),
        "tests/handlers/test_announcements_sending.py",
    ),
    **dict.fromkeys(
        (f"document-{step}" for step in ("verify", "retire", "bring-back")), "tests/handlers/test_documents_kept.py"
    ),
    **dict.fromkeys(
        (
            *(f"announcement-{step}" for step in ("pause", "resume", "cancel", "retry")),
            *(f"announcement-{step}" for step in ("remind", "revise", "retract")),
        ),
        "tests/handlers/test_announcements_followed.py",
    ),
    **dict.fromkeys(("reply-answer", "reply-ask"), "tests/handlers/test_replied.py"),
    **dict.fromkeys(
        ("question-ask", "question-answer", "question-send", "question-tell"), "tests/handlers/test_questions.py"
    ),
    **dict.fromkeys(("conflict-same", "conflict-not-same", "conflict-unsay"), "tests/handlers/test_conflicts.py"),
}


def counting(office: Office) -> dict[str, object]:
    """What must not change unseen."""
    persons, identities, approvals, imports = tables.persons, tables.identities, tables.approvals, tables.imports
    looked = (
        select(tables.deals),
        select(tables.happenings),
        select(tables.acceptances),
        select(tables.programmes.c.version),
        select(approvals).where(approvals.c.outcome.is_not(None)),
        select(persons.c.id, persons.c.organisation, persons.c.roles, persons.c.looks_after, persons.c.left_at),
        select(identities.c.person, identities.c.platform, identities.c.tenant, identities.c.user),
        select(tables.codes.c.person, tables.codes.c.digest),
        select(tables.alike).where(tables.alike.c.said != ""),
        select(tables.customers),
        select(tables.certificates),
        select(tables.delegations.c.id, tables.delegations.c.course),
        select(imports.c.id).where(imports.c.state == "applied"),
    )
    with office.database.engine.connect() as connection:
        return {str(one): sorted(map(tuple, connection.execute(one)), key=repr) for one in looked}


def acts(office: Office, after: int = 0) -> list[tuple[str, str]]:
    with office.database.read() as store:
        return [(act.who, act.what) for act in store.acts.since(after)]


def head(office: Office) -> int:
    with office.database.read() as store:
        return store.acts.head().count


async def test_whatever_changes_something_that_counts_leaves_a_row_in_that_name(office: Office):
    ids = await the_world(office)
    tried = {"rep": ("ref 0", "ref 2"), "second": ("approval 0", "person")}
    seen, now = set(), counting(office)
    for who, what in ((who, what) for who, some in tried.items() for what in some):
        me = office.person(who).id
        for cell in cells({**ids["rep"], "person": office.person("rep").id}[what]):
            if not cell.writes:
                continue
            before, noted = now, head(office)

            await office.asks(who, cell.asked)

            if (now := counting(office)) != before:
                assert me in {by for by, _ in acts(office, noted)}, (who, cell)
                seen.add(cell.name)
    seen |= {*await the_others(office), *await away(office)}
    assert seen <= WRITES - set(UNRECORDED), seen & set(UNRECORDED)
    unseen = WRITES - seen - set(UNRECORDED) - set(ELSEWHERE)
    assert not unseen, "show in the_others that this leaves a row, or say in UNRECORDED why it need not"
    with office.database.read() as store:
        assert first_fault(store.acts.sealed_rows())[0] is None


DAYS = {"since": "2026-12-01", "until": "2026-12-02"}


async def away(office: Office) -> list[str]:
    """An absence is planned, and ended."""
    noted = head(office)
    await office.asks("lead", Sent("delegation-save", DAYS))
    await office.presses("lead", buttons(card_of(await office.types("lead", "approvals delegate list")))["End it"])
    assert [what for _, what in acts(office, noted)] == ["delegated", "delegation-over"]
    return ["delegation-save", "delegation-end"]


async def the_others(office: Office) -> list[str]:
    """What nobody does by guessing ids: coming in, being let in, accepting, answering and ending deals."""
    done: list[str] = []

    async def recorded(route: str, what: str, step) -> object:
        noted = head(office)
        reply = await step
        assert what in {one for _, one in acts(office, noted)}, (route, reply)
        done.append(route)
        return reply

    invited = await recorded("team-add", "added", adds(office, "second", "Nowak Systems", name="Piotr Nowy"))
    await recorded("partner link", "linked", office.types("newcomer", f"partner link {code_in(invited)}"))
    again = await recorded("team-add", "invited", adds(office, "second", "Nowak Systems", name="Ula Nowa"))
    ula = buttons(await colleague(office, "second", "Ula Nowa", "Nowak Systems"))
    again = await recorded("team-invite", "invited", office.presses("second", ula["Invite again"]))
    await recorded("code-redeem", "linked", office.asks("another", Sent("code-redeem", {"code": code_in(again)})))

    await adds(office, "second", "Nowak Systems", name="Iza Nowa", account="third")
    await office.delivers()
    await recorded("team-join", "linked", office.presses("third", buttons(office.card("third"))["Dołącz"]))

    await joins(office)
    yes = buttons(office.card("manager", about="Maria"))["Approve"]
    await recorded("approval-approve", "added", office.presses("manager", yes))
    await joins(office, Identity(AWAY.platform, "away", "second"), name="Jo Two")
    no = buttons(office.card("manager", about="Jo Two"))["Reject"]
    await recorded("approval-refuse", "decision", office.presses("manager", no))
    await joins(office, Identity(AWAY.platform, "away", "third"), name="Jo Three", company="Nowack")
    form = form_of(await office.presses("admin", buttons(office.card("admin", about="Jo Three"))["Approve"]))
    await recorded("approval-choose", "added", office.sends("admin", form, choice="nowak"))

    for end in ("won", "lost"):
        for way in ("press", "type"):
            ref = await approved(office)
            asked = office.asks("rival", Pressed(f"deal-{end}", ref, 2)) if way == "press" else None
            route = f"deal-{end}" if way == "press" else f"deal {end}"
            what = "deal-win" if end == "won" else "deal-lose"
            await recorded(route, what, asked or office.types("rival", f"deal {end} {ref}"))
    ref = await approved(office)
    await recorded("deal-stage", "deal-move", office.asks("rival", Sent("deal-stage", VALUES, "", ref, 2)))
    await recorded("deal-move", "deal-move", office.asks("rival", Pressed("deal-move", f"{ref} talks", 3)))
    more = {"until": "2027-01-10", "words": "Soon"}
    await recorded("deal-extend", "deal-ask-time", office.asks("rival", Sent("deal-extend", more, "", ref, 4)))
    ref = await office.registers("rival", **GOOD_DEAL)
    await recorded(
        "deal-edit", "deal-edit", office.asks("rival", Sent("deal-edit", {**GOOD_DEAL, "note": "x"}, "", ref, 1))
    )
    await recorded("deal-withdraw", "deal-withdraw", office.asks("rival", Sent("deal-withdraw", VALUES, "", ref, 2)))
    ref = await office.registers("rival", **GOOD_DEAL)
    words = {"words": "When?"}
    asked = office.asks("lead", Sent("approval-ask", words, "", approval_of(office, ref), 1))
    await recorded("approval-ask", "deal-ask", asked)
    await recorded("deal-answer", "deal-answer", office.asks("rival", Sent("deal-answer", words, "", ref, 2)))

    asked = office.asks("lead", Sent("approval-reject", {"reason": "duplicate"}, "", approval_of(office, ref), 3))
    await recorded("approval-reject", "decision", asked)

    words = {"words": "It is no duplicate."}
    await recorded("deal-appeal", "deal-appeal", office.asks("rival", Sent("deal-appeal", words, "", ref, 4)))

    has_terms(office)
    accept = buttons(card_of(await office.types("rival", "deal")))["Accept"]
    await recorded("terms-accept", "terms-accepted", office.presses("rival", accept))
    return done


def approval_of(office: Office, ref: str) -> str:
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal is not None
        approval = store.approvals.of("deal", deal.id)
        assert approval is not None
        return approval.id


async def approved(office: Office) -> str:
    ref = await office.registers("rival", **GOOD_DEAL)
    await office.asks("lead", Pressed("approval-approve", approval_of(office, ref), 1))
    return ref


async def test_an_account_that_is_gone_is_on_record(office: Office):
    boss = office.person("boss").id

    await office.dispatch.part(office.arrival("boss", Pressed("home")).known.identity)

    assert acts(office)[-1] == ("", "account-gone")
    with office.database.read() as store:
        assert store.acts.all()[-1].about == boss


async def test_a_stranger_is_on_record_by_the_account_as_long_as_that_is_kept(office: Office):
    await asks_as(office, AWAY, Pressed("deals"))

    with office.database.read() as store:
        assert [(one.who, one.route, one.reason) for one in store.acts.denied()] == [
            ("web:away:newcomer", "deals", "stranger")
        ]
