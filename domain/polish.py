"""Polish: the words and turns of phrase in which it names days and hours."""

from domain.tongue import Part, Says, Tongue, Unit, inflected, numbered, tens

_END = "(?:(?:samego |sam )?(?:koniec|konca|koncem|koncu)|ostatni(?:ego|m)? d(?:zien|nia|niem|niu)) "
_START = "O1 (?:dzien|dnia|dniem) "
_ROKU = "(?: r(?:oku)?)?"
_AND = "M1O1"
"""How the word "i" is marked."""
_NEXT = "(?P<next>przyszl(?:y|a|ego|ej|ym)|nastepn(?:y|a|ego|ej|ym)|kolejn(?:y|a|ego|ej|ym))"
_THIS = "(?:(?:tego|tym|biezac(?:ego|ym)) )?"
_SURELY_NEXT = "(?P<next>przyszl(?:y|a|ego|ej|ym))"

_HOUR = "(?:[NH](?P<hour>[0-9]{1,2})|(?P<noon>poludni(?:e|em|u))|(?P<midnight>polnoc[ay]?))"
_SPOKEN = "(?:H(?P<hour>[0-9]{1,2})|(?P<noon>poludnie)|(?P<midnight>polnoc))"
_MINUTES = "[NX](?P<minutes>[0-9]{1,2})(?: min(?:ut(?:y|e)?)?)?"

_HOURS, _MINS = "(?:godzin(?:y|e|a)?|godz|h)", "(?:min(?:ut(?:y|e|a)?)?|m)"
_FRAMES = ("(?:za|w ciagu|w przeciagu) #", "(?:od teraz )?za #", "# od teraz")
_MORE = f"(?: (?:{_AND} )?(?:[NX](?P<minutes>[0-9]+) {_MINS}|(?P<quarters>kwadrans)|(?P<halves>pol)))?"
_LENGTHS = (
    f"(?P<one>godzin(?:ke|e|y)){_MORE}",
    f"[NX](?P<hours>[0-9]+) {_HOURS}{_MORE}",
    "(?P<halves>pol) godzin(?:y|ki)",
    "(?P<quarters>kwadrans)",
    "(?P<three_quarters>X3 kwadranse)",
    "(?P<one>(?P<halves>poltorej|poltora)) godzin(?:y|ki)",
    f"[NX](?P<hours>[0-9]+) {_AND} (?P<halves>pol) {_HOURS}",
    f"(?P<hours>[0-9]{{1,3}})[.](?P<halves>5) ?{_HOURS}",
    f"[NX](?P<minutes>[0-9]+) {_MINS}",
    "(?P<minute>minut(?:e|ke))",
)

_STEMS = (
    *("pierwsz", "drug", "trzec", "czwart", "piat", "szost", "siodm", "osm", "dziewiat", "dziesiat", "jedenast"),
    *("dwunast", "trzynast", "czternast", "pietnast", "szesnast", "siedemnast", "osiemnast", "dziewietnast"),
)
_ROMAN = "i/ii/iii/iv/v/vi/vii/viii/ix/x/xi/xii"

POLISH = Tongue(
    months=numbered(
        "styczen stycznia styczniem styczniu sty i/luty lutego lutym lut ii/marzec marca marcem marcu mar iii"
        "/kwiecien kwietnia kwietniem kwietniu kwi iv/maj maja majem maju v/czerwiec czerwca czerwcem czerwcu cze vi"
        "/lipiec lipca lipcem lipcu lip vii/sierpien sierpnia sierpniem sierpniu sie viii"
        "/wrzesien wrzesnia wrzesniem wrzesniu wrz ix/pazdziernik pazdziernika pazdziernikiem pazdzierniku paz x"
        "/listopad listopada listopadem listopadzie lis xi/grudzien grudnia grudniem grudniu gru xii"
    ),
    weekdays=numbered(
        "poniedzialek poniedzialku poniedzialkiem pon pn/wtorek wtorku wtorkiem wt/sroda srode srody srodzie sr"
        "/czwartek czwartku czwartkiem czw cz/piatek piatku piatkiem pt/sobota sobote soboty sobocie sob sb so"
        "/niedziela niedziele niedzieli niedz ndz nd",
        start=0,
    ),
    numbers={
        **numbered(
            "jeden jedna jedno jednego jednej/dwa dwie dwoch/trzy trzech/cztery czterech/piec pieciu/szesc szesciu"
            "/siedem siedmiu/osiem osmiu/dziewiec dziewieciu/dziesiec dziesieciu/jedenascie jedenastu"
            "/dwanascie dwunastu/trzynascie trzynastu/czternascie czternastu/pietnascie pietnastu/szesnascie szesnastu"
            "/siedemnascie siedemnastu/osiemnascie osiemnastu/dziewietnascie dziewietnastu"
        ),
        **tens(
            "dwadziescia dwudziestu/trzydziesci trzydziestu/czterdziesci czterdziestu/piecdziesiat piecdziesieciu"
            "/szescdziesiat szescdziesieciu/siedemdziesiat/osiemdziesiat/dziewiecdziesiat dziewiecdziesieciu"
        ),
    },
    ordinals={
        **inflected(_STEMS, "y ego ym i iego im"),
        **tens("dwudziesty dwudziestego dwudziestym/trzydziesty trzydziestego trzydziestym"),
        **numbered(_ROMAN),
    },
    hourly={**inflected(_STEMS, "a ej ia iej"), **tens("dwudziesta dwudziestej")},
    units={
        **dict.fromkeys(("dzien", "dni", "dnia"), Unit(days=1)),
        **dict.fromkeys(("tydzien", "tygodnie", "tygodnia", "tygodni", "tyg"), Unit(days=7)),
        **dict.fromkeys(("miesiac", "miesiaca", "miesiace", "miesiecy", "mies"), Unit(months=1)),
        **dict.fromkeys(("kwartal", "kwartaly", "kwartalow", "kwartalu"), Unit(months=3)),
        "pol roku": Unit(months=6),
        **dict.fromkeys(("rok", "lata", "lat", "roku"), Unit(months=12)),
    },
    offsets={
        "wczoraj": -1,
        **dict.fromkeys(("dzis", "dzisiaj"), 0),
        **dict.fromkeys(("jutro", "jutra", "jutrem"), 1),
        **dict.fromkeys(("pojutrze", "pojutrza"), 2),
        "popojutrze": 3,
    },
    until="najpozniej(?: do| w| we| na)?|do dnia|do dn|dn|w dniu|od dnia|do|na|w|we|z|pod|dnia|od",
    nth="szego|giego|ciego|tego|mego|go|ego|szy|gi|ci|ty|my",
    joint="",
    n="[NX](?P<n>[0-9]{1,3})",
    in_month=f"(?:{{month}}(?: {{year}}{_ROKU})?|{_NEXT} miesiac(?:a|u)|{_THIS}miesiac(?:a|u))",
    in_quarter=f"(?:{{quarter}} (?:kwartalu?|kw)(?: {{year}}{_ROKU})?|{_NEXT} kwartal(?:u|e)|{_THIS}kwartalu)",
    in_year=f"(?:(?:roku )?{{year}}{_ROKU}|{_NEXT} roku|{_THIS}roku)",
    phrases={
        Says.FIGURES: ("(?:{weekday} )?(?:dnia )?{figures}" + _ROKU,),
        Says.OFFSET: ("{offset}",),
        Says.WEEKDAY: ("(?:(?:najblizsz|nadchodzac)(?:y|a|ego|ej) )?{weekday}",),
        Says.THIS_WEEKDAY: ("(?:ten|ta|te|tego|tej) {weekday}",),
        Says.EITHER_WEEKDAY: ("(?:nastepn|kolejn)(?:y|a|ego|ej) {weekday}",),
        Says.WEEKDAY_OF_WEEK: (
            _SURELY_NEXT + " {weekday}",
            "{weekday} (?:w )?" + _NEXT + " tygodni(?:u|a)",
            _NEXT + " tygodniu (?:we? |na )?{weekday}",
            "{weekday} (?:w tym tygodniu|tego tygodnia)",
            "tym tygodniu (?:we? )?{weekday}",
        ),
        Says.WEEKS_AFTER_WEEKDAY: ("(?:{n} )?{unit} (?:po|od) (?:najblizsz(?:ym|ej|ego) )?{weekday}",),
        Says.WEEKDAY_IN_WEEKS: ("{weekday} za(?: {n})? {unit}", "za(?: {n})? {unit} (?:we? |na ){weekday}"),
        Says.NTH_WEEKDAY: ("{nth} {weekday} (?:w )?{in_month}",),
        Says.LAST_WEEKDAY: ("ostatni(?:a|ego|ej|m)? {weekday} (?:w )?{in_month}",),
        Says.DAY_OF_MONTH: (
            "(?:{weekday} )?(?:dnia )?{day}(?: dnia)? {month}(?: {year}" + _ROKU + ")?",
            "{year} {month} {day}",
        ),
        Says.DAY_AHEAD: (
            f"{{day}}(?: dnia)? {_NEXT} miesiaca",
            f"{_NEXT} miesiacu (?:dnia )?{{day}}",
            "{day}(?: dnia)? (?:tego|biezacego) miesiaca",
        ),
        Says.NEXT_SUCH_DAY: ("(?:{weekday} )?O{number}", "(?:{weekday} )?(?:do |od )?dnia N{number}"),
        Says.AFTER: (
            "(?:za|w ciagu|w przeciagu)(?: {n})? {unit}",
            "(?:od )?{offset} za(?: {n})? {unit}",
            "(?:za )?(?:{n} )?{unit} od {offset}",
        ),
        Says.WEEK_END: (_END + _NEXT + " tygodnia", _END + "(?:(?:tego|biezacego) )?tygodnia"),
        Says.MONTH_START: (_START + "{in_month}",),
        Says.MONTH_END: (_END + "{in_month}",),
        Says.QUARTER_START: (_START + "{in_quarter}",),
        Says.QUARTER_END: (
            f"(?:{_END})?{{quarter}} (?:kwartalu?|kw)(?: {{year}}{_ROKU})?",
            f"(?:{_END})?q ?{{quarter}}(?: {{year}}{_ROKU})?",
            _END + "{in_quarter}",
        ),
        Says.YEAR_START: (_START + "{in_year}",),
        Says.YEAR_END: (_END + "{in_year}",),
    },
    rewrites={
        r"q([1-4])": r"q \1",
        r"([0-9]{4})r": r"\1 r",
        r"([0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4})r": r"\1 r",
        r"([0-9]{1,2}) ?(?:szej|giej|ciej|tej|mej|ej|sza|ga|cia|ta|ma)": r"H\1",
        r"([0-9]{1,3})(h|godz|godzin|m|min|minut|d|dni|tyg)": r"\1 \2",
        r"(?:w )?pol do": "wpol do",
        r"(?:do|przed) jutra rana": "jutro rano",
        r"popoludniu": "po poludniu",
    },
    parts={
        Part.MORNING: "rano|z (?:samego )?rana|nad ranem|przed poludniem",
        Part.AFTERNOON: "po poludniu",
        Part.EVENING: "wieczorem|wieczor",
        Part.NIGHT: "w nocy|noca",
    },
    at="(?:punktualnie |rowno |dokladnie )?(?:(?:o|na|do|od) )?godz(?:inie|iny|ina|ine)?"
    "|(?:punktualnie |rowno |dokladnie |najpozniej )?(?:o|na)|punkt",
    toward="najpozniej (?:do|o)|na|do|od|w|o",
    hours=(
        "(?P<clock>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})",
        "H(?P<hour>[0-9]{1,2})(?: [NX](?P<minute>[1-5][0-9])| zero X(?P<few>[1-9]))?",
        "(?P<quarter>kwadrans) po " + _HOUR,
        _MINUTES + " po " + _HOUR,
        "(?:(?P<quarter>kwadrans)|" + _MINUTES + ") (?P<before>przed) " + _HOUR,
        "(?P<before>za) (?P<quarter>kwadrans) " + _HOUR,
        "(?P<before>za) " + _MINUTES + " " + _SPOKEN,
        "(?:" + _MINUTES + " po |(?P<before>za) [NX](?P<less>[0-9]{1,2})(?: minut)? )?(?P<half_to>wpol do) " + _HOUR,
        "(?:[NH]12 (?:w )?)?(?:samo )?(?P<noon>poludnie)",
        "(?:[NH](?:12|24|0) )?(?P<midnight>polnocy?)",
    ),
    bare=(
        "N(?P<figure>[0-9]{1,2})",
        "N(?P<clock>[0-9]{1,2}) N(?P<minute>[0-5][0-9])",
    ),
    spans=(*(frame.replace("#", length) for frame in _FRAMES for length in _LENGTHS), "(?P<now>teraz)"),
    precise=True,
)
