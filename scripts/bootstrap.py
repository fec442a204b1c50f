#!/usr/bin/env python3
"""Makes `.venv` from `requirements.txt`: what `make` does before there is anything but a python3.

Uses the standard library only, and runs on any Python from 3.8. Installs uv beside the project where it is missing.
A finished environment carries a stamp, written last; without it, or with another one, the environment is mended.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 8)
INPUTS = ("requirements.txt", "pyproject.toml", ".python-version", "scripts/bootstrap.py")
AGAIN = "then run the same command again"
NETWORK = "If the lines above speak of a connection, check the network (behind a proxy, set HTTPS_PROXY)"


class SetupError(Exception):
    """Set-up cannot go on. The message says why, and what to do."""


def say(message):
    """Says what is being done."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def output_of(command):
    """What a command prints; `None` where it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - our own commands
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()


def run(command, folder, problem):
    """Runs a command in the open.

    Raises:
        SetupError: It failed. `problem` says what to do then.
    """
    try:
        done = subprocess.run([str(part) for part in command], cwd=str(folder), check=False)  # noqa: S603
    except OSError as error:
        raise SetupError(f"{problem}\n({error})") from error
    if done.returncode:
        raise SetupError(problem)


def pythons(name):
    """Every interpreter of that name: on the path, and of pyenv, which need not be on it."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found = [shutil.which(name), *sorted(pyenv.glob(f"versions/*/bin/{name}"), reverse=True)]
    return [str(path) for path in found if path]


class Environment:
    """The project's environment.

    Args:
        project: The folder that holds `requirements.txt`.
    """

    def __init__(self, project):
        self.project = project
        self.tools = project / ".tools"
        self.folder = project / ".venv"
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "made-from"
        self.version = (project / ".python-version").read_text().strip()

    def fingerprint(self):
        """One hash of all that it is made from."""
        digest = hashlib.sha256()
        for name in INPUTS:
            digest.update(name.encode() + b"\0" + hashlib.sha256((self.project / name).read_bytes()).digest())
        return digest.hexdigest()

    def is_current(self):
        """Whether it is whole, and made from the files as they are now."""
        if not self.stamp.exists() or self.stamp.read_text() != self.fingerprint():
            return False
        return self.runs(self.python) and (self.folder / "bin" / "bot").exists()

    def runs(self, python):
        """Whether an interpreter runs, and is of the version that the project needs."""
        return output_of([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]) == self.version

    def make(self):
        """Makes it, or mends what is there.

        Raises:
            SetupError: It cannot be made.
        """
        uv = self.find_uv()
        if self.stamp.exists():
            self.stamp.unlink()
        if not self.runs(self.python):
            say(f"Making .venv with Python {self.version}")
            shutil.rmtree(str(self.folder), ignore_errors=True)
            interpreter = self.find_python(uv)
            run([uv, "venv", "--quiet", "--python", interpreter, self.folder], self.project, ".venv could not be made.")
        say("Installing the packages of requirements.txt (3 GB: minutes the first time, seconds from a cache)")
        run(
            # Compiled here and now, once: where Python may not keep its bytecode, each start would take 12 s longer.
            [uv, "pip", "sync", "--python", self.python, "--require-hashes", "--compile-bytecode", "requirements.txt"],
            self.project,
            f"The packages could not be installed. {NETWORK}; if they speak of space, free 4 GB; {AGAIN}: "
            "finished downloads are kept.",
        )
        run(
            [uv, "pip", "install", "--quiet", "--python", self.python, "--no-deps", "--no-build-isolation", "-e", "."],
            self.project,
            f"Medguide itself could not be installed into .venv; mend what the lines above name, {AGAIN}.",
        )
        unfinished = self.stamp.with_name("made-from.unfinished")
        unfinished.write_text(self.fingerprint())
        unfinished.replace(self.stamp)
        say("The environment is ready: .venv")

    def find_uv(self):
        """The uv of this machine, or the one beside the project, installed first where there is none.

        Raises:
            SetupError: There is nothing to install it with, or it cannot be installed.
        """
        own = self.tools / "bin" / "uv"
        for uv in (shutil.which("uv"), own):
            if uv and output_of([uv, "--version"]):
                return uv
        say("Installing uv, which makes the environment, into .tools")
        candidates = [sys.executable, *pythons("python3")]
        with_pip = next((python for python in candidates if output_of([python, "-m", "pip", "--version"])), None)
        if with_pip is None:
            raise SetupError(
                "Set-up needs uv, or a python3 that has pip to install uv with, and finds neither. Install one of them "
                f"(on Debian and Ubuntu: apt install python3-pip), {AGAIN}."
            )
        unfinished = self.project / ".tools.unfinished"
        shutil.rmtree(str(unfinished), ignore_errors=True)
        run(
            [with_pip, "-m", "pip", "install", "--quiet", "--target", unfinished, "uv"],
            self.project,
            f"uv could not be installed. {NETWORK}, {AGAIN}.",
        )
        shutil.rmtree(str(self.tools), ignore_errors=True)
        unfinished.replace(self.tools)
        return own

    def find_python(self, uv):
        """An interpreter of the version that the project needs.

        Raises:
            SetupError: There is none, and uv cannot fetch one.
        """
        for python in [sys.executable, *pythons(f"python{self.version}")]:
            if self.runs(python):
                return python
        if not output_of([uv, "python", "find", self.version]):
            say(f"Python {self.version} is not on this machine; asking uv to fetch it")
            run(
                [uv, "python", "install", self.version],
                self.project,
                f"Medguide needs Python {self.version} (Rasa 3.6.21 runs on nothing newer), which is not "
                f"on this machine and could not be fetched. Install it, for example "
                f"with `pyenv install {self.version}`, {AGAIN}.",
            )
        return self.version


def main(project):
    """Makes the environment where it is out of date.

    Args:
        project: The folder that holds `requirements.txt`.

    Returns:
        The exit status.
    """
    if sys.version_info < OLDEST_PYTHON:
        say("Set-up needs a python3 of 3.8 or newer. Name one: make PYTHON3=/path/to/python3 run")
        return 1
    try:
        environment = Environment(project)
        if not environment.is_current():
            environment.make()
    except SetupError as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("\nInterrupted. Run the same command again: it goes on from what is there.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
