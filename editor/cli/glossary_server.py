"""`zhubi glossary install|person`: making a server ready for a termbase and giving people their roles."""

from __future__ import annotations

import os

import click

from editor.errors import ZhubiError
from glossary.proposals import Role

NEW_PASSWORD = "ZHUBI_NEW_PASSWORD"


@click.command("install", epilog="Example:  zhubi glossary install postgresql://postgres@db.example.org/terms")
@click.argument("address")
def install(address: str) -> int:
    """Lay a termbase into the PostgreSQL database at ADDRESS, or bring it to today's schema. For its administrator."""
    from editor.whereabouts import Access, full_address
    from glossary.store.installing import install as lay

    changed = lay(full_address(Access(address)))
    click.echo("The termbase is ready." if changed else "The termbase was ready already; nothing was changed.")
    return 0


@click.command("person", epilog="Example:  zhubi glossary person postgresql://postgres@db/terms wang --role translator")
@click.argument("address")
@click.argument("name")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True, help="What they may do.")
@click.option("--ask-password", is_flag=True, help="Ask for the person's password (else ZHUBI_NEW_PASSWORD, or none).")
def person(address: str, name: str, role: str, ask_password: bool) -> int:
    """Make a log-in NAME for a person on the server at ADDRESS, or give the one there is another role."""
    from editor.whereabouts import Access, full_address
    from glossary.store.installing import add_person

    password = os.environ.get(NEW_PASSWORD, "")
    if ask_password:
        password = click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True)
    if ask_password and not password:
        raise ZhubiError("The password is empty; nothing was changed.")
    add_person(full_address(Access(address)), name, Role(role), password)
    click.echo(f"{name} is a {role} now.")
    return 0


COMMANDS = (install, person)
