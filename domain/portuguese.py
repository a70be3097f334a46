"""Portuguese, as in Brazil: the words and turns of phrase in which it names days and hours."""

from domain.tongue import Part, Says, Tongue, Unit, numbered, tens

_END = "(?:o )?(?:fim|final|ultimo dia) "
_START = "(?:o )?O1 dia "
_DE = "(?:(?: de)? {year})?"
_NEXT_WEEK = "(?P<next>(?:proxima semana|semana que vem|semana seguinte))"
_NEXT_MONTH = "(?P<next>proximo mes|mes que vem|mes seguinte)"
_IN = "(?:daqui(?: a)?|em|dentro de|no prazo de)"

_TWELVE = "(?:(?P<noon>meio dia)|(?P<midnight>meia noite))"
_HOUR = f"(?:[NX](?P<hour>[0-9]{{1,2}})(?: ?h(?:s|oras?)?)?|(?P<clock>[0-9]{{1,2}})h|{_TWELVE})"
_AND_MINUTES = (
    "(?: e (?:(?P<halfway>meia)|(?:X1 )?(?P<quarter>O4|quarto)|[NX](?P<minute>[0-9]{1,2})(?: min(?:utos)?)?))"
)
_SHARP = "(?: em ponto)?"

_HOURS, _MINS = "(?:horas?|hs?|hrs?)", "(?:minutos?|min)"
_LENGTHS = (
    f"[NX](?P<hours>[0-9]+) {_HOURS}(?: e (?P<halves>meia)| e X1 (?P<quarters>O4))?",
    f"[NX](?P<hours>[0-9]+) {_HOURS} (?:e )?[NX](?P<minutes>[0-9]+) {_MINS}",
    f"[NX](?P<hours>[0-9]+) {_HOURS} e [NX](?P<minutes>[0-9]+)",
    "(?P<hours>[0-9]{1,3})h(?P<minutes>[0-9]{2})?(?:min)?",
    f"(?P<hours>[0-9]{{1,3}})h(?: e (?P<halves>meia)| (?:e )?[NX](?P<minutes>[0-9]+) {_MINS})",
    f"(?P<hours>[0-9]{{1,3}})[.](?P<halves>5) ?{_HOURS}",
    "(?P<halves>meia) hora",
    "(?:X1 )?(?P<quarters>O4|quarto) de hora",
    f"[NX](?P<minutes>[0-9]+) {_MINS}",
)

PORTUGUESE = Tongue(
    months=numbered(
        "janeiro jan/fevereiro fev/marco mar/abril abr/maio mai/junho jun/julho jul/agosto ago"
        "/setembro set/outubro out/novembro nov/dezembro dez"
    ),
    weekdays=numbered(
        "segunda segundafeira feira2 seg/terca tercafeira feira3 ter/quarta quartafeira feira4 qua"
        "/quinta quintafeira feira5 qui/sexta sextafeira feira6 sex/sabado sab/domingo dom",
        start=0,
    ),
    numbers={
        **numbered(
            "um uma/dois duas/tres/quatro/cinco/seis/sete/oito/nove/dez/onze/doze/treze/quatorze catorze/quinze"
            "/dezesseis dezasseis/dezessete dezassete/dezoito/dezenove dezanove"
        ),
        **tens("vinte/trinta/quarenta/cinquenta/sessenta/setenta/oitenta/noventa"),
    },
    ordinals=numbered(
        "primeiro primeira i/segundo segunda ii/terceiro terceira iii/quarto quarta iv/quinto quinta/sexto/setimo"
        "/oitavo/nono/decimo"
    ),
    hourly={},
    units={
        **dict.fromkeys(("dia", "dias"), Unit(days=1)),
        **dict.fromkeys(("semana", "semanas"), Unit(days=7)),
        **dict.fromkeys(("quinzena", "quinzenas"), Unit(days=15)),
        **dict.fromkeys(("mes", "meses"), Unit(months=1)),
        **dict.fromkeys(("trimestre", "trimestres"), Unit(months=3)),
        **dict.fromkeys(("semestre", "semestres"), Unit(months=6)),
        "meio ano": Unit(months=6),
        **dict.fromkeys(("ano", "anos"), Unit(months=12)),
    },
    offsets={
        "ontem": -1,
        **dict.fromkeys(("hoje", "hj"), 0),
        "amanha": 1,
        "depois de amanha": 2,
    },
    until="(?:ate|para|em|desde)(?: [oa])?|ate ao|a partir d[aeo]|a|ao|n[oa]|d[aeo]|pr[ao]"
    "|(?:no |ate (?:o )?|para o |ao )?dia",
    nth="o|a",
    joint="e",
    n="[NX](?P<n>[0-9]{1,3})",
    in_month=f"(?:(?:de )?{{month}}{_DE}|d?[eo]? ?{_NEXT_MONTH}|d(?:o|este) mes(?: atual| corrente)?)",
    in_quarter=f"(?:do )?(?:(?:{{quarter}} trimestre|[qt] ?{{quarter2}}){_DE}"
    "|(?P<next>proximo trimestre|trimestre que vem|trimestre seguinte))|d(?:o|este) trimestre(?: atual)?",
    in_year="(?:(?:do ano )?de {year}|do (?P<next>proximo ano|ano que vem|ano seguinte)|d(?:o|este) ano(?: atual)?)",
    phrases={
        Says.FIGURES: ("(?:{weekday} )?(?:dia )?{figures}",),
        Says.OFFSET: ("{offset}",),
        Says.WEEKDAY: ("(?:proxim[oa] )?{weekday}", "{weekday} proxim[oa]"),
        Says.THIS_WEEKDAY: ("[nd]?es[ts][ae] {weekday}",),
        Says.EITHER_WEEKDAY: ("{weekday} (?:que vem|seguinte)",),
        Says.WEEKDAY_OF_WEEK: (
            "{weekday} [dn]a " + _NEXT_WEEK,
            _NEXT_WEEK + "(?: n[ao])? {weekday}",
            "{weekday} [dn]esta semana",
            "n?esta semana(?: n[ao])? {weekday}",
        ),
        Says.WEEKS_AFTER_WEEKDAY: ("{n} {unit} (?:depois|a partir|apos)(?: d[aeo])?(?: proxim[oa])? {weekday}",),
        Says.WEEKDAY_IN_WEEKS: (f"{{weekday}} {_IN} {{n}} {{unit}}", f"{_IN} {{n}} {{unit}} (?:n[ao] ){{weekday}}"),
        Says.NTH_WEEKDAY: ("(?:[oa] )?{nth} {weekday} {in_month}",),
        Says.LAST_WEEKDAY: ("(?:[oa] )?ultim[oa] {weekday} {in_month}",),
        Says.DAY_OF_MONTH: (
            "(?:{weekday} )?(?:dia )?{day}(?: de)? {month}" + _DE,
            "{year} {month} {day}",
        ),
        Says.DAY_AHEAD: (
            "(?:dia )?{day} d?o " + _NEXT_MONTH,
            _NEXT_MONTH + " (?:no )?dia {day}",
            "(?:dia )?{day} deste mes",
        ),
        Says.NEXT_SUCH_DAY: ("(?:{weekday} )?dia [NOX]{number}",),
        Says.AFTER: (
            _IN + " {n} {unit}",
            _IN + " (?P<unit>meio ano)",
            "{offset} a (?!(?:[NX]8|[NX]15) dias){n} {unit}",
            "{n} {unit} (?:a partir de|depois de|apos|de) {offset}",
        ),
        Says.WEEK_END: ("(?:o )?(?:fim|final) da " + _NEXT_WEEK, "(?:o )?(?:fim|final) d(?:a|esta) semana"),
        Says.MONTH_START: (_START + "{in_month}",),
        Says.MONTH_END: (_END + "{in_month}",),
        Says.QUARTER_START: (_START + "(?:{in_quarter})",),
        Says.QUARTER_END: (
            f"(?:{_END}do )?O(?P<nth_quarter>[1-4]) trimestre{_DE}",
            f"(?:{_END}do )?[qt] ?{{quarter}}{_DE}",
            _END + "(?:{in_quarter})",
        ),
        Says.YEAR_START: (_START + "{in_year}",),
        Says.YEAR_END: (_END + "{in_year}",),
    },
    rewrites={
        r"([qt])([1-4])": r"\1 \2",
        r"(segunda|terca|quarta|quinta|sexta) feiras?": r"\1feira",
        r"O([2-6]) feiras?": r"feira\1",
        r"([0-9]{1,3})(min|minutos?|dias?|semanas?|mes|meses|horas?)": r"\1 \2",
        r"meiodia": "meio dia",
        r"meianoite": "meia noite",
    },
    parts={
        Part.MORNING: "(?:da|de|pela|na) (?:manha|madrugada)|(?:bem |logo )?ced(?:o|inho)",
        Part.AFTERNOON: "(?:da|de|pela|na|a) tarde",
        Part.EVENING: "(?:da|de|pela|na|a) noite",
    },
    at="(?:(?:ate|desde|para) )?(?:as|a(?= [NX]0?1(?![0-9])))|a partir das?|das|pras",
    toward="ate o|ate a|para o|para a|o|a|ao|ate|pra",
    hours=(
        "(?P<clock>[0-9]{1,2})(?:[:.]|h)(?P<minute>[0-9]{2})(?:min|hs?|m)?" + _SHARP,
        "(?P<clock>[0-9]{1,2})h(?:s|rs?)?" + _SHARP,
        "N(?P<clock>[0-9]{1,2}) (?:hs?|hrs)(?: N(?P<minute>[0-5][0-9]))?" + _SHARP,
        "[NX](?P<hour>[0-9]{1,2}) horas?(?:" + _AND_MINUTES + ")?" + _SHARP,
        "(?:[NX](?P<hour>[0-9]{1,2})|(?P<clock>[0-9]{1,2})h)" + _AND_MINUTES,
        "(?<!das )(?:[NX](?P<minutes>5|10|15|20|25)(?: min(?:utos)?)?|X1 (?P<quarter>O4))"
        " (?P<before>para (?:as?|o)|pr[ao]s?) " + _HOUR,
        "(?:[NX]12 )?" + _TWELVE + "(?:" + _AND_MINUTES + ")?" + _SHARP,
    ),
    bare=("(?:N(?P<figure>[0-9]{1,2})|(?:M12)?X(?P<hour>[0-9]{1,2}))" + _SHARP,),
    spans=(*(f"{_IN} {length}" for length in _LENGTHS), "(?P<now>agora(?: mesmo)?)"),
    precise=True,
)
