import signal

import httpx
import pytest

from tui.cli.program import run


@pytest.mark.parametrize("workers", ["1"])
def test_it_starts_on_an_empty_base_and_stops_when_told_to(start_server, tmp_path, workers):
    process, url = start_server(tmp_path / "base", "--workers", workers, KB_CACHE=str(tmp_path / "cache"))
    assert httpx.get(f"{url}/version", trust_env=False).json()["documents"] == 0
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGTERM)
    assert '"path": "/version"' in told
    assert "Traceback" not in told


def test_elsewhere_it_does_not_start_without_keys(tmp_path, capsys):
    assert run(["--home", str(tmp_path / "base"), "serve", "--host", "0.0.0.0"]) == 2
    assert "kb keys create" in capsys.readouterr().err
