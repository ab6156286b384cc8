"""Makes a light subset of a variable font: python3 subset.py FONT OUT.woff2 (needs fonttools and brotli).

It keeps the letters of Western European languages and the kerning, simplified: that of the font's own weight for all
weights, by groups of letters and in steps. Kerning as drawn, for each pair and weight, would be half of the file. The
heavier weights are drawn from the lightest in steps too. What only a menu of fonts shows is left out.
"""

import sys

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.varLib.iup import iup_delta_optimize

# Small letters with all accents of these languages; of the capitals those that words often begin with.
ACCENTED = "ÄÅÀÇÉÈÑÖØÜßàáâãäåæçèéêëìíîïñòóôõöøùúûü"
CHARACTERS = [*range(0x20, 0x7F), *map(ord, ACCENTED + "\u00a0¡«°±·×»¿œ–—‘’‚“”„•…€£↑↓−µ")]
STEP = 0.02  # of the size: what half a step changes is 0.13 px at 13 px
WEIGHT_STEP = 0.002  # of the size: a point of the heaviest weight is at most 0.04 px off at 13 px
BY_GROUPS = 2
ADVANCE_ONLY = 4
DEVICES = ("XPlaDevice", "YPlaDevice", "XAdvDevice", "YAdvDevice")


def simplify(value, em):
    for device in DEVICES:
        if value is not None and hasattr(value, device):
            delattr(value, device)
    if value is not None and hasattr(value, "XAdvance"):
        value.XAdvance = round(value.XAdvance / em / STEP) * round(em * STEP)


def simplify_kerning(font):
    em = font["head"].unitsPerEm
    for lookup in font["GPOS"].table.LookupList.Lookup:
        lookup.SubTable = [subtable for subtable in lookup.SubTable if subtable.Format == BY_GROUPS]
        lookup.SubTableCount = len(lookup.SubTable)
        for subtable in lookup.SubTable:
            subtable.ValueFormat1 = ADVANCE_ONLY
            for first in subtable.Class1Record:
                for second in first.Class2Record:
                    simplify(second.Value1, em)
            lay_like_beside_like(subtable)
    font["GDEF"].table.VarStore = None
    font["GDEF"].table.Version = 0x00010000


def lay_like_beside_like(subtable):
    """Groups have no order of their own. With those that kern alike side by side the table packs better by a sixth."""
    kerning = [[getattr(second.Value1, "XAdvance", 0) for second in first.Class2Record] for first in subtable.Class1Record]
    rows, columns = chained(kerning), chained([*zip(*kerning)])
    subtable.Class1Record = [subtable.Class1Record[row] for row in rows]
    for first in subtable.Class1Record:
        first.Class2Record = [first.Class2Record[column] for column in columns]
    for groups, order in ((subtable.ClassDef1, rows), (subtable.ClassDef2, columns)):
        groups.classDefs = {glyph: order.index(group) for glyph, group in groups.classDefs.items()}


def chained(lines):
    """The places of the lines, each followed by the one most like it. The first stays: it is the group of all others."""
    order, left = [0], [*range(1, len(lines))]
    while left:
        last = lines[order[-1]]
        order.append(min(left, key=lambda place: sum(a != b for a, b in zip(lines[place], last))))
        left.remove(order[-1])
    return order


def simplify_weights(font):
    step = round(font["head"].unitsPerEm * WEIGHT_STEP)
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    for name, variations in font["gvar"].variations.items():
        points, outline = glyphs._getCoordinatesAndControls(name, metrics)
        for variation in variations:
            variation.calcInferredDeltas(points, outline.endPts)
            moved = [(round(x / step) * step, round(y / step) * step) for x, y in variation.coordinates]
            composite = outline.numberOfContours < 0
            variation.coordinates = moved if composite else iup_delta_optimize(moved, points, outline.endPts, step)


def drop_what_says_nothing(font):
    for tag in ("GPOS", "GSUB"):
        if tag in font and not (font[tag].table.LookupList and font[tag].table.LookupList.Lookup):
            del font[tag]
    if "GDEF" in font and "GPOS" not in font:
        del font["GDEF"]
    if "HVAR" in font and not any(delta for each in font["HVAR"].table.VarStore.VarData for row in each.Item for delta in row):
        del font["HVAR"]


def main(source, target):
    options = Options(flavor="woff2", hinting=False, layout_features=["kern", "tnum"], name_IDs=[0, 1, 2, 13, 14])
    options.drop_tables += ["STAT"]
    font = load_font(source, options)
    font["fvar"].instances = []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    if "GPOS" in font:
        simplify_kerning(font)
    simplify_weights(font)
    drop_what_says_nothing(font)
    save_font(font, target, options)


main(*sys.argv[1:])
