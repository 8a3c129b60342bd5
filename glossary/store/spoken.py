"""What the functions of the server say when they refuse, taken apart so that it can be said in another language."""

from __future__ import annotations

import re

from glossary.wording import Said, mark

# The sentences of migrations/sql with a value in them, and those that only the server says.
_SENTENCES = (
    mark("This needs the role {needed}; yours is {role}."),
    mark("The step “{action}” from {state} to {other} is not possible."),
    mark("There is a suggestion {id} already. Choose another id."),
    mark("There is no suggestion {id}. Read the list again."),
    mark("The request {request} was used for something else. Ask with a new one."),
    mark("The entry {id} was changed since this was written. Open the suggestion, look at it and save it again."),
    mark("Somebody else has changed this suggestion. Look at it again."),
    mark("What would be approved is not what the suggestion holds. Open and save it again."),
    mark("The termbase was changed while the release was being made. Make it again."),
)
_GAP = re.compile(r"\\\{(\w+)\\\}")
_PATTERNS = tuple((text, re.compile(_GAP.sub(r"(?P<\1>.+?)", re.escape(text)))) for text in _SENTENCES)


def spoken(text: str) -> Said:
    """The sentence a text is, with its values; the text itself where it is none of ours."""
    for message, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return Said(message, tuple(found.groupdict().items()))
    return Said(text)
