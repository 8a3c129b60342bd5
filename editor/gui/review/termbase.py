"""The person's termbase in a lane of its own, opened when it is first asked; widgets get values, never the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from editor import whereabouts
from editor.gui.tasks import Lane, Mendable, StoreLane, Tasks
from editor.settings import AUTHOR, ROLE, Settings
from editor.store.owner import person_name
from editor.whereabouts import Access, Tried
from glossary.errors import GlossaryError, Unreachable
from glossary.proposals import Role

# Its libraries cost a third of a second; they are loaded in the lane.
if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

T = TypeVar("T")
Open = Callable[[str, Role], "TermbaseStore"]
AGAIN_MS = 5_000  # between two looks whether a lost server is back


class Termbase(QObject):
    """Asks the termbase in the background, as the person named in the settings.

    `lost` says that a server does not answer; it is asked again until `back`, which tells a refusal of the change whose
    outcome was unknown, or nothing.
    """

    lost = Signal(object)
    back = Signal(object)

    def __init__(self, tasks: Tasks, settings: Settings, open_: Open | None = None) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._settings = settings
        self.open = open_ or self._open_own
        self._lane: Lane = StoreLane("terms")
        self._store: TermbaseStore | None = None
        self._signed: tuple[str, Role, str] | None = None
        self._served: tuple[str, Role] | None = None
        self._typed = Access()
        self._asked = False
        self.away = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._look_again)

    @property
    def who(self) -> str:
        """The name in the audit trail: a server's log-in, else as set, else as the computer knows the person."""
        return self._served[0] if self._served else self._settings[AUTHOR].strip() or person_name()

    @property
    def role(self) -> Role:
        """What the person may do: as the server says, else as set."""
        return self._served[1] if self._served else Role(self._settings[ROLE])

    @property
    def address(self) -> str:
        """Where the termbase is."""
        return whereabouts.address_of(self._settings)

    @property
    def access(self) -> Access:
        """How the termbase is reached, with a password typed since the start."""
        address = self.address
        return self._typed if self._typed.address == address else Access(address)

    def ask(
        self,
        work: Callable[[TermbaseStore], T],
        done: Callable[[T], object],
        *,
        current: Callable[[], bool] | None = None,
        failed: Callable[[Mendable], object] | None = None,
    ) -> None:
        """Do `work` with the store in its lane, then `done(result)` in the window's thread if `current()` holds."""
        signed = self._signs()
        self._asked = True
        self._tasks.run(
            self._lane, lambda: work(self._opened(signed)), done, current=current, failed=partial(self._failed, failed)
        )

    def try_out(self, access: Access, done: Callable[[Tried], object], failed: Callable[[Mendable], object]) -> None:
        """Try another termbase in the background; a password that works is used from then on."""
        who, role, _address = self._signs()

        def told(tried: Tried) -> None:
            if tried.good and access.password:
                self._typed = access
            done(tried)

        self._tasks.run(self._lane, lambda: whereabouts.try_out(access, who, role), told, failed=failed)

    def close(self) -> None:
        """Do what was asked, then let go of the termbase."""
        self._again.stop()
        if self._asked:
            self._lane.submit(self._let_go)
        self._lane.close()

    def _signs(self) -> tuple[str, Role, str]:
        return self._settings[AUTHOR].strip() or person_name(), Role(self._settings[ROLE]), self.address

    def _open_own(self, who: str, role: Role) -> TermbaseStore:
        """The person's own termbase."""
        return whereabouts.opened(self.access, who, role)

    def _opened(self, signed: tuple[str, Role, str]) -> TermbaseStore:
        if self._store is None or self._signed != signed:
            self._let_go()
            self._store, self._signed = self.open(*signed[:2]), signed
            self._served = (self._store.who, self._store.role) if self._store.enforced else None
        return self._store

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = self._signed = self._served = None

    # A server that was lost

    def _failed(self, failed: Callable[[Mendable], object] | None, error: Mendable) -> None:
        if isinstance(error, Unreachable):
            if not self.away:
                self.away = True
                self.lost.emit(error)
            self._again.start()
        if failed is not None:
            failed(error)
        elif not isinstance(error, Unreachable):
            self._tasks.crashed.emit(error)

    def _look_again(self) -> None:
        signed = self._signs()
        self._tasks.run(self._lane, lambda: self._settled(signed), self._come_back, failed=self._still_away)

    def _settled(self, signed: tuple[str, Role, str]) -> GlossaryError | None:
        """Settle what was left open when the server was lost; the refusal, if that can no longer be done."""
        try:
            self._opened(signed).settle()
        except Unreachable:
            raise
        except GlossaryError as refusal:
            return refusal
        return None

    def _come_back(self, refusal: GlossaryError | None) -> None:
        self.away = False
        self.back.emit(refusal)

    def _still_away(self, _error: Mendable) -> None:
        self._again.start()
