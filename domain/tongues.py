"""The words and turns of phrase in which English, Polish and Portuguese name a day; without accents."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Says(Enum):
    """What a phrase says of a day; domain/phrases.py works each of them out."""

    OFFSET = auto()
    WEEKDAY = auto()
    THIS_WEEKDAY = auto()
    NEXT_WEEKDAY = auto()
    EITHER_WEEKDAY = auto()
    DAY_OF_MONTH = auto()
    AFTER = auto()
    MONTH_END = auto()
    THIS_MONTH_END = auto()
    NEXT_MONTH_END = auto()
    QUARTER_END = auto()
    THIS_QUARTER_END = auto()
    NEXT_QUARTER_END = auto()
    YEAR_END = auto()
    THIS_YEAR_END = auto()
    NEXT_YEAR_END = auto()


@dataclass(frozen=True)
class Unit:
    """A length of time; a phrase multiplies it."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True)
class Tongue:
    """One language: its words, and its phrases as patterns in which {month} stands for any word in `months`.

    `until` are the words that may stand before any phrase; `nth` those that may follow the day of a month.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    quarters: Mapping[str, int]
    units: Mapping[str, Unit]
    offsets: Mapping[str, int]
    days: Mapping[str, int]
    until: str
    nth: str
    phrases: Mapping[Says, tuple[str, ...]]


def _numbered(rows: str, start: int = 1) -> Mapping[str, int]:
    """Numbers the rows, one a slash, from `start`; all words of a row mean the same."""
    return {word.replace("_", " "): number for number, row in enumerate(rows.split("/"), start) for word in row.split()}


_END_OF = "(?:(?:the )?(?:end|last day) of )"
ENGLISH = Tongue(
    months=_numbered(
        "january jan/february feb/march mar/april apr/may/june jun/july jul/august aug"
        "/september sep sept/october oct/november nov/december dec"
    ),
    weekdays=_numbered(
        "monday mon/tuesday tue tues/wednesday wed/thursday thu thurs/friday fri/saturday sat/sunday sun",
        start=0,
    ),
    numbers=_numbered("a an one/two/three/four/five/six/seven/eight/nine/ten/eleven/twelve"),
    quarters=_numbered("1 1st first i/2 2nd second ii/3 3rd third iii/4 4th fourth iv"),
    units={
        **dict.fromkeys(("day", "days"), Unit(days=1)),
        **dict.fromkeys(("week", "weeks"), Unit(days=7)),
        **dict.fromkeys(("fortnight", "fortnights"), Unit(days=14)),
        **dict.fromkeys(("month", "months"), Unit(months=1)),
        **dict.fromkeys(("quarter", "quarters"), Unit(months=3)),
        **dict.fromkeys(("year", "years"), Unit(months=12)),
    },
    offsets={"today": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2},
    days={"first": 1},
    until="by|on|until|till",
    nth="st|nd|rd|th",
    phrases={
        Says.OFFSET: ("{offset}",),
        Says.WEEKDAY: ("(?:the )?(?:coming )?{weekday}",),
        Says.THIS_WEEKDAY: ("this {weekday}",),
        Says.NEXT_WEEKDAY: ("next {weekday}", "{weekday} (?:of )?next week"),
        Says.DAY_OF_MONTH: (
            "(?:{weekday} )?(?:the )?{day}(?: of)? {month}(?: {year})?",
            "(?:{weekday} )?{month} (?:the )?{day}(?: {year})?",
        ),
        Says.AFTER: ("(?:in|within) {n} {unit}", "{n} {unit} from (?:now|today)"),
        Says.MONTH_END: (_END_OF + "{month}(?: {year})?",),
        Says.THIS_MONTH_END: (_END_OF + "(?:(?:the|this) )?month", "month end", "eom"),
        Says.NEXT_MONTH_END: (_END_OF + "next month",),
        Says.QUARTER_END: (
            _END_OF + "?q{quarter}(?:[ /]{year})?",
            _END_OF + "?(?:the )?(?![1-4] quarter$){quarter} quarter(?:(?: of)? {year})?",
        ),
        Says.THIS_QUARTER_END: (_END_OF + "(?:(?:the|this) )?quarter", "quarter end", "eoq"),
        Says.NEXT_QUARTER_END: (_END_OF + "next quarter",),
        Says.YEAR_END: (_END_OF + "(?:the year )?{year}",),
        Says.THIS_YEAR_END: (_END_OF + "(?:(?:the|this) )?year", "year end", "eoy"),
        Says.NEXT_YEAR_END: (_END_OF + "next year",),
    },
)

_KONIEC = "(?:koniec|konca|koncem|ostatni dzien) "
_ROKU = "(?: r(?:oku)?)?"
POLISH = Tongue(
    months=_numbered(
        "styczen stycznia sty i/luty lutego lut ii/marzec marca mar iii/kwiecien kwietnia kwi iv"
        "/maj maja v/czerwiec czerwca cze vi/lipiec lipca lip vii/sierpien sierpnia sie viii"
        "/wrzesien wrzesnia wrz ix/pazdziernik pazdziernika paz x/listopad listopada lis xi"
        "/grudzien grudnia gru xii"
    ),
    weekdays=_numbered(
        "poniedzialek poniedzialku pon pn/wtorek wtorku wt/sroda srode srody sr/czwartek czwartku czw"
        "/piatek piatku pt/sobota sobote soboty sob/niedziela niedziele niedzieli niedz nd",
        start=0,
    ),
    numbers=_numbered(
        "jeden jedna/dwa dwie/trzy/cztery/piec/szesc/siedem/osiem/dziewiec/dziesiec/jedenascie/dwanascie"
    ),
    quarters=_numbered("1 i pierwszy pierwszego/2 ii drugi drugiego/3 iii trzeci trzeciego/4 iv czwarty czwartego"),
    units={
        **dict.fromkeys(("dzien", "dni"), Unit(days=1)),
        **dict.fromkeys(("tydzien", "tygodnie", "tygodnia", "tygodni", "tyg"), Unit(days=7)),
        **dict.fromkeys(("miesiac", "miesiaca", "miesiace", "miesiecy", "mies"), Unit(months=1)),
        **dict.fromkeys(("kwartal", "kwartaly", "kwartalow"), Unit(months=3)),
        "pol roku": Unit(months=6),
        **dict.fromkeys(("rok", "lata", "lat"), Unit(months=12)),
    },
    offsets={"dzis": 0, "dzisiaj": 0, "jutro": 1, "jutra": 1, "pojutrze": 2, "pojutrza": 2},
    days={"pierwszy": 1, "pierwszego": 1},
    until="do|na|w|we|z|pod|dnia|do dnia",
    nth="go|ego",
    phrases={
        Says.OFFSET: ("{offset}",),
        Says.WEEKDAY: ("(?:najblizsz(?:y|a|ego|ej) )?{weekday}",),
        Says.THIS_WEEKDAY: ("(?:ten|ta|te|tego|tej) {weekday}",),
        Says.NEXT_WEEKDAY: (
            "przyszl(?:y|a|ego|ej) {weekday}",
            "{weekday} (?:w )?przyszlym tygodniu",
            "{weekday} przyszlego tygodnia",
            "przyszlym tygodniu (?:we? )?{weekday}",
        ),
        Says.EITHER_WEEKDAY: ("(?:nastepn|kolejn)(?:y|a|ego|ej) {weekday}",),
        Says.DAY_OF_MONTH: ("(?:{weekday} )?{day} {month}(?: {year}" + _ROKU + ")?",),
        Says.AFTER: ("(?:za|w ciagu) (?:{n} )?{unit}",),
        Says.MONTH_END: (_KONIEC + "{month}(?: {year}" + _ROKU + ")?",),
        Says.THIS_MONTH_END: (_KONIEC + "(?:(?:tego|biezacego) )?miesiaca",),
        Says.NEXT_MONTH_END: (_KONIEC + "(?:przyszlego|nastepnego) miesiaca",),
        Says.QUARTER_END: (
            f"(?:{_KONIEC})?{{quarter}} (?:kwartalu?|kw)(?: {{year}}{_ROKU})?",
            f"(?:{_KONIEC})?q{{quarter}}(?:[ /]{{year}})?",
        ),
        Says.THIS_QUARTER_END: (_KONIEC + "(?:(?:tego|biezacego) )?kwartalu",),
        Says.NEXT_QUARTER_END: (_KONIEC + "(?:przyszlego|nastepnego) kwartalu",),
        Says.YEAR_END: (_KONIEC + "(?:roku )?{year}" + _ROKU,),
        Says.THIS_YEAR_END: (_KONIEC + "(?:(?:tego|biezacego) )?roku",),
        Says.NEXT_YEAR_END: (_KONIEC + "(?:przyszlego|nastepnego) roku",),
    },
)

_FIM = "(?:o )?(?:fim|final|ultimo dia) "
_DE = "(?:(?: de)? {year})?"
PORTUGUESE = Tongue(
    months=_numbered(
        "janeiro jan/fevereiro fev/marco mar/abril abr/maio mai/junho jun/julho jul/agosto ago"
        "/setembro set/outubro out/novembro nov/dezembro dez"
    ),
    weekdays=_numbered(
        "segunda segunda_feira seg/terca terca_feira ter/quarta quarta_feira qua/quinta quinta_feira qui"
        "/sexta sexta_feira sex/sabado sab/domingo dom",
        start=0,
    ),
    numbers=_numbered("um uma/dois duas/tres/quatro/cinco/seis/sete/oito/nove/dez/onze/doze"),
    quarters=_numbered("1 1o i primeiro/2 2o ii segundo/3 3o iii terceiro/4 4o iv quarto"),
    units={
        **dict.fromkeys(("dia", "dias"), Unit(days=1)),
        **dict.fromkeys(("semana", "semanas"), Unit(days=7)),
        **dict.fromkeys(("mes", "meses"), Unit(months=1)),
        **dict.fromkeys(("trimestre", "trimestres"), Unit(months=3)),
        **dict.fromkeys(("semestre", "semestres"), Unit(months=6)),
        **dict.fromkeys(("ano", "anos"), Unit(months=12)),
    },
    offsets={"hoje": 0, "amanha": 1, "depois de amanha": 2},
    days={"primeiro": 1},
    until="(?:ate|para|em)(?: [oa])?|ate ao|a|ao|n[oa]|(?:no |ate )?dia",
    nth="o",
    phrases={
        Says.OFFSET: ("{offset}",),
        Says.WEEKDAY: ("(?:proxim[oa] )?{weekday}",),
        Says.THIS_WEEKDAY: ("n?est[ae] {weekday}",),
        Says.NEXT_WEEKDAY: (
            "{weekday} da (?:proxima semana|semana que vem)",
            "{weekday} na (?:proxima semana|semana que vem)",
        ),
        Says.EITHER_WEEKDAY: ("{weekday} que vem",),
        Says.DAY_OF_MONTH: ("(?:{weekday} )?(?:dia )?{day}(?: de)? {month}" + _DE,),
        Says.AFTER: ("(?:daqui(?: a)?|em|dentro de) {n} {unit}",),
        Says.MONTH_END: (_FIM + "de {month}" + _DE,),
        Says.THIS_MONTH_END: (_FIM + "d(?:o|este) mes",),
        Says.NEXT_MONTH_END: (_FIM + "do (?:proximo mes|mes que vem)",),
        Says.QUARTER_END: (
            f"(?:{_FIM}do )?(?![1-4] trimestre$){{quarter}} trimestre{_DE}",
            f"(?:{_FIM}do )?[qt]{{quarter}}(?:[ /]{{year}})?",
        ),
        Says.THIS_QUARTER_END: (_FIM + "d(?:o|este) trimestre",),
        Says.NEXT_QUARTER_END: (_FIM + "do (?:proximo trimestre|trimestre que vem)",),
        Says.YEAR_END: (_FIM + "(?:do ano )?de {year}",),
        Says.THIS_YEAR_END: (_FIM + "d(?:o|este) ano",),
        Says.NEXT_YEAR_END: (_FIM + "do (?:proximo ano|ano que vem)",),
    },
)

TONGUES: Mapping[str, Tongue] = {"en": ENGLISH, "pl": POLISH, "pt": PORTUGUESE}
