"""The stem under which an English word and its relatives meet: develop, developing, development; no dictionary."""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_IRREGULAR = {
    form: base
    for line in """
be am is are was were been being|have has had having|do does did done doing|go goes went gone going
say said says|make made|take took taken|give gave given|get got gotten|see saw seen|come came|know knew known
think thought|find found|tell told|become became|leave left|feel felt|bring brought|begin began begun
keep kept|hold held|write wrote written|stand stood|hear heard|mean meant|meet met|pay paid|sit sat|speak spoke spoken
speech speeches|lead led|grow grew grown growth|lose lost loss losses|fall fell fallen|send sent|build built
draw drew drawn|break broke broken
spend spent|rise rose risen arise arose|drive drove driven|buy bought|wear wore worn|choose chose chosen choice
seek sought|throw threw thrown|catch caught|deal dealt|win won winner|teach taught|sell sold sale sales|fight fought
strike struck stricken|bear bore borne born birth|swear swore sworn|steal stole stolen theft|shoot shot|flee fled flight
die dead death dying|live life lives alive|man men|woman women|child children|person people|foot feet|tooth teeth
wife wives|thief thieves|half halves|good better best well|bad worse worst badly|many more most much
few fewer less least
prove proof proven|believe belief|choose choice|succeed success successful|argue argument
analyse analyze analysis analyses
decide decision decisive|conclude conclusion|include inclusion|invade invasion|expand expansion|extend extension
society societies social|able ability enable|enter entry entrance|long length lengthy|strong strength strengthen
wide width widen|broad breadth broaden|deep depth deepen|high height heighten
high higher highest|low lower lowest|rely reliance reliable|apply application applicant applied
import imports|china chinese|japan japanese|america american|russia russian|europe european|britain british
france french
germany german|india indian|korea korean|vietnam vietnamese|africa african|asia asian|iran iranian|syria syrian
turkey turkish|italy italian|spain spanish|canada canadian|australia australian|israel israeli|poland polish
punish penalty punishment|permit permission|admit admission|commit commission committee|receive receipt reception
describe description|destroy destruction|produce production product producer|reduce reduction|introduce introduction
maintain maintenance|explain explanation|assist assistance|appear appearance|differ different difference
vary various variety
poor poverty|rich riches|hot heat|hungry hunger|angry anger|young youth|old elder elderly|true truth|warm warmth
safe safety
mouse mice|goose geese|leaf leaves|self selves|knife knives|lay laid|lie lay lain|show showed shown|hide hid hidden
swim swam swum|ride rode ridden|sing sang sung song|eat ate eaten|drink drank drunk|sleep slept|fly flew flown flight
run ran|cut cuts|put puts|set sets|hit hits|let lets|read reads|feed fed food|bleed bled blood|advise advice
defend defence defense
license licence|practise practice|offend offence offense|program programme|center centre|labor labour|harbor harbour
""".strip().splitlines()
    for group in line.split("|")
    for base, *forms in (group.split(),)
    for form in (base, *forms)
}
_SUFFIXES = sorted(
    """
    ization isation ational ation ition ement ment ency ancy ence ance ity fulness iveness ness ingly ing edly ed ier er
    or ist ism ical ically ic ially ial ally al ously ous ively ive ably able ibly ible fully ful ion ize ise ate
    ant ent
    ary ery ory ly ship ative ator atory en
    """.split(),  # noqa: SIM905
    key=len,
    reverse=True,
)
_DOUBLED = re.compile(r"([bdfgklmnprt])\1$")
_VOWEL = re.compile("[aeiouy]")


@cache
def english_stem(word: str) -> str:
    """The stem of a word: what is left when endings of inflection and derivation are gone; irregular forms by list."""
    stem = word.lower().replace("’", "'").removesuffix("'s")
    if stem in _IRREGULAR:
        return _IRREGULAR[stem]
    if stem.endswith("ies") and len(stem) > 4:
        stem = stem[:-3] + "y"
    elif re.search("(?:s|x|z|ch|sh)es$", stem) and len(stem) > 4:
        stem = stem[:-2]
    elif len(stem) > 3 and stem.endswith("s") and stem[-2] not in "siu":
        stem = stem[:-1]
    for _ in range(2):
        if stem in _IRREGULAR:
            return _IRREGULAR[stem]
        for suffix in _SUFFIXES:
            rest = stem[: -len(suffix)]
            if stem.endswith(suffix) and len(rest) >= (3 if len(suffix) < 4 else 4) and _VOWEL.search(rest):
                stem = _DOUBLED.sub(r"\1", rest)
                break
        else:
            break
    return stem[:-1] if stem[-1] in "iey" and len(stem) > 3 else _IRREGULAR.get(stem, stem)


def stems_of(text: str) -> frozenset[str]:
    """The stems of all words of an English text."""
    return frozenset(english_stem(word) for word in _WORD.findall(text))
