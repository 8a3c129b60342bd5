"""A process killed while it works: every edit it said to be saved is there, and nobody is asked anything.

20 kills here; `ZHUBI_KILLS=200 python -m pytest tests/store/test_kill.py` for more.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.core.model import SegmentId
from editor.project import Project
from tests.store.samples import article, document

KILLS = int(os.environ.get("ZHUBI_KILLS", "20"))
ROOT = Path(__file__).parents[2]

# Types for ever; says what is saved only when the project has said so.
TYPIST = """
import random, sys
from pathlib import Path
from editor.core.events import Saved
from editor.core.model import SegmentId
from editor.project import Project
project = Project.open(Path(sys.argv[1]))
rng = random.Random(int(sys.argv[2]))
text = ""
project.events.subscribe(Saved, lambda event: print(event.number, text, flush=True))
while True:
    text = f"{rng.random()} " + "x" * rng.randrange(400)
    project.set_target(SegmentId(1), text, join=rng.random() < 0.8)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_every_acknowledged_edit_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "news.zhubi"
    Project.create(path, document(), article(3)).close()
    rng, edits = random.Random(13), 0
    for n in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(path), str(n)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        said = [child.stdout.readline()]
        time.sleep(rng.uniform(0.0, 0.15))
        child.kill()
        said += child.stdout.readlines()
        child.stdout.close()
        assert child.wait() == -9
        # The last line may have been cut in the pipe; the edit it was about is then counted by its number alone.
        whole = [line for line in said if line.endswith("\n")]
        number, _, text = whole[-1].rstrip("\n").partition(" ")
        project = Project.open(path)
        found = len(project._history)
        assert found >= int(number) > edits
        if found == int(number):
            assert project.segment(SegmentId(1)).target == text.strip()
        edits = found
        assert project.can_undo
        project.close()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["news.zhubi"]
