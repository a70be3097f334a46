"""What each activity of Teams is read as: who asks what, where, and how the answer is awaited."""

from typing import Any

import pytest

from bot.arrivals import Message, Pressed, Sent, Sought, Typed
from bot.teams.arrivals import Turn, Way, read_turn
from bot.teams.guard import Accepted
from domain.places import Identity, Platform
from tests.wire.payloads import TEAMS_BOT, VENDOR_TENANT
from tests.wire.payloads import TEAMS_PARTNER as JOAO


def turn(text: str = "", **changes: Any) -> Turn | None:
    activity: dict[str, Any] = {
        "type": "message", "id": "1", "channelId": "msteams", "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "text": text, "from": {"id": JOAO.user, "aadObjectId": JOAO.aad.upper()}, "recipient": {"id": TEAMS_BOT},
        "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": JOAO.tenant},
        **changes,
    }  # fmt: skip
    return read_turn(Accepted(activity, JOAO.tenant))


def asked(text: str = "", **changes: Any) -> object:
    found = turn(text, **changes)
    return found and found.arrival.asked


MENTION = {"type": "mention", "mentioned": {"id": TEAMS_BOT}, "text": "<at>Tandem</at>"}
CHANNEL = {"id": "19:x@thread.tacv2;messageid=1", "conversationType": "channel", "tenantId": VENDOR_TENANT}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("deal list", "deal list"),
        ("/deal  list\n", "deal list"),
        ("&nbsp;deal\xa0Nowak &amp; Syn 12&nbsp;500 z\u0142", "deal Nowak & Syn 12 500 zł"),
        ("deal AT&T 5 &lt;b&gt;", "deal AT&T 5 <b>"),
        ("deal\u2060 no\u200bwak.\u2060pl\ufeff", "deal nowak.pl"),
        ("<at>Tandem</at> deal for <at>Ola Lis</at>", "deal for Ola Lis"),
        ("  ", "help"),
        ("/", "help"),
        ("\u202edeal\x07list", "deal list"),
    ],
)
def test_typed_words_are_read_as_they_look(typed, read):
    assert asked(typed, entities=[MENTION]) == Typed(read)


def test_a_long_text_full_of_marks_comes_to_an_end():
    """Anything that grows faster than the text would run into the suite's time-out."""
    assert isinstance(asked("<at" * 300_000 + "&" * 300_000, entities=[MENTION] * 5000), Typed)


def test_a_channel_is_heard_only_when_it_speaks_to_us():
    assert asked("deal list", conversation=CHANNEL) is None
    assert asked("<at>Tandem</at> deal list", conversation=CHANNEL, entities=[MENTION]) == Typed("deal list")
    assert asked("deal list", conversation=CHANNEL, recipient={"id": TEAMS_BOT, "isTargeted": True}) == Typed(
        "deal list"
    )


def test_an_old_clients_button_and_form_arrive_as_messages():
    assert asked("", value={"route": "deals-more", "ref": "c", "version": 2}) == Pressed("deals-more", "c", 2)
    assert asked("", value={"route": "deal-answer", "ref": "D-1", "words": "yes"}) == Sent(
        "deal-answer", {"words": "yes"}, "", "D-1", 0
    )
    assert asked("deals", value={"route": "deals"}) == Typed("deals")


@pytest.mark.parametrize(
    ("name", "value", "way", "read"),
    [
        ("task/fetch", {"data": {"route": "deal-form", "ref": "d1"}}, Way.DIALOG, Pressed("deal-form", "d1")),
        (
            "task/fetch",
            {"data": {"route": "typed", "ref": "deal " + "x" * 200}},
            Way.DIALOG,
            Typed("deal " + "x" * 200),
        ),
        ("task/submit", {"data": {"route": "deal-open", "ref": "D-1"}}, Way.DIALOG, Pressed("deal-open", "D-1")),
        ("composeExtension/fetchTask", {"commandId": "deal-register"}, Way.DIALOG, Pressed("deal-form")),
        ("composeExtension/fetchTask", {"commandId": "help"}, Way.DIALOG, Pressed("help")),
        ("application/search", {"queryText": "No", "dataset": "zones"}, Way.SEARCH, Sought("zones", "No")),
        *(
            ("composeExtension/query", {"commandId": "documents", **value}, Way.QUERY, read)
            for value, read in (
                ({"parameters": [{"name": "words", "value": "price"}]}, Sought("documents", "price")),
                ({"parameters": [{"name": "initialRun", "value": "true"}]}, Sought("documents", "")),
                ({"parameters": [{"name": "words", "value": 3}, 7]}, Sought("documents", "")),
                ({"queryOptions": {"skip": 10}, "parameters": []}, Sought("", "")),
                ({"commandId": "zones", "parameters": []}, Sought("", "")),
            )
        ),
    ],
)
def test_each_invoke_is_read(name, value, way, read):
    found = turn(type="invoke", name=name, value=value)

    assert found
    assert (found.way, found.arrival.asked) == (way, read)


def test_a_form_holds_what_its_sender_sees():
    value = {"data": {"route": "deal-register", "amount": "\u200e12\u200b500\u202c"}}

    found = turn(type="invoke", name="task/submit", value=value)

    assert found
    assert found.arrival.asked == Sent("deal-register", {"amount": "12500"})


def test_identity_is_the_speakers_tenant_and_object_and_never_an_address():
    found = turn("help", conversation=CHANNEL)
    stranger = turn("help", **{"from": {"id": "29:x"}})
    mentioned = turn("help", conversation=CHANNEL, entities=[MENTION])

    assert found is None
    assert stranger
    assert stranger.arrival.known.identity == Identity(Platform.TEAMS, "", "29:x")
    assert mentioned
    known = mentioned.arrival.known
    assert known.identity == Identity(Platform.TEAMS, JOAO.tenant, JOAO.aad)
    assert (known.conversation, known.host) == ("", JOAO.tenant)
    assert not mentioned.private


def test_a_delivery_is_told_by_conversation_and_activity_whenever_it_comes():
    first, again = turn("help", timestamp="1"), turn("help", timestamp="2", localTimestamp="3")
    other = turn("deal list")
    unnamed = turn("help", id=None)

    assert first
    assert again
    assert other
    assert unnamed
    assert first.arrival.key == "teams:a:1:1"
    assert (first.arrival.key, first.arrival.digest) == (again.arrival.key, again.arrival.digest)
    assert other.arrival.digest != first.arrival.digest
    assert len(unnamed.arrival.key) > 64


def test_language_and_zone_are_what_the_client_says():
    client = {"type": "clientInfo", "locale": "pl-PL", "timezone": "Europe/Warsaw"}
    said = turn("help", entities=[7, client])
    better = turn("help", entities=[client], locale="pt-BR", localTimezone="America/Recife")

    assert said
    assert better
    assert (said.arrival.locale, said.arrival.zone) == ("pl-PL", "Europe/Warsaw")
    assert (better.arrival.locale, better.arrival.zone) == ("pt-BR", "America/Recife")


REPLY = '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="{}"><p>Which?</p></blockquote>'


def quoting(*ids: str, **odd: Any) -> list[dict[str, Any]]:
    return [{"type": "quotedReply", "quotedReply": {"messageId": one, **odd}} for one in ids]


@pytest.mark.parametrize(
    ("text", "changes", "to"),
    [
        ("In Gdynia", {"entities": quoting("7")}, "7"),
        ('<quoted messageId="7"/> In Gdynia', {"entities": quoting("7")}, "7"),
        (REPLY.format(7) + "In Gdynia", {}, "7"),
        (REPLY.format(7) + "\r\n<p>In&nbsp;Gdynia</p>\r\n<p>&nbsp;</p>", {}, "7"),
        (
            f'<div>{REPLY.format(7)}<p dir="ltr"><at>Tandem</at> In <b>Gdynia</b></p></div>',
            {"entities": [MENTION]},
            "7",
        ),
        ("In Gdynia", {"attachments": [{"contentType": "text/html", "content": REPLY.format(7) + "In"}]}, "7"),
        ("In Gdynia", {"replyToId": "7"}, "7"),
        ("In Gdynia", {}, ""),
        ("In Gdynia", {"entities": quoting("7", "8")}, ""),
        ("In Gdynia", {"entities": quoting("7", isReplyDeleted=True), "replyToId": "7"}, ""),
        ("In Gdynia", {"entities": quoting("7", validatedMessageReference=False)}, ""),
        ("In Gdynia", {"entities": [{"type": "quotedReply", "quotedReply": ["7"]}, 5], "attachments": "x"}, ""),
        (REPLY.format(7) + REPLY.format(8) + "In Gdynia", {}, ""),
        ('<blockquote itemid="7">In</blockquote>', {}, ""),
    ],
)
def test_a_reply_is_to_the_one_message_that_it_quotes(text: str, changes: dict[str, Any], to: str):
    found = turn(text, **changes)

    assert found
    assert found.arrival.message
    assert found.arrival.message.to == to
    if to:
        assert found.arrival.message.lines == "In Gdynia"
        assert found.arrival.asked == Typed("In Gdynia")


def test_a_reply_in_a_channel_is_to_the_first_of_its_thread():
    found = turn("<at>Tandem</at> Which\nplant?", conversation=CHANNEL, entities=[MENTION])

    assert found
    assert found.arrival.message == Message("Which\nplant?", "1")


def test_quotes_without_end_come_to_an_end():
    """As above."""
    assert turn(REPLY.format(7) * 20_000 + "<blockquote>" * 100_000 + "\n" * 100_000, entities=quoting("7") * 5000)


def test_a_picture_alone_asks_for_nothing_but_where_it_quotes():
    picture = [{"contentType": "image/png", "contentUrl": "https://files.example/1"}]

    assert turn("", attachments=picture) is None
    found = turn("", attachments=picture, entities=quoting("7"))
    assert found
    assert found.arrival.message == Message("", "7", files=True)


def test_a_chat_of_two_people_is_not_the_one_with_us():
    two = "19:11111111-1111-4111-8111-111111111111_22222222-2222-4222-8222-222222222222@unq.gbl.spaces"
    query = {"commandId": "documents", "parameters": []}
    conversation = {"conversationType": "personal", "id": two}

    found = turn(type="invoke", name="composeExtension/query", value=query, conversation=conversation)

    assert found
    assert not found.private
    assert found.arrival.known.conversation == ""
