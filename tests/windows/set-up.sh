#!/usr/bin/env bash
# Puts Windows' own Python under Wine into a cache folder: see docs/decisions/0206-windows-under-wine.md.
# Needs Debian (or a relative of it), and Python 3.11 to 3.13 with pip as `python`.
set -euo pipefail
project=$(cd "$(dirname "$0")/../.." && pwd)
room=${NUPCHECK_WINDOWS:-${XDG_CACHE_HOME:-$HOME/.cache}/nupcheck-windows}

version=$(python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
made_of="$version $(cat "$project"/{tests/windows/set-up.sh,pyproject.toml} | sha256sum)"
if command -v wine >/dev/null && test "$(cat "$room/made-of" 2>/dev/null)" = "$made_of"; then
  echo "Ready in $room."
  exit
fi
rm -rf "$room"
mkdir -p "$room/wheels" "$room/python/DLLs"

if ! command -v wine >/dev/null || ! command -v x86_64-w64-mingw32-ld >/dev/null; then
  as_root=()
  test "$(id -u)" -eq 0 || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qq -y --no-install-recommends \
    wine binutils-mingw-w64-x86-64 >/dev/null
fi

# A new Windows, without the parts that Wine would offer to download. Nothing may hold on to our
# streams: Wine's services stay for a while.
export WINEDEBUG=-all WINEPREFIX=$room/prefix
WINEDLLOVERRIDES='mscoree,mshtml=' wine wineboot --init </dev/null >/dev/null 2>&1 &

# The interpreter as python.org builds it for Windows: panda3d's wheel has it, to be put beside
# the programs made with that engine. The library in pure Python is that of this system's Python.
python -m pip download --quiet --no-deps --dest "$room/wheels" --only-binary :all: \
  --platform win_amd64 --python-version "$version" panda3d==1.10.16
python - "$room" "$project" <<'PYTHON'
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path
from shutil import copytree, ignore_patterns

# Of the extras: what no test needs that can run there.
NOT_THERE = ("check-jsonschema", "hatchling", "nupcheck")
# pip asks this system, not Windows, about what is needed on Windows alone.
ONLY_THERE = ("colorama",)

room, project = map(Path, sys.argv[1:])
(wheel,) = (room / "wheels").glob("panda3d-*.whl")
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        folder, _, file = name.rpartition("/")
        if folder == "deploy_libs" and not file.startswith("api-ms-"):
            is_module = file.endswith(".pyd") or file.startswith(("lib", "sqlite"))
            target = room / "python" / ("DLLs" if is_module else "") / file
            target.write_bytes(archive.read(name))
wheel.unlink()
unwanted = ("site-packages", "dist-packages", "test", "idlelib", "lib-dynload", "config-*")
copytree(sysconfig.get_path("stdlib"), room / "python" / "Lib", ignore=ignore_patterns(*unwanted))

table = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
packages = table["dependencies"] + [
    package
    for extra in ("docx", "xlsx", "test")
    for package in table["optional-dependencies"][extra]
    if not package.startswith(NOT_THERE)
]
(room / "packages.txt").write_text("\n".join([*packages, *ONLY_THERE]), "utf-8")
PYTHON
python -m pip install --quiet --no-warn-conflicts --target "$room/python/Lib/site-packages" \
  --platform win_amd64 --python-version "$version" --only-binary :all: \
  --requirement "$room/packages.txt"

wait  # for wineboot
system=$room/prefix/drive_c/windows/system32
cd "$room"
cat >start.s <<'ASSEMBLER'
# exit(Py_Main(argc, argv)): what python.exe is, which the wheel has not.
    .intel_syntax noprefix
    .globl start
start:
    sub rsp, 56
    call GetCommandLineW
    mov rcx, rax
    lea rdx, [rsp + 40]
    call CommandLineToArgvW
    mov ecx, [rsp + 40]
    mov rdx, rax
    call Py_Main
    mov ecx, eax
    call ExitProcess
ASSEMBLER
x86_64-w64-mingw32-as -o start.o start.s
x86_64-w64-mingw32-ld --subsystem console --entry start -o python/python.exe start.o \
  "$system"/{kernel32,shell32}.dll "python/python${version/./}.dll"
# Random numbers, by the name that newer programs know and Wine before 9 does not.
if ! test -e "$system/bcryptprimitives.dll"; then
  printf 'EXPORTS\nProcessPrng = advapi32.SystemFunction036\n' >bcryptprimitives.def
  x86_64-w64-mingw32-dlltool --dllname bcryptprimitives.dll --input-def bcryptprimitives.def \
    --output-exp exports.o
  x86_64-w64-mingw32-ld --shared --entry 0 -o python/bcryptprimitives.dll exports.o
fi
rm -rf packages.txt start.* exports.o ./*.def wheels

test "$(echo | wine python/python.exe -c 'import pydantic, sys; print(sys.platform)' 2>&1 |
  tr -d '\r\n')" = win32
echo "$made_of" >made-of
echo "Ready in $room."
