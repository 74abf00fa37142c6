"""A run asks nobody for anything: with no network at all it gives what it gives with one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import weasyprint

ROOT = Path(__file__).parents[1]
TEXT = "On 5 May 2019 the court in Dushanbe trained ten judges of the Ministry of Justice."
CUT = ["unshare", "--net", "--map-root-user"]
DIAL = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"


def without_network():
    """Whether this system lets a process give up its network."""
    return shutil.which("unshare") and not subprocess.run([*CUT, "true"], check=False).returncode


@pytest.mark.skipif(not without_network(), reason="this system does not let go of the network")
def test_a_run_without_network_gives_what_one_with_it_gives(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "text.txt").write_text(TEXT)
    weasyprint.HTML(string=f"<h1>Note</h1><p>{TEXT}</p>").write_pdf(raw / "page.pdf")
    link = '<img src="http://192.0.2.1/x.png"><link rel=stylesheet href="http://192.0.2.1/x.css">'
    (raw / "linked.html").write_text(f"<html><head></head><body>{link}<p>{TEXT}</p></body></html>")
    dial = subprocess.run([*CUT, sys.executable, "-c", DIAL], capture_output=True, check=False)
    assert b"Network is unreachable" in dial.stderr  # the cut cuts
    written = []
    for name, before in (("cut", CUT), ("open", [])):
        command = [sys.executable, "-m", "pipeline.cli", "run", raw, "--out", tmp_path / name]
        done = subprocess.run(
            [*before, *map(str, command)], capture_output=True, text=True, check=False, cwd=ROOT
        )
        assert done.returncode == 0, done.stdout + done.stderr
        files = [f for f in (tmp_path / name).rglob("*") if f.is_file() and f.name != "run.json"]
        written.append({f.relative_to(tmp_path / name): f.read_bytes() for f in files})
    assert len(written[0]) > 3 * 20
    assert written[0] == written[1]
