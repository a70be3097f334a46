"""Whatever is typed gets a useful answer, in each of our languages, whoever types it and wherever."""

import pytest

from bot.arrivals import Typed
from handlers.commands import Asked, read_command, says_something
from handlers.replies import Show
from tests.office import Office, card_of, words_of

GREETINGS = [
    "hi",
    "Hello!",
    "hey",
    "HELP",
    "help?",
    "?",
    "hej",
    "Cześć!",
    "czesc",
    "Dzień dobry",
    "pomoc",
    "olá",
    "Ola",
]


@pytest.mark.parametrize("text", [*GREETINGS, "oi", "Bom dia", "boa tarde", "ajuda", "/help", "hi there", "  hi  "])
def test_greetings_and_cries_for_help_are_understood_in_every_language(text: str):
    assert read_command(text).name == "help"


@pytest.mark.parametrize("text", ["thanks", "Thank you!", "ok", "OK.", "dzięki", "wielkie dzięki", "muito obrigada!"])
def test_thanks_are_thanks(text: str):
    assert read_command(text) == Asked("help thanks")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("dela", "deal"),
        ("aprovals", "approvals"),
        ("parceiru", "parceiro"),
        ("chcę zgłosić transakcję", "transakcja"),
        ("I would like to register a deal, please", "deal"),
        ("quero registrar um negócio", "negócio"),
        ("what is the weather like", ""),
    ],
)
def test_a_sentence_gets_the_nearest_command(text: str, nearest: str):
    assert read_command(text) == Asked("", text, nearest)


def test_a_ref_alone_or_in_a_sentence_is_that_deal():
    assert read_command("D-7K3QX") == Asked("deal show", "d-7k3qx")
    assert read_command("what about d-7k3qx?").name == "deal show"
    assert read_command("is D-7K3QX the same as D-7K3QY").name == ""


@pytest.mark.parametrize("typed", ["{}–7K3QX", "“{}-7K3QX”"])
def test_a_ref_with_the_dash_or_the_quotes_of_a_phone_names_what_it_names(typed: str):
    assert read_command(f"deal {typed.format('D')}").name == "deal show"
    assert read_command(f"deal edit {typed.format('D')}").name == "deal edit"
    assert read_command(f"announce {typed.format('A')}").name == "announce show"
    assert read_command(f"docs {typed.format('F')}").name == "docs show"
    assert read_command(f"what about {typed.format('D')}?").name == "deal show"
    assert read_command("deal “Dalmor” 500") == Asked("deal", "“Dalmor” 500")


@pytest.mark.parametrize("typed", ["“{}”", "„{}”", "«{}»", '"{}"'])
def test_a_word_of_a_command_is_one_in_whatever_quotes(typed: str):
    assert read_command(f"deal {typed.format('new')}") == Asked("deal new")
    assert read_command(f"transakcja {typed.format('lista')}").name == "deal list"
    assert read_command(f"partner {typed.format('team')} nowak") == Asked("partner team", "nowak")
    assert read_command(f"deal {typed.format('New Ltd')} 500") == Asked("deal", f"{typed.format('New Ltd')} 500")
    assert read_command(f"{typed.format('deal')} new") == Asked("deal new")
    assert read_command(f"deal D-7K3QX {typed.format('edit')}").name == "deal edit"
    assert read_command(f"announce A-7K3QX {typed.format('questions')}").name == "announce questions"
    assert read_command(f"partner {typed.format('Code Group')}").words == typed.format("Code Group")


@pytest.mark.parametrize("text", ["deal won", "deal withdraw", "deal edytuj", "deal perdido", "Deal Stage"])
def test_what_needs_a_ref_and_has_none_registers_nothing(text: str):
    assert read_command(text) == Asked("deal show")
    assert read_command(f"{text} Industries 500 eur").name == "deal"


@pytest.mark.parametrize("text", ["👍", "👍🏽 ❤️", ":thumbsup: :+1:", ":white_check_mark:", "...", "!", " "])
def test_emoji_alone_say_nothing(text: str):
    assert not says_something(text)


@pytest.mark.parametrize("text", ["ok", "?", "👍 ok", "7", "ł", ":thumbsup: thanks"])
def test_a_word_says_something(text: str):
    assert says_something(text)


async def test_who_is_polite_gets_a_friendly_line(office: Office):
    reply = await office.types("boss", "dzięki!")

    assert isinstance(reply, Show)
    assert not reply.public
    assert "Cała przyjemność" in words_of(reply.card)


async def test_a_mistyped_second_word_gets_the_nearest_command(office: Office):
    for who in ("rep", "manager"):
        text = words_of(card_of(await office.types(who, "partner setings")))
        assert "Did you mean partner settings?" in text, who
    assert "Rival GmbH" in words_of(card_of(await office.types("manager", "partner Rival GmbH")))


async def test_strangers_get_the_door_whatever_they_say(office: Office):
    for text in ("hi", "olá", "thanks", "what is this", "D-7K3QX", "partner setings", "?"):
        assert "Hello, I am Tandem" in words_of(card_of(await office.asks("nobody", Typed(text)))), text
