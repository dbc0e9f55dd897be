"""The parts of the mathematical font that pages carry, and the whole of it for the documentation.

python scripts/fonts.py STIXTwoMath-Regular.ttf      needs fonttools and brotli

The font is at https://github.com/stipub/stixfonts.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

from mlekl_symbolic import writers
from mlekl_symbolic.writers.mathfont import FOLDER, PARTS, file_of

HERE = Path(writers.__path__[0]) / FOLDER
DOCS = Path(__file__).resolve().parent.parent / "docs" / "_static" / "stix-two-math.woff2"
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
"""Copyright, names, version and licence stay in the first part, which every page carries."""


def write(source: str, signs: str, target: Path, names: list[int]) -> None:
    """A part of the font as WOFF2."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = []
    options.notdef_outline = options.desubroutinize = True
    options.glyph_names = options.hinting = False
    options.name_IDs = names
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "gasp"]
    font = subset.load_font(source, options)
    missing = {c for c in signs if ord(c) not in font.getBestCmap()}
    if missing:
        print(f"{target.name}: the font has no {' '.join(sorted(missing))}", file=sys.stderr)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=map(ord, signs))
    cut.subset(font)
    subset.save_font(font, str(target), options)
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    for n, (part, signs) in enumerate(PARTS.items()):
        write(sys.argv[1], signs, HERE / file_of(part), [] if n else NAMES)
    write(sys.argv[1], "".join(PARTS.values()), DOCS, NAMES)
