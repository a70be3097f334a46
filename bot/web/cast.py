"""Whom one can be at the web door, and what each is offered first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.web.pages import Quick, Someone
from domain.people import Can, Person, Role
from storage.people import Known
from views.translator import Translator, language_of, translator
from views.vocabulary import Option, said


@dataclass(frozen=True)
class Pair:
    """Who is in front of the screen, and whose chat stands beside; both by the user of their web account."""

    me: str
    them: str


@dataclass(frozen=True)
class Cast:
    """`people` in the order of the page; `pairs`, by language, are a partner and the manager who decides.

    The first pair is the one for a browser that asks for none of these languages.
    """

    people: Sequence[Known]
    pairs: Mapping[str, Pair]

    def account(self, user: str) -> Known:
        """The account of somebody who was chosen."""
        return next(known for known in self.people if known.identity.user == user)

    @property
    def accounts(self) -> tuple[Option, ...]:
        """Everybody, as they are picked in a form."""
        return tuple(Option(known.identity.user, said(known.identity.user)) for known in self.people)

    def chosen(self, me: str, them: str, languages: str) -> Pair:
        """Two different ones of the people, whatever was asked for; `languages` as in Accept-Language."""
        users = [known.identity.user for known in self.people]
        usual = self._usual(languages)
        if me not in users:
            return usual
        if them in users and them != me:
            return Pair(me, them)
        return Pair(me, self.opposite(me) or usual.me)

    def _usual(self, languages: str) -> Pair:
        return self.pairs[self.language(languages)]

    def language(self, languages: str) -> str:
        """The first one asked for in which there is a pair; `languages` as in Accept-Language."""
        asked = (language_of(tag.partition(";")[0].strip()) for tag in languages[:200].split(","))
        return next((language for language in asked if language and language in self.pairs), next(iter(self.pairs)))

    def opposite(self, user: str) -> str:
        """Who decides what this partner registers, or the partner whose deals this manager decides; else ""."""
        for pair in self.pairs.values():
            if user in (pair.me, pair.them):
                return pair.them if user == pair.me else pair.me
        return ""


def someone(user: str, person: Person, cast: Cast, t: Translator) -> Someone:
    """With role and city in words; a stranger has neither, nor a name."""
    role = next((role for role in Role if role in person.roles), None)
    city = translator(t.language, person.zone).place()
    line = t.plain("web-role", role=t(f"role-{role}"), city=city) if role else t.plain("web-stranger")
    return Someone(id=user, name=person.name or t.plain("web-somebody"), role=line, beside=cast.opposite(user))


def quick(person: Person, t: Translator) -> tuple[Quick, ...]:
    """What this person comes for, the first thing first, as one would type it in this language."""
    return tuple(
        Quick(words=_typed(words, t), label=t.plain(label)) for words, label, can in _OFFERED if person.may(can)
    )


_OFFERED = (
    (("approvals",), "approvals-title", Can.APPROVE),
    (("deal",), "deal-register", Can.REGISTER_DEALS),
    (("deal", "list"), "deals-title", Can.SEE_DEALS),
    (("docs",), "documents-title", Can.READ_DOCUMENTS),
    (("training",), "training-title", Can.BELONG),
    (("partner", "team"), "team-title", Can.REGISTER_DEALS),
    (("partner", "settings"), "settings-title", Can.BELONG),
    (("help",), "help", Can.COME_IN),
)


def _typed(words: Sequence[str], t: Translator) -> str:
    return "/" + " ".join(_spelled(words, t))


def _spelled(words: Sequence[str], t: Translator) -> Iterator[str]:
    for word in words:
        yield t.plain(f"word-{word}").split()[0]
