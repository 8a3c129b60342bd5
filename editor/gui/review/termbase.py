"""The person's termbase in a lane of its own, opened when it is first asked; widgets get values, never the store."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from editor.gui.tasks import Lane, Mendable, StoreLane, Tasks
from editor.settings import AUTHOR, ROLE, Settings
from editor.store.owner import person_name
from glossary.proposals import Role

# Its libraries cost a third of a second; they are loaded in the lane.
if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

T = TypeVar("T")
Open = Callable[[str, Role], "TermbaseStore"]


def open_own(who: str, role: Role) -> TermbaseStore:
    """The person's own termbase."""
    from editor.learning import open_termbase

    return open_termbase(who=who, role=role)


class Termbase:
    """Asks the termbase in the background, as the person named in the settings."""

    def __init__(self, tasks: Tasks, settings: Settings, open_: Open = open_own) -> None:
        self._tasks = tasks
        self._settings = settings
        self.open = open_
        self._lane: Lane = StoreLane("terms")
        self._store: TermbaseStore | None = None
        self._signed: tuple[str, Role] | None = None
        self._asked = False

    @property
    def who(self) -> str:
        """The name the audit trail will carry: as set, else as the computer knows the person."""
        return self._settings[AUTHOR].strip() or person_name()

    @property
    def role(self) -> Role:
        """What the person may do, as set."""
        return Role(self._settings[ROLE])

    def ask(
        self,
        work: Callable[[TermbaseStore], T],
        done: Callable[[T], object],
        *,
        current: Callable[[], bool] | None = None,
        failed: Callable[[Mendable], object] | None = None,
    ) -> None:
        """Do `work` with the store in its lane, then `done(result)` in the window's thread if `current()` holds."""
        signed = (self.who, self.role)
        self._asked = True
        self._tasks.run(self._lane, lambda: work(self._opened(signed)), done, current=current, failed=failed)

    def close(self) -> None:
        """Do what was asked, then let go of the termbase."""
        if self._asked:
            self._lane.submit(self._let_go)
        self._lane.close()

    def _opened(self, signed: tuple[str, Role]) -> TermbaseStore:
        if self._store is None or self._signed != signed:
            self._let_go()
            self._store, self._signed = self.open(*signed), signed
        return self._store

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = self._signed = None
