#!/usr/bin/env python3
"""Draws the results of match-eval for invented persons into docs/: stated against actual probabilities, and recall by list
size."""

import collections
import json
import math
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000, 100_000, 1_000_000)
LEFT, TOP, WIDTH, HEIGHT = 70, 40, 480, 320
COLOURS = ("#1b6ca8", "#c0392b", "#2e8b57", "#8e6c1f")


Found = collections.namedtuple("Found", "bins thresholds figures")


def numbers(printed, first):
    """Returns the numbers of the lines with this prefix."""
    return [tuple(float(x) for x in re.findall(r"\b\d[\d.]*", line)) for line in printed if line.startswith(first)]


def evaluate(persons, asked):
    printed = subprocess.run([ROOT / "build/bin/match-eval", "--persons", str(persons), "--asked", str(asked), "--bins"],
                             cwd=ROOT, check=True, text=True, capture_output=True).stdout.strip().split("\n")
    return Found(numbers(printed, "said"), numbers(printed, "from"), json.loads(printed[-1]))


class Picture:
    """One pair of axes. Values range from 0 to 1 on each."""

    def __init__(self, title, across, up):
        self.parts = [f'<text x="{LEFT}" y="22" font-size="15">{title}</text>',
                      f'<text x="{LEFT + WIDTH / 2}" y="{TOP + HEIGHT + 44}" text-anchor="middle">{across}</text>',
                      f'<text transform="translate(18 {TOP + HEIGHT / 2}) rotate(-90)" text-anchor="middle">{up}</text>']

    def place(self, x, y):
        return LEFT + x * WIDTH, TOP + (1 - y) * HEIGHT

    def tick_across(self, x, text):
        at, bottom = self.place(x, 0)
        self.parts.append(f'<line x1="{at}" y1="{TOP}" x2="{at}" y2="{bottom}" stroke="#ddd"/>'
                          f'<text x="{at}" y="{bottom + 18}" text-anchor="middle">{text}</text>')

    def tick_up(self, y, text):
        left, at = self.place(0, y)
        self.parts.append(f'<line x1="{left}" y1="{at}" x2="{left + WIDTH}" y2="{at}" stroke="#ddd"/>'
                          f'<text x="{left - 8}" y="{at + 4}" text-anchor="end">{text}</text>')

    def scale_up(self, least):
        """Scales upwards from `least` to one, in hundredths."""
        self.least = least
        for hundredth in range(round(100 * least), 101):
            self.tick_up(self.up(hundredth / 100), f"{hundredth / 100:.2f}")

    def up(self, share):
        return (share - self.least) / (1 - self.least)

    def line(self, points, colour, name="", dashed=False):
        placed = [self.place(x, y) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self.parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        if not dashed:
            self.parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in placed]
        if name:
            x, y = placed[-1]
            self.parts.append(f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" fill="{colour}">{name}</text>')

    def write(self, path):
        path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 130}" height="{TOP + HEIGHT + 60}" '
                        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
                        + "\n".join(self.parts) + "</svg>\n")


def draw_calibration(bins):
    picture = Picture("What is said, and how often it is so (100,000 listed, 100,000 asked)", "probability given", "share that was so")
    for tenth in range(0, 11, 2):
        picture.tick_across(tenth / 10, tenth / 10)
        picture.tick_up(tenth / 10, tenth / 10)
    picture.line([(0, 0), (1, 1)], "#888", dashed=True)
    picture.line([(said, found) for said, found, _ in bins], COLOURS[0])
    picture.write(ROOT / "docs" / "matching-calibration.svg")


def draw_thresholds(thresholds):
    picture = Picture("What other thresholds would give (100,000 listed, 100,000 asked)", "probability from which two are taken for one", "share")
    picture.scale_up(0.9)
    for tenth in range(0, 11, 2):
        picture.tick_across(tenth / 10, tenth / 10)
    for colour, name, at in zip(COLOURS, ("precision", "recall", "F1"), (1, 2, 3)):
        picture.line([(one[0], picture.up(one[at])) for one in thresholds], colour, name)
    picture.write(ROOT / "docs" / "matching-thresholds.svg")


def draw_recall(results):
    picture = Picture("Who is found, among how many", "persons listed", "share")
    first, last = math.log10(SIZES[0]), math.log10(SIZES[-1])
    across = {size: (math.log10(size) - first) / (last - first) for size in SIZES}
    for size in SIZES:
        picture.tick_across(across[size], f"{size:,}")
    picture.scale_up(0.94)
    for colour, (key, name) in zip(COLOURS, (("recall_at_1", "first"), ("recall_at_10", "among ten"), ("block_recall", "met by a key"))):
        picture.line([(across[size], picture.up(results[size][key])) for size in SIZES], colour, name)
    picture.write(ROOT / "docs" / "matching-recall.svg")


def main():
    results = {}
    for size in SIZES:
        found = evaluate(size, 100_000 if size <= 100_000 else 20_000)
        results[size] = found.figures
        print(size, found.figures, flush=True)
        if size == 100_000:
            draw_calibration(found.bins)
            draw_thresholds(found.thresholds)
    draw_recall(results)


if __name__ == "__main__":
    main()
