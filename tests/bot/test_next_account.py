"""Where nothing can be written to one account, the person's next one is written to, once; never where nobody knows."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.carrying.fates import TRIES
from bot.courier import Courier
from bot.messenger import Paused, Refused, Scope, Uncertain, Unreachable
from domain.places import Identity, Platform
from storage.people import Known
from storage.tables import copies
from tests.bot.moody import Moody
from tests.office import Office, an_office, buttons, form_of, words_of

SLACK = Identity(Platform.SLACK, "T0VENDOR", "manager")
TEAMS = Identity(Platform.TEAMS, "11111111-aaaa-4bbb-8ccc-000000000001", "manager")


@dataclass
class Three:
    """The office, whose manager has three accounts; the one at Slack was seen last, then the one at Teams."""

    office: Office
    slack: Moody
    teams: Moody
    web: Moody

    @property
    def tries(self) -> list[int]:
        """How often the manager was written to, or tried, at each."""
        return [one.tries.count("manager") for one in (self.slack, self.teams, self.web)]

    @property
    def there(self) -> list[int]:
        """How many messages stand before the manager, at each."""
        return [len(one.cards.get("manager", [])) for one in (self.slack, self.teams, self.web)]

    async def files(self) -> None:
        """A deal that asks the manager; delivered, as far as that goes."""
        form = form_of(await self.office.types("rep", "deal new"))
        given = {"product": "sensor", "close_on": "2027-03-31", "deal_type": "new"}
        await self.office.sends("rep", form, customer="Kowalski", amount="100", **given)
        await self.office.delivers()

    def ledger(self) -> tuple[str, str, list[str]]:
        """State and reason of the manager's copy, and which accounts turned it away."""
        with self.office.database.engine.connect() as connection:
            statement = select(copies).where(copies.c.person == self.office.person("manager").id)
            row = connection.execute(statement).one()
        return row.state, row.reason, row.refused.splitlines()


@pytest.fixture
async def three(database_url: str) -> AsyncIterator[Three]:
    async with an_office(database_url) as office:
        with office.database.write() as store:
            for seconds, identity in ((1, TEAMS), (2, SLACK)):
                office.later(seconds=seconds)
                known = Known(identity=identity, host=identity.tenant)
                store.people.link(known, office.person("manager"), at=office.clock[0])
        slack, teams, web = Moody(), Moody(), Moody()
        each = {Platform.SLACK: slack, Platform.TEAMS: teams, Platform.WEB: web}
        office.courier = Courier(office.dispatch, each)
        office.letters = web
        yield Three(office, slack, teams, web)


async def test_who_is_disabled_at_slack_gets_it_at_teams_once_and_the_ledger_says_why(three: Three):
    three.slack.faults["manager"] = [Unreachable("user_disabled")]

    await three.files()
    three.office.later(days=1)
    await three.office.delivers()

    assert (three.tries, three.there) == ([1, 1, 0], [0, 1, 0])
    assert three.ledger() == ("sent", "", ["slack:T0VENDOR:manager user_disabled"])


async def test_what_went_to_the_next_account_is_amended_there(three: Three):
    three.slack.faults["manager"] = [Unreachable("user_disabled")]
    await three.files()
    approve = buttons(three.office.card("second"))["Zatwierdź"]

    await three.office.presses("second", approve)
    await three.office.delivers()

    [(_, card)] = three.teams.cards["manager"]
    assert "Approved by Piotr Bak" in words_of(card)


async def test_each_account_is_tried_once_and_when_none_is_left_it_has_failed(three: Three):
    for one, reason in ((three.slack, "user_disabled"), (three.teams, "blocked"), (three.web, "closed")):
        one.faults["manager"] = [Unreachable(reason)] * 5

    await three.files()
    three.office.later(days=1)
    await three.office.delivers()

    state, reason, refused = three.ledger()
    assert (three.tries, three.there) == ([1, 1, 1], [0, 0, 0])
    assert (state, reason) == ("failed", "closed")
    assert [line.rpartition(" ")[2] for line in refused] == ["user_disabled", "blocked", "closed"]
    with three.office.database.write() as store:
        [stuck] = store.review.stuck()
        store.review.resend(stuck.id, at=three.office.clock[0])
    await three.office.delivers()
    assert three.tries == [2, 2, 2], "an operator begins anew"


@pytest.mark.parametrize("doubt", [Uncertain("time-out"), RuntimeError("a bug")])
@pytest.mark.parametrize("state", ["sent", "uncertain"])
async def test_where_nobody_knows_no_other_account_is_written_to(three: Three, doubt: Exception, state: str):
    """It has arrived; it is found, or nobody can look."""
    three.slack.faults["manager"] = [doubt]
    three.slack.arrives, three.slack.looks = True, state == "sent"

    await three.files()
    for _ in range(3):
        three.office.later(minutes=10)
        await three.office.delivers()

    assert (three.tries, three.there) == ([1, 0, 0], [1, 0, 0])
    assert three.ledger()[0] == state


async def test_what_is_wrong_with_the_message_itself_is_tried_nowhere_else(three: Three):
    three.slack.faults["manager"] = [Refused("msg_too_long")]

    await three.files()

    assert three.tries == [1, 0, 0]
    assert three.ledger() == ("failed", "msg_too_long", [])


async def test_a_pause_is_waited_for_and_is_no_reason_to_go_elsewhere(three: Three):
    three.slack.faults["manager"] = [Paused("slow-down", 30, scope=Scope.COPY)] * (TRIES - 1)

    await three.files()
    for _ in range(TRIES):
        three.office.later(minutes=10)
        await three.office.delivers()

    assert three.there == [1, 0, 0]


async def test_an_account_that_is_gone_by_then_is_not_waited_for(three: Three):
    """The accounts at Teams and on the web are unlinked between the refusal and the next round."""
    three.slack.faults["manager"] = [Unreachable("user_disabled")]
    form = form_of(await three.office.types("rep", "deal new"))
    given = {"product": "sensor", "close_on": "2027-03-31", "deal_type": "new"}
    await three.office.sends("rep", form, customer="Kowalski", amount="100", **given)
    await three.office.courier.deliver_due()
    with three.office.database.write() as store:
        for identity in (TEAMS, Identity(Platform.WEB, "vendor", "manager")):
            store.people.unlink(identity)

    await three.office.delivers()

    assert three.ledger() == ("failed", "user_disabled", ["slack:T0VENDOR:manager user_disabled"])
