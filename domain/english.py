"""English: the words and turns of phrase in which it names days and hours."""

from domain.tongue import Part, Says, Tongue, Unit, numbered, tens

_END = "(?:the )?(?:(?:very )?end|last day|close) of "
_START = "(?:the )?O1 day of "
_THIS = "(?:(?:this|the|the current|current) )?"
_MINUTES = "(?:(?:a )?(?P<quarter>quarter)|[NX](?P<minutes>[0-9]{1,2})(?: min(?:ute)?s?)?)"
# "Nine to five" and "from ten to four" are two hours, and so may "10 to 4" be.
_MINUTES_TO = "(?:(?:a )?(?P<quarter>quarter)|X(?P<minutes>5|10|20|25)|[NX](?P<less>[0-9]{1,2}) min(?:ute)?s?)"
_H = "[NX](?P<hour>[0-9]{1,2})"
_HOUR = f"(?:{_H}|(?P<noon>noon|midday)|(?P<midnight>midnight))"
_PM = "(?: (?P<half>[ap]m))?"
_SHARP = "(?: sharp| exactly| on the dot| hours| hrs)?"
_HOURS, _MINS = "(?:hours?|hrs?|h)", "(?:minutes?|mins?|m)"
_FRAMES = ("(?:in|within|after) #(?:'?s? time)?(?: from now)?", "# (?:from now|later|hence)")
_LENGTHS = (
    f"(?P<one>an) {_HOURS}(?: and (?:a (?:(?P<halves>half)|(?P<quarters>quarter))|[NX](?P<minutes>[0-9]+) {_MINS}))?",
    f"(?:[NX](?P<hours>[0-9]+)|(?P<one>a)) {_HOURS}(?:(?: and)? [NX](?P<minutes>[0-9]+) {_MINS})?",
    f"[NX](?P<hours>[0-9]+) and a (?P<halves>half) {_HOURS}",
    f"[NX](?P<hours>[0-9]+) {_HOURS} and a (?P<halves>half)",
    f"(?P<hours>[0-9]{{1,3}})[.](?P<halves>5) ?{_HOURS}",
    "(?P<hours>[0-9]{1,2})h(?P<minutes>[0-9]{2})",
    f"(?:[NX](?P<minutes>[0-9]+)|(?P<minute>a)) {_MINS}",
    f"(?:(?P<halves>half an|half a|a half) |(?P<quarters>(?:a )?quarter of an|a quarter) ){_HOURS}",
    f"(?P<three_quarters>(?:three|X3) quarters of an) {_HOURS}",
)

ENGLISH = Tongue(
    months=numbered(
        "january jan/february feb/march mar/april apr/may/june jun/july jul/august aug"
        "/september sep sept/october oct/november nov/december dec"
    ),
    weekdays=numbered(
        "monday mon/tuesday tue tues/wednesday wed weds/thursday thu thur thurs/friday fri/saturday sat/sunday sun",
        start=0,
    ),
    numbers={
        **numbered(
            "one/two/three/four/five/six/seven/eight/nine/ten/eleven/twelve/thirteen/fourteen/fifteen/sixteen"
            "/seventeen/eighteen/nineteen"
        ),
        **tens("twenty/thirty/forty/fifty/sixty/seventy/eighty/ninety"),
    },
    ordinals={
        **numbered(
            "first/second/third/fourth/fifth/sixth/seventh/eighth/ninth/tenth/eleventh/twelfth/thirteenth/fourteenth"
            "/fifteenth/sixteenth/seventeenth/eighteenth/nineteenth"
        ),
        **tens("twentieth/thirtieth"),
    },
    hourly={},
    units={
        **dict.fromkeys(("day", "days"), Unit(days=1)),
        **dict.fromkeys(("week", "weeks", "wk", "wks"), Unit(days=7)),
        **dict.fromkeys(("fortnight", "fortnights"), Unit(days=14)),
        **dict.fromkeys(("month", "months"), Unit(months=1)),
        **dict.fromkeys(("quarter", "quarters"), Unit(months=3)),
        "half a year": Unit(months=6),
        **dict.fromkeys(("year", "years"), Unit(months=12)),
    },
    offsets={
        **dict.fromkeys(("yesterday",), -1),
        **dict.fromkeys(("today", "tod"), 0),
        **dict.fromkeys(("tomorrow", "tmrw", "tmr", "tomorow", "tommorow", "tommorrow"), 1),
        **dict.fromkeys((f"{the}day after {word}" for the in ("", "the ") for word in ("tomorrow", "tmrw", "tmr")), 2),
        "overmorrow": 2,
    },
    until="no later than|by|on|until|till|from|for|starting|due",
    nth="st|nd|rd|th",
    joint="and",
    n="(?:an?|the|[NX](?P<n>[0-9]{1,3}))",
    in_month="(?:{month}(?: (?:of )?{year})?|(?P<next>next|the next|the coming|the following) month|"
    + _THIS
    + "month)",
    in_quarter="(?:q ?{quarter}(?: (?:of )?{year})?|(?:the )?O(?P<nth_quarter>[1-4]) quarter(?: (?:of )?{year2})?"
    "|(?P<next>next|the next|the coming|the following) quarter|" + _THIS + "quarter)",
    in_year="(?:(?:the year )?{year}|(?P<next>next|the next|the coming|the following) year|" + _THIS + "year)",
    phrases={
        Says.FIGURES: ("(?:{weekday} )?(?:the )?{figures}",),
        Says.OFFSET: ("{offset}",),
        Says.WEEKDAY: ("(?:the )?(?:(?:this )?coming )?{weekday}",),
        Says.THIS_WEEKDAY: ("this {weekday}",),
        Says.EITHER_WEEKDAY: ("(?:the )?following {weekday}",),
        Says.WEEKDAY_OF_WEEK: (
            "(?P<next>next) {weekday}",
            "{weekday} (?:of |in )?(?P<next>(?:the )?(?:next|following|coming) week)",
            "(?P<next>(?:the )?next week)(?: on)? {weekday}",
            "{weekday} (?:of |in )?(?P<later>(?:the )?week after next)",
            "(?P<later>(?:the )?week after next)(?: on)? {weekday}",
            "{weekday} (?:of |in )?this week",
            "(?:later )?this week(?: on)? {weekday}",
        ),
        Says.WEEKS_AFTER_WEEKDAY: (
            "{n} {unit} (?:on|from|after) (?:the coming |this )?{weekday}",
            "{weekday} {unit}",
            "{weekday} and {unit}",
        ),
        Says.WEEKDAY_IN_WEEKS: (
            "{weekday} in {n} {unit}(?:'?s? time)?",
            "in {n} {unit}(?:'?s? time)?,? on (?:the )?{weekday}",
            "{weekday} {n} {unit} from (?:now|today)",
        ),
        Says.NTH_WEEKDAY: ("(?:the )?{nth} {weekday} (?:of|in) {in_month}",),
        Says.LAST_WEEKDAY: ("(?:the )?last {weekday} (?:of|in) {in_month}",),
        Says.DAY_OF_MONTH: (
            "(?:{weekday} )?(?:the )?{day}(?: of| in)? {month}(?: (?:of )?{year})?",
            "(?:{weekday} )?{month} (?:the )?{day}(?: (?:of )?{year})?",
            "{year} {month} (?:the )?{day}",
        ),
        Says.DAY_AHEAD: (
            "(?:{weekday} )?(?:the )?{day} (?:of|in) (?P<next>next month)",
            "(?P<next>next month)(?: on)? the {day}",
            "(?:the )?{day} of this month",
        ),
        Says.NEXT_SUCH_DAY: ("(?:{weekday} )?(?:on )?(?:the )?O{number}(?: of the month)?",),
        Says.AFTER: (
            "(?:in|within) {n} {unit}(?:'?s? time)?",
            "in (?P<unit>half a year)",
            "in {n} {unit} from now",
            "{n} {unit} (?:from|after) (?:now|{offset})",
            "{n} {unit} {offset}",
            "{offset} {unit}",
            "{n} {unit} (?:later|hence)",
        ),
        Says.WEEK_END: (_END + "(?P<next>next week)", _END + _THIS + "week", "eow", "week end"),
        Says.MONTH_START: (_START + "{in_month}",),
        Says.MONTH_END: (_END + "{in_month}", "month end", "eom"),
        Says.QUARTER_START: (_START + "{in_quarter}",),
        Says.QUARTER_END: (
            f"(?:{_END})?q ?{{quarter}}(?: (?:of )?{{year}})?",
            f"(?:{_END})?(?:the )?O(?P<nth_quarter>[1-4]) quarter(?: (?:of )?{{year}})?",
            _END + "{in_quarter}",
            "quarter end",
            "eoq",
        ),
        Says.YEAR_START: (_START + "{in_year}",),
        Says.YEAR_END: (_END + "{in_year}", "year end", "eoy"),
    },
    rewrites={
        r"o'clock": "oclock",
        r"o clock": "oclock",
        r"q([1-4])": r"q \1",
        r"([0-9]{1,3})(h|hrs?|hours?|m|mins?|minutes?|d|days?|w|wks?|weeks?)": r"\1 \2",
        r"([0-9]{1,2}) ([ap]m)": r"\1\2",
        "2(?:moro|morrow)": "tomorrow",
        "tonight": "today at night",
        "tonite": "today at night",
        "this (morning|afternoon|evening)": r"today in the \1",
        "(tomorrow) (morning|afternoon|evening)": r"\1 in the \2",
        "tomorrow night": "tomorrow at night",
        "(day after tomorrow) (morning|afternoon|evening)": r"\1 in the \2",
        "(mon|tues|wednes|thurs|fri|satur|sun)day (morning|afternoon|evening)": r"\1day in the \2",
        "(mon|tues?|weds?|thu|thurs?|fri|sat|sun) (morning|afternoon|evening)": r"\1 in the \2",
        "(mon|tues|wednes|thurs|fri|satur|sun)day ni(?:ght|te)": r"\1day at night",
    },
    parts={
        Part.MORNING: "in the (?:early )?morning",
        Part.AFTERNOON: "in the (?:early |late )?afternoon",
        Part.EVENING: "in the (?:early |late )?evening",
        Part.NIGHT: "(?:at|in the) night",
    },
    at="(?:at|by|from|until|till|for|starting at|starting|@)",
    toward="on",
    hours=(
        "(?P<clock>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})(?: ?(?P<half>[ap]m))?" + _SHARP,
        "(?P<hour>[0-9]{1,2}?)(?P<minute>[0-5][0-9])?(?P<half>[ap]m)" + _SHARP,
        "N(?P<clock>[0-9]{1,2}) h",
        "X(?P<hour>[0-9]{1,2})(?: X(?P<minute>[1-5][0-9]))? (?P<half>[ap]m)",
        "X(?P<hour>[0-9]{1,2}) (?:X(?P<minute>[1-5][0-9])|(?:o|oh) X(?P<few>[1-9]))",
        _H + " oclock(?: sharp)?" + _PM,
        "(?P<halfway>half)(?: past| after) " + _HOUR + _PM,
        _MINUTES + " (?:past|after) " + _HOUR + _PM,
        "(?<!from )(?<!starting )(?P<before>)" + _MINUTES_TO + " (?:to|before) " + _HOUR + _PM,
        "(?:[NX]12 )?(?P<noon>noon|midday)",
        "(?:[NX]12 )?(?P<midnight>midnight)",
    ),
    bare=(
        _H + _SHARP,
        "N(?P<clock>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])" + _SHARP,
    ),
    spans=(*(frame.replace("#", length) for frame in _FRAMES for length in _LENGTHS), "(?P<now>now|right now)"),
    precise=False,
)
