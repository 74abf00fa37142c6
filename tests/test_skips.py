"""A run that guards a change fails over a test that was skipped for want of a package."""

import shutil
import subprocess
import sys

import pytest

from tests.conftest import LIMITS, ROOT


@pytest.mark.parametrize(
    ("skip", "status"),
    [
        ('pytest.importorskip("no_such_package")', 1),
        ('pytest.skip("no_such_program is not installed")', 1),
        (f'pytest.skip("{LIMITS[0]}")', 0),
    ],
)
def test_it_fails_unless_the_system_sets_the_limit(tmp_path, skip, status):
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(
        f"import pytest\n\ndef test_skipped():\n    {skip}\n\ndef test_passes():\n    pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "--none-skipped", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, tmp_path], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "1 passed, 1 skipped" in done.stdout
    assert ("for want of" in done.stdout) == bool(status)
