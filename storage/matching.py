"""Which passages have the terms: what SQLAlchemy has no words for, for SQLite with FTS5 and for PostgreSQL."""

import re
from collections.abc import Mapping, Sequence

from domain.ranking import Sought

CLOSELY = 30
"""Passages that are looked at closely."""
WIDELY = 8 * CLOSELY
"""Those on SQLite that have all words, the newest: FTS5 cannot be asked how often."""
IN_TITLE, OFTEN = 0.8, 0.5
"""How much more a word says that is in the title, or often in the text, where only its being there is known."""

_COLUMNS = "passages.id, passages.document, passages.length, passage_texts.title, passage_texts.terms"

# The racks that a reader may read, and what only they themselves do: by the circles that hold theirs, and of partners
# by the keys that each shelf names.
_MINE = """
    SELECT racks.id, racks.language, racks.passages, racks.length
    FROM racks JOIN shelves ON shelves.id = racks.shelf
    WHERE racks.passages > 0 AND (
        :inside AND racks.owner = :person
        OR shelves.view IN (:circle0, :circle1, :circle2, :circle3) AND (
            :inside
            OR (shelves.regions = '' OR shelves.regions LIKE :region)
            AND (shelves.tiers = '' OR shelves.tiers LIKE :tier)
            AND (shelves.partner_types = '' OR shelves.partner_types LIKE :type)
            AND (shelves.partners = '' OR shelves.partners LIKE :partner)
        )
    )
"""
# A document that was moved, superseded or retired is not shown, whether the index has heard of it or not.
_SHOWN = """
    SELECT passages.id, passages.document, passages.version, documents.title, passage_texts.terms, passage_texts.text
    FROM passages
    JOIN passage_texts ON passage_texts.passage = passages.id
    JOIN racks ON racks.id = passages.rack
    JOIN documents ON documents.id = passages.document AND (racks.owner = '' OR racks.owner = documents.owner)
    JOIN versions ON versions.id = passages.version AND versions.shelf = racks.shelf
"""
_COUNTS_NOW = """
    versions.counts_from <= :now AND (versions.counts_until IS NULL OR versions.counts_until > :now)
    AND (documents.retired_at IS NULL OR documents.retired_at > :now)
"""


def _said(sql: str) -> str:
    """With parameters as psycopg writes them."""
    return re.sub(r"(?<!:):(\w+)", r"%(\1)s", sql)


_ANSWERS = f"""
    SELECT {_COLUMNS}
    FROM found JOIN passages ON passages.id = found.passage JOIN passage_texts ON passage_texts.passage = found.passage
"""  # noqa: S608 - our own columns


def _sqlite_tier(name: str, most: int) -> str:
    return f"""
        SELECT passages.id AS passage
        FROM passage_terms CROSS JOIN passages ON passages.id = passage_terms.rowid
        WHERE passage_terms MATCH :{name} AND passages.rack IN (SELECT value FROM json_each(:racks))
        ORDER BY passage_terms.rowid DESC LIMIT {most}
    """  # noqa: S608 - our own names


# The rank of FTS5 counts what the reader may not read, so it is never asked for it: what has all words comes in two
# tiers, at all and, where those are too many, in the title; what has any of them, by what those words say to this
# reader.
SQLITE: Mapping[str, str] = {
    "counted": f"""
        WITH mine AS MATERIALIZED ({_MINE})
        SELECT id, language, passages, length, '' FROM mine
        UNION ALL
        SELECT terms.rack, mine.language, terms.passages, 0, terms.term
        FROM json_each(:terms) JOIN terms ON terms.term = value JOIN mine ON mine.id = terms.rack
    """,  # noqa: S608 - our own
    "shown": f"{_SHOWN} WHERE passages.id IN (SELECT value FROM json_each(:passages)) AND {_COUNTS_NOW}",  # noqa: S608 - our own
    "beginning": """
        SELECT number, term, passages FROM (
            SELECT json_extract(one.value, '$[0]') AS number, terms.term, sum(terms.passages) AS passages,
                row_number() OVER (PARTITION BY one.key ORDER BY sum(terms.passages) DESC, terms.term) AS rank
            FROM json_each(:asked) AS one
            CROSS JOIN terms ON terms.term >= json_extract(one.value, '$[1]')
                AND terms.term < json_extract(one.value, '$[2]')
            JOIN racks ON racks.id = terms.rack AND racks.language = json_extract(one.value, '$[3]')
            WHERE terms.rack IN (SELECT value FROM json_each(:racks))
            GROUP BY one.key, terms.term
        )
        WHERE rank <= :most ORDER BY number, rank
    """,
    "spelled": """
        WITH meant AS MATERIALIZED (
            SELECT DISTINCT json_extract(one.value, '$[0]') AS number, json_extract(one.value, '$[3]') AS language, term
            FROM json_each(:asked) AS one
            CROSS JOIN spellings ON spellings.spelling = json_extract(one.value, '$[1]')
        )
        SELECT number, terms.term, sum(terms.passages)
        FROM meant
        CROSS JOIN terms ON terms.term = meant.term
        JOIN racks ON racks.id = terms.rack AND racks.language = meant.language
        WHERE terms.rack IN (SELECT value FROM json_each(:racks))
        GROUP BY number, terms.term ORDER BY number, terms.term
    """,
    "found": f"""
        WITH found AS MATERIALIZED ({_sqlite_tier("there", WIDELY)})
        {_ANSWERS}
    """,
    "titled": f"""
        WITH found AS MATERIALIZED ({_sqlite_tier("title", 2 * CLOSELY)})
        {_ANSWERS}
    """,
    "of_any": f"""
        WITH found AS MATERIALIZED (
            SELECT passages.id AS passage
            FROM json_each(:queries) AS one
            CROSS JOIN passage_terms ON passage_terms MATCH json_extract(one.value, '$[0]')
            CROSS JOIN passages ON passages.id = passage_terms.rowid
            WHERE passages.rack IN (SELECT value FROM json_each(:racks))
            GROUP BY passages.id ORDER BY sum(json_extract(one.value, '$[1]')) DESC, passages.id LIMIT {2 * CLOSELY}
        )
        {_ANSWERS}
    """,  # noqa: S608 - our own columns
}

_NEAR = """unnest(%(numbers)s::int[], %(begins)s::text[], %(ends)s::text[], %(languages)s::text[])
    AS one (number, begins, ends, language)"""
_INDEXED = "array_to_tsvector(string_to_array(btrim(title || terms || marks), '  '))"


def _tier(name: str) -> str:
    # "+ 0", lest it walks through all passages by their numbers, making the terms of each, until it has enough.
    return f"""(
        SELECT passage FROM passage_texts WHERE {_INDEXED} @@ %({name})s::tsquery AND rack = ANY(%(racks)s)
        ORDER BY passage + 0 DESC LIMIT {2 * CLOSELY}
    )"""  # noqa: S608 - our own names


# PostgreSQL's own ranking knows nothing of how rare a word is. So what has all words comes in three tiers: in the
# title, often in the text, and at all; what has any of them, by what those words say.
POSTGRESQL: Mapping[str, str] = {
    "counted": _said(
        f"""
        WITH mine AS MATERIALIZED ({_MINE})
        SELECT id, language, passages, length, '' FROM mine
        UNION ALL
        SELECT terms.rack, mine.language, terms.passages, 0, terms.term
        FROM terms JOIN mine ON mine.id = terms.rack WHERE terms.term = ANY(:terms)
    """  # noqa: S608 - our own
    ),
    "shown": _said(f"{_SHOWN} WHERE passages.id = ANY(:passages) AND {_COUNTS_NOW}"),
    "beginning": f"""
        SELECT number, near.term, near.passages
        FROM {_NEAR}
        CROSS JOIN LATERAL (
            SELECT term, sum(terms.passages)::int AS passages
            FROM terms JOIN racks ON racks.id = terms.rack AND racks.language = one.language
            WHERE term >= one.begins AND term < one.ends AND rack = ANY(%(racks)s)
            GROUP BY term ORDER BY 2 DESC, term LIMIT %(most)s
        ) AS near
        ORDER BY number, near.passages DESC, near.term
    """,  # noqa: S608 - our own columns
    "spelled": f"""
        WITH meant AS MATERIALIZED (
            SELECT DISTINCT number, language, term FROM {_NEAR} JOIN spellings ON spelling = one.begins
        )
        SELECT number, terms.term, sum(terms.passages)::int
        FROM meant
        JOIN terms ON terms.term = meant.term
        JOIN racks ON racks.id = terms.rack AND racks.language = meant.language
        WHERE rack = ANY(%(racks)s) GROUP BY number, terms.term ORDER BY number, terms.term
    """,  # noqa: S608 - our own columns
    "found": f"""
        WITH found AS MATERIALIZED ({_tier("title")} UNION {_tier("often")} UNION {_tier("there")})
        {_ANSWERS}
    """,
    "of_any": f"""
        WITH found AS MATERIALIZED (
            SELECT passage
            FROM unnest(%(queries)s::text[], %(weights)s::float8[]) AS one (query, weight)
            CROSS JOIN LATERAL (
                SELECT passage FROM passage_texts
                WHERE {_INDEXED} @@ one.query::tsquery AND rack = ANY(%(racks)s) OFFSET 0
            ) AS here
            GROUP BY passage ORDER BY sum(one.weight) DESC, passage LIMIT {2 * CLOSELY}
        )
        {_ANSWERS}
    """,  # noqa: S608 - our own columns
}


def fts5_tiers(sought: Sequence[Sought]) -> dict[str, str]:
    """What FTS5 is asked for where every word is wanted."""
    there = " AND ".join(f"({_fts5(one)})" for one in sought)
    return {"title": f"title : ({there})", "there": there}


def fts5_weighed(sought: Sequence[Sought], *, titles: bool) -> dict[str, list[tuple[str, float]]]:
    """What it is asked for where any of them will do, and how much each says."""
    marks = (("title : ", 1.0),) if titles else (("", 1.0), ("title : ", IN_TITLE))
    return {"queries": [(f"{mark}({_fts5(one)})", one.weight * times) for one in sought for mark, times in marks]}


def _fts5(one: Sought) -> str:
    """Terms are letters and digits; in quotes they are no operators."""
    return " OR ".join("(" + " AND ".join(f'"{term}"' for term in way) + ")" for way in one.ways)


def tiers(sought: Sequence[Sought]) -> dict[str, str]:
    """What PostgreSQL is asked for where every word is wanted."""
    marks = {"title": "=", "often": "+", "there": ""}
    return {name: " & ".join(f"({_tsquery(one, mark)})" for one in sought) for name, mark in marks.items()}


def weighed(sought: Sequence[Sought], *, titles: bool) -> dict[str, list[str] | list[float]]:
    """What it is asked for where any of them will do."""
    marks = (("=", 1.0),) if titles else (("", 1.0), ("=", IN_TITLE), ("+", OFTEN))
    each = [(_tsquery(one, mark), one.weight * times) for one in sought for mark, times in marks]
    return {"queries": [query for query, _ in each], "weights": [weight for _, weight in each]}


def _tsquery(one: Sought, mark: str) -> str:
    return " | ".join("(" + " & ".join(f"'{mark}{term}'" for term in way) + ")" for way in one.ways)
