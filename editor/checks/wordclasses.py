"""Closed classes of English words by which a sentence can be seen to be broken; lists, no check."""

from __future__ import annotations

from editor.checks.spans import words
from glossary.forms import other_number

# Nouns of news that are counted and are no verb, adjective or first part of a common compound plural.
COUNTED = words(
    """
    court judge case lawyer plaintiff defendant suspect verdict judgment tribunal procuratorate prosecutor hearing
    lawsuit appeal dispute contract crime criminal victim witness official officer leader minister president
    secretary director manager expert scholar student teacher doctor patient worker farmer villager resident
    citizen tourist visitor reporter journalist driver passenger customer user player athlete team company
    enterprise firm factory bank school university hospital hotel restaurant shop store museum library park road
    bridge tunnel airport station port ship vessel aircraft plane car vehicle truck bus train building house
    apartment village town city county district province country nation region area community department bureau
    ministry agency committee commission organization institution association office centre center platform
    project program programme plan policy measure law regulation rule document agreement treaty meeting conference
    forum summit exhibition festival ceremony event activity accident incident disaster earthquake typhoon flood
    storm epidemic problem issue question challenge opportunity risk threat reason factor result effect impact
    goal target task mission role function method way step stage phase period year month week day hour minute
    example product service system mechanism industry sector market price cost loan tax fee fine prize award medal
    title record goal match film movie book newspaper magazine article story song poem picture photo painting
    language word name number figure idea view opinion suggestion proposal requirement standard principle right
    duty obligation responsibility power person man woman child boy girl family couple friend neighbour neighbor
    group party member representative delegate deputy candidate volunteer soldier animal bird tree plant flower
    river lake mountain island sea ocean forest farm field mine machine device phone computer camera application
    website network
    """
) - words(
    "man fine way number mine plan fee goal power day week month year hour minute group team family couple field park"
)
PLURALS = {other_number(noun): noun for noun in COUNTED if other_number(noun) != noun} | {
    "children": "child", "women": "woman", "people": "person", "men": "man",
}  # fmt: skip
MASS = words(
    """
    information equipment evidence advice knowledge furniture luggage homework research news progress software
    hardware traffic weather electricity infrastructure
    """
)
COLLECTIVE = words(
    """
    court team group committee company party family government police staff crew couple bank ministry agency
    bureau department firm school university community village delegation public media council board club
    commission association organization institution country nation enterprise hospital market industry sector
    procuratorate tribunal
    """
)
# Past forms that are no participle: has went, was took.
PRETERITES = words(
    """
    went began took gave wrote spoke chose drove ate flew froze knew sang stole swore threw drew grew became came
    ran forgave undertook overcame arose withdrew
    """
)
# Base forms that are no noun and no adjective, so that they cannot follow a form of be or have.
BARE_VERBS = words(
    """
    implement establish improve include provide ensure achieve conclude publish organize promote strengthen hear
    accept carry introduce create announce investigate resolve prevent protect enhance encourage consider decide
    determine develop discuss emphasize enforce explain explore follow handle identify maintain mediate obtain
    occur oversee prosecute pursue receive recognize reduce refuse reject remain remove require restore satisfy
    seize send solve submit succeed suggest verify
    """
)
NO_PAST = words(
    "need feed speed proceed exceed succeed embed shed bleed breed heed seed weed wed bed shred indeed red led"
)
