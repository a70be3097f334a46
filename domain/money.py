"""Money: an exact amount in one currency, and how people write it in their language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import total_ordering

from domain.currencies import CODES, NAMES, SIGNS, decimals, meanings, power_of_ten, power_words
from domain.refusal import Refusal

LONGEST = 60
LARGEST = Decimal(10**12)


@total_ordering
@dataclass(frozen=True)
class Money:
    """An amount, kept with exactly as many decimals as its currency has; never a float.

    ValueError for an unknown currency, an amount that is not finite or has more decimals than the currency,
    and for ordering two currencies: 5 EUR are neither more nor less than 5 USD.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"an amount is a Decimal, not {type(self.amount).__name__}")
        if self.currency not in CODES:
            raise ValueError(f"no such currency: {self.currency!r}")
        try:
            exact = self.amount.quantize(_smallest(self.currency))
        except InvalidOperation as error:
            raise ValueError(f"not an amount of money: {self.amount}") from error
        if exact.is_nan() or exact != self.amount:
            raise ValueError(f"not an amount in {self.currency}: {self.amount}")
        object.__setattr__(self, "amount", exact)

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Reads back what `str(money)` wrote: "12500.00 EUR". What people type is for `read_money`."""
        amount, _, currency = text.partition(" ")
        try:
            return cls(Decimal(amount), currency)
        except InvalidOperation as error:
            raise ValueError(f"not an amount of money: {text!r}") from error

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __lt__(self, other: "Money") -> bool:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} have no order")
        return self.amount < other.amount


def read_money(text: str, *, language: str, currency: str | None, currencies: Sequence[str]) -> Money:
    """The amount that a person typed, such as "1.234,56 €", "12,5 tys. zł" or "10 mil reais".

    `currency` is meant where the text names none; `currencies` are the programme's own. The language says
    which sign groups and which divides; where the shape itself tells ("1,234.50"), the shape is believed.
    Nothing is guessed: what can be read in two ways is refused as money-ambiguous, with both readings as
    `first` and `second`. Raises nothing but Refusal, always for the field "amount".
    """
    said = _take_apart(text, language)
    codes = _codes(said.names, currency, currencies)
    fine = all(decimals(code) == _A_GROUP for code in codes)
    amounts = [each.scaleb(said.power) for each in _readings(said, language, fine=fine)]
    if said.negative or not all(amounts):
        raise Refusal("money-not-positive", field="amount")
    if len(codes) > 1 or len(amounts) > 1:
        first, second, *_ = [_rounded(amount, code) for amount in amounts for code in codes]
        raise Refusal("money-ambiguous", field="amount", first=first, second=second)
    return _within_limits(amounts[0], codes[0])


@dataclass(frozen=True)
class _Said:
    text: str
    number: str
    power: int = 0
    names: tuple[str, ...] = ()
    negative: bool = False


_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_ALIKE = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2212": "-"})
_WITH_DIGITS = re.compile(r"([^0-9]*)([0-9](?:.*[0-9])?)([^0-9]*)")
_SIGN = re.compile(r"(?:us|r|\b(?:ca|au|nz|hk|mx|nt|[acs]))?\$|[€£¥]")
_NO_CENTS = re.compile(r"^,[-\u2013]{1,2}(?!\S)")
# "de" as in "2 milhões de reais"; amounts are net of tax, so saying so changes nothing.
_FILLERS = frozenset(("de", "netto", "net"))


def _take_apart(text: str, language: str) -> _Said:
    parts = None if len(text) > LONGEST else _WITH_DIGITS.fullmatch(_plain(text))
    if parts is None:
        raise _unreadable(text)
    before, number, after = parts.groups()
    negative = before.count("-") == 1
    ahead = _words(before.replace("-", " ") if negative else before.removeprefix("+"))
    behind = _words(_NO_CENTS.sub("", after))
    power = power_of_ten(behind[0], language) if behind else 0
    names = tuple(word for word in (*ahead, *behind[1 if power else 0 :]) if word not in _FILLERS)
    if not all(meanings(name) for name in names):
        raise _unreadable(text)
    return _Said(text, number, power, names, negative)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_ALIKE)).strip().lower()


def _words(text: str) -> list[str]:
    return [word.rstrip(".") for word in _SIGN.sub(r" \g<0> ", text).split()]


_A_GROUP = 3
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?P<by>[ .,'])[0-9]{3}(?:(?P=by)[0-9]{3})*)(?:(?!(?P=by))[.,]([0-9]+))?")
_DIVIDED = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")


def _readings(said: _Said, language: str, *, fine: bool) -> tuple[Decimal, ...]:
    """One amount, or two where the last three digits may be a group or decimals: "1.234" in English. `fine`: the
    currency has three decimals itself, so that digits behind the language's decimal sign are just these.
    """
    grouped, divided = _GROUPED.fullmatch(said.number), _DIVIDED.fullmatch(said.number)
    if grouped and divided:
        by_thousands, by_decimals = _decimal(_digits(grouped[1])), _decimal(divided[1], divided[2])
        usual = grouped["by"] == ("," if _reads_english(language) else ".")
        # "1.500 mil" is as often one and a half as fifteen hundred thousand: there no language decides. In Polish
        # blanks make groups; a dot is taken for one where nothing speaks against it.
        if said.power or (fine and usual and language.startswith("pl")):
            return by_thousands, by_decimals
        if usual:
            return (by_thousands,)
        return (by_decimals,) if fine else (by_thousands, by_decimals)
    if grouped:
        return (_decimal(_digits(grouped[1]), grouped[3]),)
    if divided:
        return (_decimal(divided[1], divided[2]),)
    raise _unreadable(said.text)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _decimal(whole: str, fraction: str | None = None) -> Decimal:
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _reads_english(language: str) -> bool:
    return language[:2] not in ("pl", "pt")


def _codes(names: Sequence[str], currency: str | None, currencies: Sequence[str]) -> tuple[str, ...]:
    """The allowed codes that were meant: one, or several where "$" may be two of the programme's dollars."""
    if not names and (currency or len(currencies) == 1):
        names = ((currency or currencies[0]).lower(),)
    if not names:
        raise Refusal("money-currency-missing", field="amount", allowed=tuple(currencies))
    meant = [code for code in meanings(names[0]) if all(code in meanings(name) for name in names)]
    allowed = tuple(code for code in meant if code in currencies)
    if not allowed:
        given = meant[0] if len(meant) == 1 else " ".join(names)
        raise Refusal("money-currency-not-allowed", field="amount", given=given, allowed=tuple(currencies))
    return allowed


def _within_limits(amount: Decimal, code: str) -> Money:
    if amount > LARGEST:
        raise Refusal("money-too-large", field="amount", limit=Money(LARGEST, code))
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > decimals(code):
        raise Refusal("money-too-precise", field="amount", currency=code, decimals=decimals(code))
    return Money(amount, code)


def _smallest(code: str) -> Decimal:
    return Decimal(1).scaleb(-decimals(code))


def _rounded(amount: Decimal, code: str) -> Money:
    return Money(min(amount, LARGEST).quantize(_smallest(code)), code)


def _unreadable(text: str) -> Refusal:
    return Refusal("money-unreadable", field="amount", given=text[:LONGEST])


@dataclass(frozen=True)
class Prefill:
    """What the free words of a command say of a deal; "" where they say nothing."""

    name: str
    money: str
    day: str


_LONGEST_COMMAND = 300


def split_money(words: str) -> Prefill:
    """Takes `Nowak i Synowie 12 500 zł koniec marca` apart: the customer, the amount and the day as typed.

    An amount is a number with a currency or a multiple ("12k", "1,5 mln"), the last one if there are several,
    with as many groups as it can have ("66 500 zł"). A bare number is one only at the end, from 1000 up, and
    unless it may be a year: "Studio 54", "3M" and "Expo 2030" are names. What follows the amount is the day.
    Never refuses: the person sees the parts in the form; more than 300 characters are taken for a name alone.
    """
    text = _SPACES.sub(" ", words).strip()
    if len(text) > _LONGEST_COMMAND:
        return Prefill(text, "", "")
    dates = list(_DATE.finditer(text))
    day = dates[-1][0] if dates else ""
    if dates:
        text = f"{text[: dates[-1].start()].rstrip()} {text[dates[-1].end() :].lstrip()}".strip()
    found = _last_amount(text)
    if found is None:
        return Prefill(_trimmed(text), "", day)
    before, after = _trimmed(text[: found.start()]), _trimmed(text[found.end() :])
    name = _CONNECTIVE.sub("", before) if before else after
    return Prefill(name, found[0].rstrip(",;"), day or (after if before else ""))


def amounts_in(text: str) -> tuple[str, ...]:
    """Each number of a text that has its currency beside it, as typed: a bare one, or "12k", may be anything."""
    found = (each for each in _AMOUNT.finditer(text) if each["sign"] or each["code"])
    return tuple(each[0].rstrip(",;") for each in found)


def _last_amount(text: str) -> re.Match[str] | None:
    amounts = list(_AMOUNT.finditer(text))
    if amounts and amounts[-1].end() == len(text) and _is_bare_amount(amounts[-1]):
        return amounts[-1]
    return next((each for each in reversed(amounts) if _says_money(each)), None)


def _says_money(found: re.Match[str]) -> bool:
    """A lone "m" is the 3M company's rather than a million's, unless a fraction stands before it."""
    is_m = (found["many"] or "").lower() == "m"
    multiple = found["many"] and not (is_m and found["number"].isdecimal())
    return bool(found["sign"] or found["code"] or multiple)


def _is_bare_amount(found: re.Match[str]) -> bool:
    whole = _digits(re.sub(r"[.,][0-9]{1,2}$", "", found["number"]))
    is_year = re.fullmatch("(?:19|20)[0-9]{2}", found["number"])
    said_more = found["sign"] or found["code"] or found["many"]
    return not said_more and not is_year and len(whole) >= len("1000")


# Around the whole of a name they only say that it is one: "Nowak & Sons".
_QUOTED = re.compile(r"""["'\u201c\u201e\u201d\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["'\u201d\u201c\u00bb]""")


def _trimmed(text: str) -> str:
    bare = text.strip(" ,;:\u2013-")
    quoted = _QUOTED.fullmatch(bare)
    return quoted[1].strip() if quoted else bare


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Before a number signs and the common codes; the others in capitals, before 1000 or more: "Top 500" is a name, though
# TOP is a currency too, and "Nowak SEK 5000" is not somebody called Nowak SEK.
_LARGE = r"(?= ?(?:[0-9]{4}|[0-9]{1,3}[ .,'\u2019][0-9]{3}))"
_BEFORE = f"{_any_of(SIGNS)}|eur|usd|pln|brl|gbp|chf|(?-i:{_any_of(CODES)}){_LARGE}"
_BEHIND = _any_of((*SIGNS, *NAMES, *(code.lower() for code in CODES)))
_NUMBER = r"[0-9]{1,3}(?:[ .,'\u2019][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
# "Studio 54 R$ 500": the currency belongs to what follows it, unless that may be a day ("500 eur 31.12").
_LEADS = r"(?<=[$£]) ?[0-9]| ?(?!20[0-9]{2}$)(?:[0-9]{3,}|[0-9]{1,3}(?:[ .,'\u2019][0-9]{3})+(?:[.,][0-9]+)?)$"
_AMOUNT = re.compile(
    rf"(?<!\S)-?(?:(?P<sign>{_BEFORE}) ?-?)?(?P<number>{_NUMBER})"
    rf"(?: ?(?P<many>{_any_of(power_words())})\.?)?"
    rf"(?:(?: de)? ?(?P<code>{_BEHIND})(?!{_LEADS})\.?)?(?: net(?:to)?)?(?:[,;](?!\S)|(?!\S))",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\S)(?:[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2(?:20)?[0-9]{2})(?!\S)"
)
_CONNECTIVE = re.compile(r" (?:for|za|na|por)$", re.IGNORECASE)
