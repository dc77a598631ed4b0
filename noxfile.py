"""Everything that is checked, made or measured, by name: `nox --list` says what there is.

Sessions run in the environment that nox itself is in (`pip install --editable '.[dev]'`), so none
of them installs anything. Without a name, nox runs what a change must pass on any machine.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "imports", "tests", "docs"]
nox.options.stop_on_first_error = False


@nox.session
def lint(session: nox.Session) -> None:
    """Style and common mistakes; `nox -s lint -- --fix` mends what can be mended."""
    session.run("ruff", "check", *session.posargs, ".")
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]), ".")


@nox.session
def types(session: nox.Session) -> None:
    """Static types, strictly."""
    session.run("mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """The layers of the package: imports run one way."""
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests that need nothing but Python; options of pytest go after `--`."""
    session.run("pytest", *session.posargs)


@nox.session
def thorough(session: nox.Session) -> None:
    """The laws of scoring and of what follows from it, with ten times the random examples."""
    session.run(
        *("pytest", "tests/scoring", "tests/analysis", *session.posargs),
        env={"HYPOTHESIS_PROFILE": "thorough"},
    )


@nox.session
def coverage(session: nox.Session) -> None:
    """How much of the code the tests run; slow, as every process that they start is measured."""
    session.run("pytest", "--cov", "--cov-report", "term", *session.posargs)


@nox.session
def office(session: nox.Session) -> None:
    """Word documents and workbooks in LibreOffice."""
    session.run("pytest", "-n2", "tests/programs/test_libreoffice.py", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Pages in Chromium, with axe and the Nu HTML checker; npm brings these two."""
    session.run(
        *("npm", "install", "--prefix", "tests/programs", "--ignore-scripts"),
        *("--no-package-lock", "--no-audit", "--no-fund"),
        external=True,
    )
    session.run("pytest", "tests/programs/test_browser.py", *session.posargs)


@nox.session
def windows(session: nox.Session) -> None:
    """Windows' own Python under Wine; the first time it is set up, which takes a minute."""
    session.run("tests/windows/set-up.sh", external=True)
    session.run("pytest", "tests/windows", *session.posargs)


@nox.session
def install(session: nox.Session) -> None:
    """What is built, installed as users install it: wheel, action, hooks; needs an index."""
    session.run("pytest", "tests/installed", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation site, into site/; a broken link is an error."""
    session.run("zensical", "build", "--clean", "--strict")


@nox.session
def benchmark(session: nox.Session) -> None:
    """How long commands take beyond the libraries they stand on."""
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session
def size(session: nox.Session) -> None:
    """Lines and files of each area, layers, functions behind one score."""
    session.run("python", "benchmarks/size.py", *session.posargs)


@nox.session
def catalogues(session: nox.Session) -> None:
    """Messages for translators; `nox -s catalogues -- update fr`, `compile` or `pseudo FOLDER`."""
    session.run("python", "tools/catalogues.py", *session.posargs)


@nox.session
def generate(session: nox.Session) -> None:
    """Write anew what is made from something else: schemas, quoted outputs, example reports."""
    session.run("python", "tools/generate.py")
