"""Currencies: their ISO 4217 codes, how many decimals each has, and what people call them."""

from collections.abc import Mapping

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
    PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(_CODES.split())

_WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_WITH_THREE = "BHD IQD JOD KWD LYD OMR TND"
_DECIMALS = {**dict.fromkeys(_WITHOUT_DECIMALS.split(), 0), **dict.fromkeys(_WITH_THREE.split(), 3)}

_OTHER_DOLLARS = "TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", *_OTHER_DOLLARS.split())
_PESOS = ("MXN", "ARS", "CLP", "COP", "CUP", "DOP", "UYU")
_POUNDS = ("GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP")
_CROWNS = ("SEK", "NOK", "DKK", "ISK")

# What a sign or a word may mean; which one it does mean, the programme's own currencies decide.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "us$": ("USD",),
    "r$": ("BRL",),
    "c$": ("CAD", "NIO"),
    "s$": ("SGD",),
    **dict.fromkeys(("a$", "au$"), ("AUD",)),
    **{f"{code[:2].lower()}$": (code,) for code in ("CAD", "HKD", "MXN", "NZD")},
    "nt$": ("TWD",),
    "$": (*_DOLLARS, *_PESOS),
    "€": ("EUR",),
    "£": _POUNDS,
    "¥": ("JPY", "CNY"),
    "zł": ("PLN",),
    "zl": ("PLN",),
}
NAMES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("euro", "euros"), ("EUR",)),
    **dict.fromkeys(("złoty", "złote", "złotych", "złotego"), ("PLN",)),
    **dict.fromkeys(("zloty", "zlote", "zlotych", "zlotego"), ("PLN",)),
    **dict.fromkeys(("real", "reais"), ("BRL",)),
    **dict.fromkeys(("dollar", "dollars", "dolar", "dolary", "dolarów", "dolarow"), _DOLLARS),
    **dict.fromkeys(("dólar", "dólares", "dolares"), _DOLLARS),
    **dict.fromkeys(("pound", "pounds", "funt", "funty", "funtów", "funtow", "libra", "libras"), _POUNDS),
    **dict.fromkeys(("kr", "krona", "kronor", "kroner"), _CROWNS),
    "kč": ("CZK",),
}

_THOUSANDS = ("k", "tys", "tysiąc", "tysiac", "tysiące", "tysiace", "tysięcy", "tysiecy", "thousand")
_MILLIONS = ("mln", "milion", "miliony", "milionów", "milionow", "million", "millions")
_MILHOES = ("milhão", "milhao", "milhões", "milhoes")
_BILLIONS = ("mld", "miliard", "miliardy", "miliardów", "bn", "bilhão", "bilhao", "bilhões", "bilhoes")
_POWERS: Mapping[str, int] = {
    **dict.fromkeys(_THOUSANDS, 3),
    **dict.fromkeys((*_MILLIONS, *_MILHOES), 6),
    **dict.fromkeys(_BILLIONS, 9),
}
# Short words that mean something else to the neighbours: "mil" is a million in English slang.
_OWN_POWERS: Mapping[str, Mapping[str, int]] = {
    "en": {"m": 6, "mm": 6, "mn": 6, "billion": 9},
    "pt": {"mil": 3, "mi": 6, "bi": 9},
}


def power_words() -> tuple[str, ...]:
    """Every word that multiplies a number, in whichever language."""
    return (*_POWERS, *(word for own in _OWN_POWERS.values() for word in own))


def power_of_ten(word: str, language: str) -> int:
    """3 for "tys" or "k", 6 for "mln"; 0 where the word, in this language, multiplies nothing."""
    return _POWERS.get(word) or _OWN_POWERS.get(language[:2], {}).get(word, 0)


def decimals(code: str) -> int:
    """How many digits follow the decimal point in this currency."""
    return _DECIMALS.get(code, 2)


def meanings(word: str) -> tuple[str, ...]:
    """The codes that a lower-case sign, name or code may stand for; empty where it is no currency."""
    if word.upper() in CODES:
        return (word.upper(),)
    return SIGNS.get(word) or NAMES.get(word, ())
