"""What docs/running.md hands out runs: the wheel by itself, the units, the proxy, the image."""

from __future__ import annotations

import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPSHandler, Request, build_opener

import pytest

from tests.end_to_end.server import free_port, short_folder

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CADDY, ANALYZE, PODMAN = (shutil.which(one) for one in ("caddy", "systemd-analyze", "podman"))
IMAGE = os.environ.get("YESHI_TEST_BASE", "docker.io/library/python:3.11-slim-bookworm")
PATIENCE_S = 240.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as running.md installs it: the wheel and its lock file, in a bare environment."""
    folder = tmp_path_factory.mktemp("installed")
    _done(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
          "--wheel-dir", folder / "dist", ROOT)  # fmt: skip
    (wheel,) = (folder / "dist").glob("yeshi-*.whl")
    _done(sys.executable, "-m", "venv", folder / "venv")
    pip = folder / "venv" / "bin" / "pip"
    _done(pip, "install", "--quiet", "-r", ROOT / "requirements-city.lock")
    _done(pip, "install", "--quiet", "--no-deps", wheel)
    return folder / "venv" / "bin" / "yeshi"


@contextmanager
def running(program: Path, command: str, home: Path, **settings: str) -> Iterator[int]:
    """The command on a folder of its own, once its process answers; its port."""
    port = free_port()
    environment = {
        # Nothing of this repository is found but what was installed.
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "YESHI_HOME": str(home), "YESHI_PORT": str(port), "YESHI_LOG": "json", **settings,
    }  # fmt: skip
    with (home / "said").open("wb") as said:
        process = subprocess.Popen(
            [program, command], env=environment, cwd=home, stdout=said, stderr=said
        )
    try:
        _until_answered(f"http://127.0.0.1:{port}/healthz", process, home / "said")
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder whose path is short enough for a socket."""
    folder = short_folder()
    folder.mkdir(exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_the_wheel_holds_the_demo_city(program: Path, home: Path) -> None:
    """Its pages, pictures and styles, without the repository."""
    with running(program, "demo", home) as port:
        page = _read(f"http://127.0.0.1:{port}/")
        assert "<title>" in page
        for part in ("/city", "/static/icon.svg", "/style/shop.css", "/api/openapi.json"):
            assert _read(f"http://127.0.0.1:{port}{part}")


def test_the_wheel_sets_a_city_of_ones_own_up(program: Path, home: Path) -> None:
    """It shows a link with a code, and is not ready yet."""
    with running(program, "serve", home) as port:
        assert "/?code=" in (home / "said").read_text("utf-8")
        with pytest.raises(HTTPError, match="503"):
            _read(f"http://127.0.0.1:{port}/readyz")


@pytest.mark.skipif(ANALYZE is None, reason="no systemd-analyze here, which checks the units")
def test_systemd_takes_the_units(program: Path, tmp_path: Path) -> None:
    """Without a word; their program put where it was installed for the test."""
    for unit in (DEPLOY / "systemd").iterdir():
        text = unit.read_text("utf-8").replace("/opt/yeshi/current/bin/yeshi", str(program))
        (tmp_path / unit.name).write_text(text, "utf-8")
    units = sorted(str(path) for path in tmp_path.iterdir())
    told = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", *units],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    ours = [line for line in told.stderr.splitlines() if "yeshi" in line]
    assert (told.returncode, ours) == (0, [])


@pytest.mark.skipif(CADDY is None, reason="no caddy here: install Debian's caddy")
def test_behind_caddy_it_is_found_by_https_alone(program: Path, home: Path) -> None:
    """With a certificate of Caddy's own authority: cookies are kept to it, browsers told to stay."""
    port = free_port()
    site = f"https://localhost:{port}"
    with running(program, "demo", home, YESHI_ADDRESS=site) as behind:
        written = (DEPLOY / "Caddyfile").read_text("utf-8")
        assert "market.example.org {" in written
        named = written.replace(
            "market.example.org {", f"{site} {{\n\ttls internal\n\tbind 127.0.0.1"
        )
        options = "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
        (home / "Caddyfile").write_text(
            options + named.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
        )
        data = home / "caddy"
        with (home / "caddy-said").open("wb") as said:
            caddy = subprocess.Popen(
                [str(CADDY), "run", "--config", home / "Caddyfile", "--adapter", "caddyfile"],
                env={**os.environ, "XDG_DATA_HOME": str(data), "XDG_CONFIG_HOME": str(data)},
                stdout=said, stderr=said,
            )  # fmt: skip
        try:
            root = data / "caddy" / "pki" / "authorities" / "local" / "root.crt"
            _until(root.exists)
            opener = build_opener(
                HTTPSHandler(context=ssl.create_default_context(cafile=str(root)))
            )
            _until(lambda: _answers(f"{site}/healthz", opener.open))
            with opener.open(Request(f"{site}/sign-in"), timeout=30) as answer:
                assert answer.headers["strict-transport-security"].startswith("max-age=")
                cookies = answer.headers.get_all("set-cookie")
            assert cookies
            assert all(one.startswith("__Host-") and "Secure" in one for one in cookies)
            with opener.open(f"{site}/live?of=*", timeout=30) as stream:
                assert stream.headers["content-type"].startswith("text/event-stream")
                assert stream.readline()
        finally:
            caddy.terminate()
            caddy.wait(30)


@pytest.mark.skipif(PODMAN is None, reason="no podman here, which builds the image")
def test_the_image_serves_a_city(home: Path) -> None:
    """As a user of its own, who owns the data folder and nothing else."""
    if subprocess.run([str(PODMAN), "image", "exists", IMAGE], check=False).returncode:
        pytest.skip(f"the image {IMAGE} is not here, and nothing is downloaded by a test")
    _done(PODMAN, "build", "--pull=never", "--network=host", "--build-arg", f"BASE={IMAGE}",
          "-f", DEPLOY / "containers" / "Containerfile", "-t", "localhost/yeshi-test", ROOT)  # fmt: skip
    port = free_port()
    name = f"yeshi-test-{os.getpid()}"
    _done(PODMAN, "run", "--detach", "--rm", "--network=host", "--name", name,
          "--env", f"YESHI_PORT={port}", "--env", "YESHI_HOST=127.0.0.1",
          "localhost/yeshi-test", "demo")  # fmt: skip
    try:
        _until(lambda: _answers(f"http://127.0.0.1:{port}/healthz"))
        assert "<title>" in _read(f"http://127.0.0.1:{port}/")
        whoever = _done(PODMAN, "exec", name, "sh", "-c", "id -u; stat -c %a /var/lib/yeshi")
        assert whoever.split() == ["10001", "700"]
    finally:
        subprocess.run([str(PODMAN), "stop", "--time", "10", name], check=False, timeout=60)


def _done(*command: object) -> str:
    told = subprocess.run(
        [str(one) for one in command], capture_output=True, text=True, check=False, timeout=1200
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    return told.stdout


def _read(url: str) -> str:
    with build_opener().open(url, timeout=60) as answer:
        return answer.read().decode("utf-8")  # type: ignore[no-any-return]


def _answers(url: str, ask: object = None) -> bool:
    try:
        (ask or build_opener().open)(url, timeout=5).close()  # type: ignore[operator]
    except HTTPError:
        return True
    except OSError:
        return False
    return True


def _until(true: object) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not true():  # type: ignore[operator]
        assert time.monotonic() < ends
        time.sleep(0.1)


def _until_answered(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    def there() -> bool:
        assert process.poll() is None, said.read_text("utf-8")[-2000:]
        return _answers(url)

    _until(there)
