"""Set up and start hdkg with nothing but Python 3.11+ and its pip.

python3 run.py                  build and check the first county's graph, ask it, draw it (the main job)
python3 run.py test [ARGS ...]  run the tests; ARGS go to pytest

Both make the environment .venv beside this file by themselves and install into it again only when pyproject.toml,
constraints.txt or the Python changed.
"""

# Kept readable for old Pythons down to 3.6, so that they reach the message below instead of a syntax error.
import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this file meets every Python that a machine may have
    sys.exit(f"run.py: hdkg needs Python 3.11 or newer, this is {sys.version.split()[0]}; run it with a newer python3")

HOME = Path(__file__).resolve().parent
LEVELS = ("core", "test", "all")  # what is installed; each holds the ones before it
EXTRAS = {"core": "", "test": "[test]", "all": "[all]"}
SOURCE = "graph/sources/hengdong-2023.md"
MAIN_JOB = (
    *("hdkg", "build", SOURCE),
    *("--ask", "first-in-the-city", "--ask", "measured-outcomes", "--ask", "honours"),
    *("--draw", "out/hengdong-2023.html"),
)
UNFINISHED = "unfinished"


def venv_python(home: Path) -> Path:
    """Return where the environment's Python stands, on Windows and elsewhere."""
    return home / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def base_python() -> str:
    """Return the Python to install with: this one, or in an environment without pip the one below it."""
    return sys.executable if find_spec("pip") else getattr(sys, "_base_executable", sys.executable)


def digest(home: Path) -> str:
    """Return a hash over all that decides what an environment holds."""
    whole = hashlib.sha256()
    for part in (
        (home / "pyproject.toml").read_bytes(),
        (home / "constraints.txt").read_bytes(),
        python_identity().encode(),
    ):
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def python_identity() -> str:
    """Return what tells one Python from another: its version and where it is installed."""
    return f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro} {sys.base_prefix}"


def stamp(home: Path) -> Path:
    """Return the file that says what .venv holds; it is written last, so that a killed install is seen."""
    return home / ".venv" / "hdkg-installed"


def read_stamp(home: Path) -> list[str]:
    """Return the stamp's lines (level, Python, hash), or nothing where there is no finished install."""
    try:
        lines = stamp(home).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return lines if len(lines) == 3 and lines[0] in LEVELS else []


def is_ready(home: Path, level: str) -> bool:
    """Tell whether .venv holds at least `level` of this very project under this very Python."""
    lines = read_stamp(home)
    return (
        bool(lines)
        and LEVELS.index(lines[0]) >= LEVELS.index(level)
        and lines[2] == digest(home)
        and venv_python(home).exists()
    )


def prepare(home: Path, level: str) -> None:
    """Make .venv hold `level`: from scratch after a killed install or under another Python, else by an update."""
    if is_ready(home, level):
        return
    base = base_python()
    if subprocess.call([base, "-c", "import pip"], stderr=subprocess.DEVNULL):
        sys.exit(
            f"run.py: {base} has no pip; install it ('{base} -m ensurepip', or on Debian and Ubuntu "
            "'apt-get install python3-pip') and run this again"
        )
    before = read_stamp(home)
    if before:
        level = max(level, before[0], key=LEVELS.index)
    fresh = not before or before[1] != python_identity() or not venv_python(home).exists()
    print(f"Setting up .venv ({'once; this takes a minute or two' if fresh else 'something changed'}) ...", flush=True)
    if fresh:
        create(home)
    stamp(home).write_text(UNFINISHED, "utf-8")
    install(home, base, level)
    stamp(home).write_text(f"{level}\n{python_identity()}\n{digest(home)}\n", "utf-8")


def create(home: Path) -> None:
    """Make an empty environment; without pip in it, which Debian's Python could not give."""
    import venv  # noqa: PLC0415 - only a first start pays for it

    if Path(sys.prefix) == home / ".venv":
        sys.exit("run.py: .venv cannot be made anew from inside itself; run this with the system's python3")
    try:
        venv.create(home / ".venv", clear=True, symlinks=os.name != "nt", with_pip=False)
    except OSError as error:
        sys.exit(
            f"run.py: {home / '.venv'} cannot be made anew ({error.strerror or error}); if another "
            "install is still running, let it end; else remove .venv; then run this again"
        )


def install(home: Path, base: str, level: str) -> None:
    """Install this project, editable, with what `level` needs, in the pinned versions."""
    command = [base, "-m", "pip", "--python", str(venv_python(home)), "install", "--quiet", "--quiet"]
    command += ["--disable-pip-version-check", "--constraint", str(home / "constraints.txt")]
    command += ["--editable", f"{home}{EXTRAS[level]}"]
    if subprocess.call(command):
        sys.exit("run.py: the install did not succeed (pip's reason is above); mend that and run this again")


def hand_over(home: Path, arguments: list[str]) -> int:
    """Go on as the environment's Python with these arguments; on POSIX this process becomes it."""
    command = [str(venv_python(home)), *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)


def main(words: list[str]) -> int:
    """Do what the words of the command line ask for and return the exit code."""
    if words and words[0] == "test":
        prepare(HOME, "all" if os.environ.get("CI") == "true" else "test")
        os.chdir(HOME)
        return hand_over(HOME, ["-m", "pytest", *(words[1:] or ["--numprocesses", "auto"])])
    if words:
        print(__doc__, file=sys.stdout if words[0] in {"-h", "--help"} else sys.stderr)
        return 0 if words[0] in {"-h", "--help"} else 2
    prepare(HOME, "core")
    os.chdir(HOME)
    return hand_over(HOME, ["-m", *MAIN_JOB])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
