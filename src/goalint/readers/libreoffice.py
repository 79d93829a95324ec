"""Older word-processor files, through an installed LibreOffice: converted to docx, then read as that.

The converter is a program of its own that meets hostile files: it gets a fresh profile without macros, links, network or
recovery, a limit of time and (on POSIX) of memory and file size, and a private folder that is removed with everything in it.
"""

from __future__ import annotations

import glob
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from goalint.readers.blocks import Blocks, UnreadableError
from goalint.readers.container import Container

VARIABLE = "GOALINT_SOFFICE"
TIMEOUT = 60.0  # seconds; a first start from a slow disk takes half of it
_MEMORY = 4_000_000  # kilobytes of address space, most of which it maps and never uses
_FILE = 400_000  # blocks of 512 bytes
_FIB = b"\xec\xa5"
_FIB_VERSIONS = range(0x65, 0x120)
_FIB_ENCRYPTED = 0x0100
_SECTOR = 512
_NAMES = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice", "libreoffice")
_PLACES = {
    "win32": (r"C:\Program Files\LibreOffice*\program", r"C:\Program Files (x86)\LibreOffice*\program"),
    "darwin": ("/Applications/LibreOffice*.app/Contents/MacOS", "~/Applications/LibreOffice*.app/Contents/MacOS"),
}
_USUAL_PLACES = ("/usr/bin", "/usr/local/bin", "/usr/lib*/libreoffice/program", "/opt/libreoffice*/program", "/snap/bin")
_SETTINGS: dict[str, dict[str, int | bool | str]] = {
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": 3,
        "DisableMacrosExecution": True,
        "DisableActiveContent": True,
        "BlockUntrustedRefererLinks": True,
    },
    "Office.Writer/Content/Update": {"Link": 0, "Field": False, "Chart": False},
    "Office.Recovery/RecoveryInfo": {"Enabled": False},
    "Office.Recovery/AutoSave": {"Enabled": False},
    # Whatever is fetched all the same goes to a port where nobody listens.
    "Inet/Settings": {
        "ooInetProxyType": 2,
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": 9,
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": 9,
        "ooInetNoProxy": "",
    },
}


def read_doc(data: bytes) -> Blocks:
    """A file of Word 97–2003 or of WPS.

    Raises UnreadableError: under a password, no LibreOffice here, or it could not convert the file in time.
    """
    if _is_encrypted(data):
        raise UnreadableError("encrypted")
    return _read(data, "doc", ".doc")


def read_rtf(data: bytes) -> Blocks:
    """Rich Text Format. Raises UnreadableError as `read_doc` does."""
    return _read(data, "rtf", ".rtf")


def read_odt(data: bytes) -> Blocks:
    """A text of OpenDocument. Raises UnreadableError as `read_doc` does."""
    container = Container(data)
    if container.has("META-INF/manifest.xml") and b"encryption-data" in container.read("META-INF/manifest.xml"):
        raise UnreadableError("encrypted")
    return _read(data, "odt", ".odt")


def read_word_xml(data: bytes) -> Blocks:
    """Word's XML in a single file, of 2003 or later. Raises UnreadableError as `read_doc` does."""
    return _read(data, "xml", ".xml")


def _read(data: bytes, name: str, suffix: str) -> Blocks:
    from goalint.readers.docx import read_docx

    return read_docx(converted(data, suffix))._replace(format=name)


def converted(data: bytes, suffix: str) -> bytes:
    """The document as docx; the suffix is that of its format.

    Raises UnreadableError: no LibreOffice here, or it could not convert the file in time.
    """
    program = found_program()
    if program is None:
        raise UnreadableError("no-converter", kind=suffix.lstrip("."), variable=VARIABLE)
    with tempfile.TemporaryDirectory(prefix="goalint-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        source, target = folder / f"document{suffix}", folder / "out" / "document.docx"
        source.write_bytes(data)
        profile = folder / "profile"
        _write_settings(profile)
        _run(
            [
                program,
                f"-env:UserInstallation={profile.as_uri()}",
                *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
                *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target.parent), str(source)),
            ],
            folder,
        )
        try:
            return target.read_bytes()
        except OSError:
            raise UnreadableError("conversion-failed", kind=suffix.lstrip(".")) from None


def found_program(environment: Mapping[str, str] = os.environ) -> str | None:
    """Where LibreOffice is: as `GOALINT_SOFFICE` says, on the search path, or in one of the usual places; or None."""
    if named := environment.get(VARIABLE):
        return named if os.path.isfile(named) else None
    return next((place for folder in _folders(environment) for place in _programs(folder)), None)


def _folders(environment: Mapping[str, str]) -> Iterator[str]:
    # Relative entries would find programs that lie beside the documents.
    yield from (folder for folder in environment.get("PATH", "").split(os.pathsep) if os.path.isabs(folder))
    for pattern in _PLACES.get(sys.platform, _USUAL_PLACES):
        yield from sorted(glob.glob(os.path.expanduser(pattern)), reverse=True)


def _programs(folder: str) -> Iterator[str]:
    for name in _NAMES:
        place = os.path.join(folder, name)
        if os.path.isfile(place) and os.access(place, os.X_OK):
            yield place


def _write_settings(profile: Path) -> None:
    """The profile that the program begins with."""
    items = []
    for path, values in _SETTINGS.items():
        for name, value in values.items():
            said = str(value).lower() if isinstance(value, bool) else str(value)
            prop = f'<prop oor:name="{name}" oor:op="fuse"><value>{said}</value></prop>'
            items.append(f'<item oor:path="/org.openoffice.{path}">{prop}</item>')
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{''.join(items)}</oor:items>\n",
        "utf-8",
    )


def _run(command: list[str], folder: Path) -> None:
    """Run the program to its end or to the limit, with all that it starts. Its exit code says nothing of use."""
    posix = os.name == "posix"
    if posix:
        limits = f'ulimit -c 0; ulimit -v {_MEMORY}; ulimit -f {_FILE}; exec "$@"'
        command = ["/bin/sh", "-c", limits, "sh", *command]
    nowhere = "http://127.0.0.1:9"
    environment = {
        **os.environ,
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), nowhere),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)),
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=posix,
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        raise UnreadableError("conversion-slow", seconds=f"{TIMEOUT:.0f}") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing that the program started outlives it."""
    with suppress(OSError):
        if sys.platform == "win32":
            if process.poll() is None:
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_encrypted(data: bytes) -> bool:
    """The head of the text stream says so; it begins a sector, nearly always the first."""
    for at in range(_SECTOR, len(data) - 11, _SECTOR):
        if data.startswith(_FIB, at) and int.from_bytes(data[at + 2 : at + 4], "little") in _FIB_VERSIONS:
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & _FIB_ENCRYPTED)
    return False
