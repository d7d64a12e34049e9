#!/usr/bin/env python3
"""Cuts Golos Text to the letters that the cabinet uses: one variable font for each part of the alphabet.

    npm pack @fontsource-variable/golos-text@5.3.0 && tar xzf fontsource-variable-golos-text-5.3.0.tgz
    pip install fonttools brotli
    python3 frontend/cut-fonts.py package

The cut files are kept in the repository: a build needs neither network nor Python.
"""

import sys
from pathlib import Path

from fontTools import subset

LATIN = "".join(chr(code) for code in range(0x20, 0x7F)) + "\u00a0«»–—‘’“”„…·×÷±−°§©№•−"
CYRILLIC = "".join(chr(code) for code in range(0x410, 0x450)) + "ЁёІіҰұ№"
KAZAKH = "ӘәҒғҚқҢңӨөҮүҺһҰұІі"
PARTS = {"latin": LATIN, "latin-ext": "₸", "cyrillic": CYRILLIC, "cyrillic-ext": KAZAKH}


def main() -> None:
    source = Path(sys.argv[1])
    here = Path(__file__).parent / "fonts"
    for part, letters in PARTS.items():
        options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk"])
        font = subset.load_font(str(source / "files" / f"golos-text-{part}-wght-normal.woff2"), options)
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        target = here / f"golos-text-{part}.woff2"
        subset.save_font(font, str(target), options)
        held = sorted(set(font.getBestCmap()) & {ord(letter) for letter in letters})
        print(f"{target.name}: {target.stat().st_size} bytes, {len(held)} letters")
    (here / "OFL.txt").write_bytes((source / "LICENSE").read_bytes())


main()
