"""Portuguese words without their endings: of nouns, adjectives and verbs, as they are written without diacritics."""

from collections.abc import Iterator

from domain.stems import bases

_IRREGULAR = """
    fazer faco faz fez fizeram fizer fizesse faca facam feito feita feitos feitas faria fariam fara farao fazendo
    ter tem tenho tinha tinham teve tiveram tiver tiverem tenha tenham tendo tido tera terao
    poder pode podem posso podemos podia pude puderam puder possa possam podera poderao poderia
    querer quer querem quero quis quiser queira queiram queria
    dizer diz dizem digo disse disseram diga dito dita; trazer traz trazem trago trouxe trouxeram traga
    saber sabe sabem sei soube souberam saiba; ver veem vejo viu viram veja vejam visto vista vistos
    dar dao dei deu deram desse dado dada; vir vem venho veio vieram vier venha vindo; ler leem leio leu leram leia lido
    haver ha houve houver haja havia; bom boa bons boas
    por poe poem ponho pos puseram ponha posto posta; propor propoe propoem proponho propos proposto
    seguir sigo siga sigam; servir sirvo sirva; preferir prefiro prefira; pedir peco peca pecam
    medir meco meca; perder perco perca; consumir consome consomem
"""
_BASE = bases(_IRREGULAR)
_PLURALS = (
    ("oes", "ao"), ("aes", "ao"), ("aos", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("uis", "ul"),
    ("ns", "m"), ("res", "r"), ("zes", "z"), ("ses", "s"), ("les", "l"), ("is", "il"), ("s", ""),
)  # fmt: skip
_VERBS = """
    ar er ir ado ada ido ida ando endo indo
    ou eu iu ei aram eram iram am em
    ava avam avamos iam iamos
    arao erao irao arei erei irei aremos eremos iremos
    ariam eriam iriam ariamos eriamos iriamos
    asse esse isse assem essem issem assemos essemos issemos
    arem erem irem armos ermos irmos amos
    a e o
"""
_LONGEST_FIRST = sorted(_VERBS.split(), key=len, reverse=True)
_SHORTEST = 3
_WE = ("amos", "aremos", "eremos", "iremos", "armos", "ermos", "irmos")


def stem(word: str) -> str:
    """Of a folded word."""
    word = _BASE.get(word, word)
    found = word if word.endswith(_WE) and len(word) > 7 else _singular(word)
    if found.endswith("mente") and len(found) > 8:
        found = found.removesuffix("mente")
    return _spelt(_without(found))


def _singular(word: str) -> str:
    if len(word) > 3 and not word.endswith("ss"):
        for ending, instead in _PLURALS:
            if word.endswith(ending) and len(word) - len(ending) >= (1 if len(ending) > 2 else 2):
                return word[: -len(ending)] + instead
    return word


def _without(word: str) -> str:
    if word.endswith("ao") and not word.endswith(("arao", "erao", "irao")):
        return word
    for ending in _LONGEST_FIRST:
        if word.endswith(ending) and len(word) - len(ending) >= (_SHORTEST if len(ending) > 1 else 2):
            return word[: -len(ending)]
    return word


def _spelt(root: str) -> str:
    """As before "a" and "o": "pagu" is "pag", "expliqu" is "explic"; a vowel that is left goes too."""
    if root.endswith("qu"):
        return root[:-2] + "c"
    if root.endswith("gu"):
        return root[:-1]
    return root[:-1] if len(root) > _SHORTEST and root[-1] in "ei" else root


def others(word: str) -> Iterator[str]:
    """The stems that forms of the same word may have, its own first; some are no word's at all."""
    found = stem(word)
    yield from (found, word, stem(found))
    if word.endswith(("emos", "imos")):
        yield word[:-4]
    for one, other in (("el", "il"), ("il", "el")):
        if found.endswith(one):
            yield found.removesuffix(one) + other
