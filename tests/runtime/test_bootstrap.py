"""What `make` does on a fresh machine, with stand-ins for uv and pip: what it needs, finds, says and recovers from."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bot.channels.settings import PROJECT

UV = """#!{python}
import pathlib, sys
log = pathlib.Path({log!r})
log.write_text((log.read_text() if log.exists() else "") + " ".join(sys.argv[1:3]) + "\\n")
if pathlib.Path({fails!r}).exists() and pathlib.Path({fails!r}).read_text() in " ".join(sys.argv[1:]):
    sys.exit(2)
if sys.argv[1] == "venv":
    binaries = pathlib.Path(sys.argv[-1]) / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to({python!r})
if sys.argv[1:3] == ["pip", "install"]:
    (pathlib.Path(sys.argv[sys.argv.index("--python") + 1]).parent / "bot").write_text("")
print("uv 0")
"""
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", PROJECT / "scripts" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bootstrap = load_script()


class Machine:
    """A project folder on a machine with a fake uv."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.programs = folder / "programs"
        self.log = folder / "log"
        self.fails = folder / "fails"
        (self.project / "scripts").mkdir(parents=True)
        self.programs.mkdir()
        for name in bootstrap.INPUTS:
            (self.project / name).write_text(name)
        (self.project / ".python-version").write_text(f"{VERSION}\n")

    def install_uv(self, folder: Path | None = None) -> None:
        path = (folder or self.programs) / "uv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(UV.format(python=sys.executable, log=str(self.log), fails=str(self.fails)))
        path.chmod(0o755)

    def setup(self) -> int:
        return int(bootstrap.main(self.project))

    def done(self) -> list[str]:
        """The commands of uv since the last call, and forgets them."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [line for line in lines if line != "--version"]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "no-pyenv"))
    return made


ALL = ["venv --quiet", "pip sync", "pip install"]


def test_a_fresh_machine_gets_its_environment(machine: Machine) -> None:
    machine.install_uv()
    assert machine.setup() == 0
    assert machine.done() == ALL


def test_the_second_time_there_is_nothing_to_do(machine: Machine) -> None:
    machine.install_uv()
    machine.setup()
    machine.done()
    assert machine.setup() == 0
    assert machine.done() == []


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_file_brings_it_up_to_date(machine: Machine, name: str) -> None:
    machine.install_uv()
    machine.setup()
    machine.done()
    (machine.project / name).write_text("changed")
    assert machine.setup() == 0
    assert machine.done() == ["pip sync", "pip install"]


@pytest.mark.parametrize("step", ["pip sync", "pip install", "venv"])
def test_a_half_finished_set_up_says_what_to_do_and_is_mended(
    machine: Machine, step: str, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.install_uv()
    machine.fails.write_text(step)
    assert machine.setup() == 1
    assert capfd.readouterr().err.strip()
    machine.fails.unlink()
    machine.done()
    assert machine.setup() == 0
    assert "pip install" in machine.done()
    assert machine.setup() == 0
    assert machine.done() == []


def test_without_a_network_it_says_so(machine: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    machine.install_uv()
    machine.fails.write_text("pip sync")
    machine.setup()
    said = capfd.readouterr().err
    assert "check the network" in said
    assert "run the same command again" in said


def test_an_environment_whose_python_is_gone_is_made_again(machine: Machine) -> None:
    machine.install_uv()
    machine.setup()
    machine.done()
    python = machine.project / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    assert machine.setup() == 0
    assert machine.done() == ALL


def test_the_uv_beside_the_project_is_used(machine: Machine) -> None:
    machine.install_uv(machine.project / ".tools" / "bin")
    assert machine.setup() == 0
    assert machine.done() == ALL


def test_uv_is_installed_where_there_is_none(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def pip(command: list[object], folder: Path, problem: str, _run: object = bootstrap.run) -> None:
        if command[-1] == "uv":
            machine.install_uv(Path(str(command[-2])) / "bin")
        else:
            _run(command, folder, problem)

    def output_of(command: list[object], _output_of: object = bootstrap.output_of) -> object:
        return "pip 1" if "pip" in command else _output_of(command)

    monkeypatch.setattr(bootstrap, "run", pip)
    monkeypatch.setattr(bootstrap, "output_of", output_of)
    assert machine.setup() == 0
    assert (machine.project / ".tools" / "bin" / "uv").exists()
    assert machine.done() == ALL


def test_without_uv_and_pip_it_says_what_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "output_of", lambda _: None)
    assert machine.setup() == 1
    assert "apt install python3-pip" in capfd.readouterr().err


def test_without_the_right_python_it_says_which(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (machine.project / ".python-version").write_text("2.99")
    machine.install_uv()
    machine.fails.write_text("2.99")
    assert machine.setup() == 1
    assert "Medguide needs Python 2.99" in capfd.readouterr().err


def test_an_old_python_says_that_it_is_too_old(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (9, 0))
    assert machine.setup() == 1
    assert "make PYTHON3=" in capfd.readouterr().err


def test_an_interruption_is_no_traceback(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    machine.install_uv()
    monkeypatch.setattr(bootstrap, "run", interrupted)
    assert machine.setup() == 130
    assert "Run the same command again" in capfd.readouterr().err
