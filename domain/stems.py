"""What the stemmers of all languages share: words whose forms follow no rule."""

import re


def bases(lines: str) -> dict[str, str]:
    """By form, the first word of its group; groups end with a semicolon or a line, and a form is in one of them."""
    groups = (group.split() for group in re.split(r"[;\n]", lines))
    return {form: group[0] for group in groups for form in group}
