"""Drawing a card as a PNG of 1200 by 630 pixels, in the site's own colours."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from .card import HEIGHT, WIDTH, Card, Face, Foot
from .clusters import clusters
from .fonts import Face as Font
from .setting import Block, Copy
from .signs import PICTURE, Hand, Run, can_draw, shaping

SHARP = 2
"""Everything is drawn so many times larger: letters are set on whole pixels, and stand evenly only in small ones."""
PAPER, INK, QUIET, HAIRLINE, ACCENT, MARK = "#fbfaf6", "#1c2126", "#59616a", "#e2dfd6", "#0b5a61", "#ffe88a"
HUES = (8, 32, 52, 84, 128, 158, 184, 206, 228, 262, 294, 332)
"""The colours of faces, as in static/css/posts.css."""
EDGE = 72
HEAD, RULE, BODY, FOOT, BAND = 40, 110, 140, 500, 14
"""From the top: the archive's name, the line below it, the words, who said them; and the height of the band below."""
QUOTE_SIZES = (66, 60, 54, 48, 43, 39, 36)
TITLE_SIZES = (88, 78, 68, 60, 54, 48, 42)
ASCENT = 0.98
"""From the top of a line to where its letters stand, in sizes."""
PLAIN, BOLD = Hand(), Hand(bold=True)


def draw(card: Card) -> bytes:
    """Return a card as a PNG; words of which a letter is in no font here give way to what can be drawn."""
    shown = card if can_draw(card.words) else card.without_words()
    canvas = Canvas()
    canvas.head(shown.site)
    canvas.words(shown, canvas.question(shown))
    canvas.foot(shown)
    return canvas.png()


class Canvas:
    """A picture that is being drawn; all measures are those of the picture when it is done."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SHARP, HEIGHT * SHARP), PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.fill(0, HEIGHT - BAND, WIDTH, HEIGHT, ACCENT)
        self.fill(EDGE, HEIGHT - BAND, EDGE + 120, HEIGHT, MARK)

    def head(self, site: str) -> None:
        """Draw the name of the archive behind its sign, as at the top of its pages."""
        self.fill(EDGE, HEAD + 24, EDGE + 36, HEAD + 44, MARK)
        self.block(Copy.of("#", BOLD).set(34, 60), EDGE + 6, HEAD, ACCENT)
        self.block(Copy.of(site, BOLD).set(34, WIDTH - 2 * EDGE - 54, most=1), EDGE + 54, HEAD)
        self.fill(0, RULE, WIDTH, RULE + 2, HAIRLINE)

    def question(self, card: Card) -> int:
        """Draw the label of a question and, above words that answer it, the question; return where these begin."""
        if not card.label:
            return BODY
        if not card.above:
            self.label(card.label, 52)
            return BODY + 76
        left = self.label(card.label, 28)
        question = Copy.of(card.above, Hand(lang=card.lang)) if can_draw(card.above) else Copy.of("", PLAIN)
        self.block(question.set(28, WIDTH - EDGE - left, most=1), left, BODY, QUIET)
        return BODY + 50

    def label(self, text: str, size: int) -> float:
        """Draw the label of a question on its yellow; return where the next word may begin."""
        block = Copy.of(text, BOLD).set(size, WIDTH / 2, most=1)
        pad = size * 0.28
        right = EDGE + block.width + 2 * pad
        self.fill(EDGE, BODY + size * 0.66, right, BODY + size * 1.24, MARK)
        self.block(block, EDGE + pad, BODY)
        return right + size * 0.45

    def words(self, card: Card, top: int) -> None:
        """Draw the words as large as they fit, in the middle of what is left for them."""
        copy = Copy.of(card.words, Hand(not card.quoted, card.lang))
        indent = 34 if card.quoted else 0
        room = FOOT - 26 - top
        sizes = QUOTE_SIZES if card.quoted else TITLE_SIZES
        width = WIDTH - 2 * EDGE - indent
        block = copy.as_large_as_fits(sizes, width, room)
        if not card.quoted:
            block = copy.balanced(block, width)
        at = top + max(0, (room - block.height) // 2)
        if card.quoted and block.lines:
            edge = WIDTH - EDGE - 6 if block.is_rtl else EDGE
            self.fill(edge, at + 6, edge + 6, at + block.height, ACCENT)
        self.block(block, EDGE + indent, at, right=WIDTH - EDGE - indent)

    def foot(self, card: Card) -> None:
        """Draw who said it, and where."""
        left = EDGE
        if card.face:
            self.face(card.face)
            left += 94
        room = WIDTH / 2 - 24
        self.feet(card.left, room - left, left)
        self.feet(card.right, room - EDGE)

    def feet(self, foot: Foot, room: float, left: int = 0) -> None:
        """Draw two lines from a left edge, or up to the right margin."""
        for text, top, size, hand, ink in ((foot.strong, 4, 29, BOLD, INK), (foot.quiet, 44, 25, PLAIN, QUIET)):
            block = Copy.of(text if can_draw(text) else "", hand).set(size, room, most=1)
            self.block(block, left or WIDTH - EDGE - block.width, FOOT + top, ink)

    def face(self, face: Face) -> None:
        """Draw the round field with somebody's initials."""
        across, hue = 76, HUES[face.hue % len(HUES)]
        corners = (EDGE, FOOT + 4, EDGE + across, FOOT + 4 + across)
        self.pen.ellipse([SHARP * edge for edge in corners], ImageColor.getrgb(f"hsl({hue}, 42%, 87%)"))
        block = Copy.of(face.initials if can_draw(face.initials) else "", BOLD).set(28, across, most=1)
        self.block(block, EDGE + (across - block.width) / 2, FOOT + 23, f"hsl({hue}, 70%, 21%)")

    def fill(self, left: float, top: float, right: float, bottom: float, ink: str) -> None:
        """Fill a field."""
        self.pen.rectangle((left * SHARP, top * SHARP, right * SHARP - 1, bottom * SHARP - 1), ink)

    def block(self, block: Block, left: float, top: float, ink: str = INK, right: float = 0) -> None:
        """Draw lines from a left edge; right-to-left ones up to a right edge, where one is given."""
        for number, line in enumerate(block.lines):
            start = right - line.width * block.size if right and block.is_rtl else left
            base = top + number * block.leading + block.size * ASCENT
            for run in line.runs:
                self.run(run, start, base, block, ink)
                start += run.width * block.size

    def run(self, run: Run, x: float, base: float, block: Block, ink: str) -> None:
        """Draw what one font draws."""
        if run.face.strike:
            self.emoji(run, x, base, block.size)
            return
        font = run.face.at(block.size * SHARP)
        self.pen.text((x * SHARP, base * SHARP), run.text, ink, font, "ls", **shaping(run.is_rtl, block.hand.lang))

    def emoji(self, run: Run, x: float, base: float, size: int) -> None:
        """Paste emoji, scaled to the letters beside them."""
        shown = list(clusters(run.text))
        for number, cluster in enumerate(reversed(shown) if run.is_rtl else shown):
            picture = _picture(cluster, run.face, round(size * 1.05 * SHARP))
            at = (x + number * size * PICTURE, base - size * 0.87)
            self.image.paste(picture, (round(at[0] * SHARP), round(at[1] * SHARP)), picture)

    def png(self) -> bytes:
        """Return what was drawn."""
        written = BytesIO()
        self.image.reduce(SHARP).save(written, "PNG", compress_level=7)
        return written.getvalue()


@lru_cache(maxsize=256)
def _picture(cluster: str, face: Font, size: int) -> Image.Image:
    """Return an emoji of a size in pixels."""
    font = face.at(size)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(cluster))
    drawn = Image.new("RGBA", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(drawn).text((-left, -top), cluster, font=font, embedded_color=True)
    return drawn.resize((size, round(size * drawn.height / drawn.width)), Image.Resampling.LANCZOS)
