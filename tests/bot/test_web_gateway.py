import asyncio
import io
import random
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from aiohttp import ClientTimeout, FormData

from bot.messenger import Address
from bot.web.cast import quick
from bot.web.example import CAST
from bot.web.kept import CHATS, SAID, Kept, Memory
from bot.web.live import Live
from bot.web.messenger import WebMessenger
from bot.web.pages import Labels
from domain.people import Person, Role
from domain.places import Platform
from handlers.commands import read_command
from storage.store import Store
from tests.bot import web_checks
from tests.bot.web_door import Door, opened
from views.translator import LANGUAGES, translator
from views.vocabulary import Card, Words

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DEAL = {
    "customer": "Zakłady Nowak",
    "amount": "12 500",
    "product": "flow",
    "deal_type": "new-business",
    "close_on": (datetime.now(UTC) + timedelta(days=60)).date().isoformat(),
}
MAREK, ZOFIA = "marek.zielonka", "zofia.malinska"


@pytest.fixture
async def door(sqlite_url):
    async with opened(sqlite_url) as door:
        yield door


async def deals_of(door: Door, user: str) -> list[str]:
    known = CAST.account(user)

    def read(store):
        return [deal.terms.customer for deal in store.deals.seen_by(store.people.known_as(known.identity)).items]

    return await door.dispatch.in_read(read)


async def register(page, **values: str) -> None:
    await page.look(MAREK, ZOFIA)
    await page.say("/deal")
    await page.send(**DEAL | values)


# --- the first look ---


@pytest.mark.parametrize(
    ("language", "name", "lang"),
    [
        ("", "Marek Zielonka", "pl"),
        ("de-DE,de;q=0.9", "Marek Zielonka", "pl"),
        ("en-US,en;q=0.9,pl;q=0.8", "Grace Okafor", "en"),
        ("pt-PT", "Beatriz Moura", "pt-BR"),
    ],
)
async def test_a_stranger_is_somebody_who_reads_their_language_and_is_welcomed(door, language, name, lang):
    async with door.browser(language) as page:
        await page.look()

        assert f"<title>{name} · Tandem</title>" in page.html
        assert f'<html lang="{lang}">' in page.html
        assert 'class="welcome' in page.html
        assert page.sheets("/say")[0].buttons[0] == ("words", "/deal")


async def test_the_session_is_a_cookie_that_no_script_and_no_other_site_can_use(door):
    async with door.browser() as page:
        await page.look()

        cookie = page.answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert page.answer.headers["X-Frame-Options"] == "DENY"


async def test_the_example_has_deals_in_the_middle_of_their_lives(door):
    async with door.browser() as page:
        await page.look(ZOFIA, MAREK)
        await page.say("/deal list")

        assert "Trzy Jodły" in page.chat()
        assert "approval-approve" in page.chat()
        for user in ("beatriz.moura", "grace.okafor"):
            assert len(await deals_of(door, user)) == 1


async def test_whom_one_chooses_comes_with_the_manager_who_decides(door):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)

        assert 'href="/?as=beatriz.moura&amp;beside=rafael.teixeira"' in page.html
        assert 'href="/?as=zofia.malinska&amp;beside=marek.zielonka"' in page.html
        assert 'href="/?as=aoife.brannigan&amp;beside=zofia.malinska"' in page.html


# --- the story ---


async def tells_at_once(door: Door) -> None:
    """No decision can be undone, so that its partner need not wait until it cannot."""

    def change(store: Store) -> None:
        told = store.programme.model_copy(update={"undo_seconds": 0})
        store.programmes.apply(told, at=datetime.now(UTC))

    await door.dispatch.in_write(change)


async def test_a_deal_is_registered_decided_beside_and_the_partners_card_changes(door):
    await tells_at_once(door)
    async with door.browser() as page:
        await register(page)
        await door.deliver()
        await page.look(MAREK, ZOFIA)
        assert page.chat().count("Zakłady Nowak") > 1
        assert "Zakłady Nowak" in page.chat("other")

        await page.press("approval-approve", "other")

        assert page.at == f"{door.base}/?as={MAREK}&beside={ZOFIA}#beside"
        assert "tone-good" in page.chat()
        assert "Zofia Malińska" in page.chat()


async def test_what_is_wrong_is_said_in_the_form_and_nothing_typed_is_lost(door):
    async with door.browser() as page:
        await register(page, amount="dwanaście", customer="Huta <b>Wierzbowa</b>")

        assert 'role="alert"' in page.html
        assert page.filled()["f.customer"] == "Huta <b>Wierzbowa</b>"
        assert page.filled()["f.amount"] == "dwanaście"

        await page.send(amount="900")

        assert 'role="alert"' not in page.html
        assert "Huta <b>Wierzbowa</b>" in await deals_of(door, MAREK)


async def test_a_form_that_opens_beside_belongs_to_whoever_is_there(door):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)

        await page.press("approval-reject-form", "other")

        assert "<title>Zofia Malińska · Tandem</title>" in page.html
        assert page.filled()["as"] == ZOFIA


async def test_each_moment_is_in_the_zone_of_whoever_was_there(door):
    async with door.browser() as page:
        await page.look("beatriz.moura", "dana.whitlock")
        await page.say("/pomoc")

        assert "São Paulo" in page.chat()
        assert "Chicago" in page.chat("other")


# --- what comes twice ---


async def test_the_same_form_twice_is_one_deal_and_one_answer(door):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)
        await page.say("/deal")
        form = page.filled(**DEAL)

        await asyncio.gather(*(page.session.post("/send", data=form) for _ in range(3)))
        await page.post("/send", form)

        assert (await deals_of(door, MAREK)).count("Zakłady Nowak") == 1
        assert page.chat().count('id="marek.zielonka-card-') == 1


async def test_a_form_that_is_corrected_after_going_back_is_taken(door):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)
        await page.say("/deal")
        form = page.filled(**DEAL | {"amount": "?"})

        await page.post("/send", form)
        await page.post("/send", form | {"f.amount": "12 500"})

        assert (await deals_of(door, MAREK)).count("Zakłady Nowak") == 1


async def test_a_button_pressed_twice_from_one_page_answers_once(door):
    async with door.browser() as page:
        await page.look(ZOFIA, MAREK)
        approve = page.button("approval-approve")

        await asyncio.gather(*(page.session.post("/press", data=approve) for _ in range(2)))
        await page.look(ZOFIA, MAREK)

        assert "card-" not in page.chat()
        assert "approval-approve" not in page.chat()


# --- cards that change ---


async def test_an_answer_that_is_amended_changes_in_its_place(door):
    async with door.browser() as page:
        await page.look(ZOFIA, MAREK)
        await page.say("/approvals")
        await page.press("approval-open")
        before = page.chat().count("<li ")

        await page.press("approval-approve")

        assert "approval-approve" not in page.chat()
        assert page.chat().count("<li ") == before


async def test_whoever_is_late_is_told_who_decided(door):
    async with door.browser() as page, door.browser() as other:
        await page.look(ZOFIA, MAREK)
        await other.look(ZOFIA, MAREK)
        await other.press("approval-approve")
        messages = page.chat().count("<li ")

        await page.press("approval-approve")

        assert page.chat().count("<li ") == messages + 1
        assert "card-" in page.chat()


async def test_what_was_answered_in_private_stays_in_its_session(door):
    async with door.browser() as page, door.browser() as other:
        await page.look(MAREK, ZOFIA)
        await page.say("/deal list <i>")
        await other.look(MAREK, ZOFIA)

        assert "/deal list &lt;i&gt;" in page.chat()
        assert "<li " not in other.chat()


# --- who may ---


@pytest.mark.parametrize("token", ["", "0" * 64, "ż"])
async def test_a_form_without_our_token_does_nothing_and_says_so(door, token):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)
        await page.say("/deal")

        await page.post("/send", page.filled(**DEAL) | {"token": token})

        assert page.status == 403
        assert '<html lang="pl">' in page.html
        assert "nieaktualna" in page.html
        assert "Zakłady Nowak" not in await deals_of(door, MAREK)


async def test_a_token_of_another_session_is_no_token(door):
    async with door.browser() as page, door.browser() as other:
        await page.look(MAREK, ZOFIA)
        await other.look(MAREK, ZOFIA)

        await page.post("/say", other.sheets("/say")[0].fields | {"words": "/help"})

        assert page.status == 403


@pytest.mark.parametrize("path", ["/", "/live", "/search", "/static/style.css"])
@pytest.mark.parametrize("header", [{"Host": "tandem.example"}, {"X-Forwarded-For": "127.0.0.1"}])
async def test_nobody_else_may_look(door, path, header):
    async with door.browser() as page:
        await page.take(page.session.get(path, headers=header))

        assert page.status == 403
        assert page.text == "403: Forbidden"


@pytest.mark.parametrize("path", ["/say", "/send", "/press"])
async def test_another_site_may_not_ask(door, path):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)

        await page.post(path, page.sheets("/say")[0].fields | {"words": "/help"}, Origin="http://evil.example")

        assert page.status == 403


async def test_nothing_that_is_sent_breaks_the_page(door, count):
    chance = random.Random(7)
    odd = ("", "\x00", "\ud800", "<b>", "a" * 600, "9" * 40, "-1", "ż:ż:ż", "1:deal-won:D-7K3QX", ZOFIA, "keep")
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)
        token = page.sheets("/say")[0].fields["token"]
        names = (
            "as",
            "beside",
            "key",
            "words",
            "press",
            "route",
            "draft",
            "ref",
            "version",
            "from",
            "f.amount",
            "keep",
        )

        for _ in range(count(200)):
            fields = {name: chance.choice(odd) for name in chance.sample(names, 6)} | {"token": token}
            body = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in fields.items())
            path = chance.choice(("/say", "/send", "/press"))
            answer = await page.session.post(path, data=body, headers={"Content-Type": chance.choice(_TYPES)})

            assert answer.status in (200, 303)


_TYPES = ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "x/y; charset=nowhere")


async def test_a_body_with_too_many_fields_is_refused(door):
    async with door.browser() as page:
        await page.post("/say", {str(number): "" for number in range(200)})

        assert page.status == 400


# --- searching, listening, files ---


async def test_a_search_offers_what_was_typed_and_ones_own_customers_only(door):
    async with door.browser() as page:
        asked = {"as": "beatriz.moura", "route": "deal-customers", "text": "us"}
        await page.take(page.session.get("/search", params=asked))
        assert "Usina Santa Quitéria" in page.text
        assert page.html.startswith("<option")

        await page.take(page.session.get("/search", params=asked | {"as": MAREK}))
        assert "Usina" not in page.text

        await page.take(page.session.get("/search", params=asked | {"route": "nothing"}))
        assert page.html == ""


async def test_an_open_page_hears_of_news_and_is_let_go_at_the_end(door):
    async with door.browser() as page:
        listening = await page.session.get("/live", timeout=ClientTimeout(30))
        first = await listening.content.readuntil(b"\n\n")

        await register(page)
        second = await listening.content.readuntil(b"\n\n")
        door.live.stop()

        assert listening.content_type == "text/event-stream"
        assert first.startswith(b"data: ")
        assert second.startswith(b"data: ")
        assert first != second
        assert (await listening.content.read()).endswith(b"\n\n")


async def test_what_the_courier_brings_is_news(door):
    async with door.browser() as page:
        await register(page)
        before = door.live.count
        await door.deliver()

        assert door.live.count > before


async def test_a_posted_copy_is_its_own_message():
    address = Address(Platform.WEB, "web", user=MAREK)
    messenger = WebMessenger()

    posted = await messenger.post(address, Card(Words(), Words()), key="copy-1")

    assert posted.message == "copy-1"
    found = await messenger.find(address, key="copy-1", since=NOON)
    assert found
    assert found.address == posted


async def test_a_listener_that_hears_nothing_breathes():
    live = Live()

    assert not await live.after(0, within=timedelta(milliseconds=5))


@pytest.mark.parametrize(
    ("name", "kind"), [("style.css", "text/css"), ("live.js", "text/javascript"), ("tandem.svg", "image/svg+xml")]
)
async def test_our_own_files_have_their_types(door, name, kind):
    async with door.browser() as page:
        await page.take(page.session.get(f"/static/{name}"))

        assert page.status == 200
        assert page.answer.content_type == kind


@pytest.mark.parametrize("name", ["chat.html", "..%2Fguard.py", "%00"])
async def test_no_other_file_is_served(door, name):
    async with door.browser() as page:
        await page.take(page.session.get(f"/static/{name}"))

        assert page.status == 404


# --- words and memory ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
def test_what_is_offered_can_be_typed_in_every_language(language, role):
    t = translator(language, "Europe/Warsaw")
    person = Person(id="1", name="Ana", organisation="vendor", language=language, zone="UTC", roles=frozenset({role}))

    offered = [read_command(one.words).name for one in quick(person, t)]

    assert "" not in offered
    assert {"deal list", "partner settings", "help"} <= set(offered)
    assert Labels.spoken(t.plain).product == "Tandem"


def test_a_chat_keeps_its_newest_messages_and_the_door_its_last_chats():
    memory = Memory()

    for number in range(SAID + 10):
        memory.keep("s", "ana", Kept(id=str(number), at=NOON, html=""))
    assert [message.id for message in memory.chat("s", "ana")] == [str(number) for number in range(10, SAID + 10)]

    for number in range(CHATS):
        memory.keep(f"session {number}", "ana", Kept(id="1", at=NOON, html=""))
    assert memory.chat("s", "ana") == ()
    assert memory.chat("session 0", "ana")


# --- in a browser ---


@web_checks.needs_chromium
async def test_in_a_browser_the_partner_sees_the_decision_at_once(door):
    from playwright.async_api import async_playwright, expect

    await tells_at_once(door)
    delivering = asyncio.create_task(door.courier.run())
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=web_checks.CHROMIUM, args=["--no-sandbox"])
        partner = await browser.new_page(locale="pl")
        manager = await browser.new_page(locale="pl")
        await partner.goto(f"{door.base}/?as={MAREK}&beside={ZOFIA}")
        await manager.goto(f"{door.base}/?as={ZOFIA}&beside={MAREK}")

        await partner.locator(".welcome button").first.click()
        for name in ("customer", "amount", "close_on"):
            await partner.fill(f"#f-{name}", DEAL[name])
        await partner.select_option("#f-product", DEAL["product"])
        await partner.set_checked("#f-deal_type-0", checked=True)
        await partner.locator(".form .good").click()
        decide = manager.locator("#chat li", has_text="Zakłady Nowak").locator('button[value*="approval-approve"]')
        await decide.click()

        await expect(partner.locator("#chat .tone-good", has_text="Zofia Malińska").first).to_be_visible(timeout=30_000)
        await browser.close()
    door.courier.stop()
    await delivering


# --- files ---

ADMIN = "ciaran.doyle"
TABLE = b"email,name,organisation,roles,language,zone,looks_after\nu@wislan.example,Ula,wislan,partner-rep,,,\n"


def upload(page, body: bytes | io.BytesIO = TABLE, name: str = "people.csv", **fields: str) -> FormData:
    form = FormData({**page.sheets("/say")[-1].fields, **fields})
    form.add_field("file", body, filename=name, content_type="text/csv")
    return form


async def test_only_who_may_import_is_shown_a_place_for_files_and_nobody_else_gets_in(door):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)
        assert 'action="/drop"' not in page.html

        await page.take(page.session.post("/drop", data=upload(page)))

        assert page.status == 200
        assert "Ula" not in page.chat()
        assert "people.csv" in page.chat()


@pytest.mark.parametrize("spoil", [{"token": ""}, {"token": "0" * 64}])
async def test_a_file_needs_the_token_of_the_session(door, spoil):
    async with door.browser() as page:
        await page.look(MAREK, ZOFIA)
        await page.take(page.session.post("/drop", data=upload(page, **spoil)))

        assert page.status == 403


async def test_a_file_that_is_too_large_is_said_and_not_held(door):
    async with door.browser("en") as page:
        await page.look(ADMIN, MAREK)
        await page.take(page.session.post("/drop", data=upload(page, io.BytesIO(b"x" * 3_000_000))))

        assert page.status == 200
        assert "1 MiB" in page.chat()


async def test_what_is_no_upload_is_a_bad_request(door):
    async with door.browser() as page:
        await page.look()
        for body, kind in (
            (b"", "multipart/form-data; boundary=x"),
            (b"--x\r\n\r\n", "multipart/form-data; boundary=x"),
            (b"nothing", "multipart/form-data"),
            (
                b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\n--y--\r\n--x--",
                "multipart/form-data; boundary=x",
            ),
        ):
            await page.take(page.session.post("/drop", data=body, headers={"Content-Type": kind}))
            assert page.status in (400, 403), (body, page.status)


# --- whom one can be ---


async def test_whoever_decides_what_can_be_registered_is_somebody_one_can_be(door):
    def nobody_here(store):
        cast = {person.id for known in CAST.people if (person := store.people.known_as(known.identity))}
        asked = store.programme.regions
        leads = {region: store.people.holders(Role.REGIONAL_LEAD) for region in asked}
        alone = [one for one in leads if not any(p.id in cast and one in p.looks_after for p in leads[one])]
        directors = store.people.holders(Role.DIRECTOR)
        return [*alone, *(["director"] if not any(p.id in cast for p in directors) else [])]

    assert await door.dispatch.in_read(nobody_here) == []


async def test_somebody_new_asks_to_join_in_their_browsers_language_and_is_let_in(door):
    async with door.browser("pl") as page:
        await page.look("somebody.new")
        assert '<html lang="pl">' in page.html
        await page.say("/pomoc")
        await page.press("door-join")
        await page.send(name="Ewa Bąk", company="Wiślan Automatyka")
        await door.deliver()

        await page.look(ZOFIA, "somebody.new")
        assert "Ewa Bąk" in page.chat()
        await page.press("approval-approve")
        await door.deliver()

        await page.look("somebody.new")
        await page.say("/partner")
        assert "Wiślan Automatyka" in page.chat()


async def test_of_several_boxes_every_one_that_is_ticked_counts(sqlite_url: str) -> None:
    async with opened(sqlite_url) as door, door.browser("en") as page:
        await page.look("aoife.brannigan", "zofia.malinska")
        await page.say("/announce")
        await page.send(**{f"{what}-{code}": "words" for what in ("title", "body") for code in ("en", "pl", "pt-BR")})
        await page.press("announcement-who-form")
        form = [(name, value) for name, value in page.filled().items() if not name.startswith("f.")]
        ticked = [("f.to", "channels"), ("f.regions", "central-europe"), ("f.regions", "latin-america")]
        await page.take(page.session.post("/send", data=[*form, *ticked]))

        assert "Latin America" in page.chat()
        assert "Central Europe" in page.chat()
