"""A page's elements as Typst's code, in which every word of the report is a quoted string."""

from collections.abc import Iterator, Sequence

from byreg.report.draw.palette import LIGHT, TONES, style_of_charts
from byreg.report.paper.page import SPACE, Element, groups, rows_of, trimmed, words

FONT = "Fira Sans"
HARD_SPACES = "\u00a0\u202f"
SIMPLE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph", "ins": "underline", "del": "strike"}
LONG_ROW = 1500  # letters in a row that may go over two pages
SHORT = 18  # letters in a column that gets the room it needs
CHART_WIDTH = 520  # px: how wide a chart is drawn before it is fitted to the page


def quoted(text: str) -> str:
    """Return text as a string of Typst's; signs that are no letters of print are left out."""
    kept = "".join(one for one in text if one.isprintable() or one in HARD_SPACES)
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Setting:
    """Sets elements; headings never skip a level, which the standard forbids."""

    def __init__(self, contents: Element | None, *, close: bool = False) -> None:
        self.contents = contents
        self.close = close
        self.level = 0

    def side_by_side(self, part: Element) -> str:
        """Return a chart with its figures at its side, where everything has to stay on one page."""
        tables = [one for one in part.children if isinstance(one, Element) and one.tag in ("table", "details")]
        rest = Element("div", {}, [one for one in part.children if one not in tables])
        left, right = (
            together(list(self.blocks(rest))),
            together([one for t in tables for one in self.blocks(as_parent(t))]),
        )
        return f"grid(columns: (3fr, 2fr), column-gutter: 16pt, {left}, {right})"

    def blocks(self, element: Element) -> Iterator[str]:
        """Yield what stands in an element, block by block."""
        for part in groups(element.children):
            if isinstance(part, list):
                yield f"par({inline(part)})"
            else:
                yield from self.within_language(part)
            if isinstance(part, Element) and part.tag == "header" and self.contents is not None:
                yield from self.outline(self.contents)

    def outline(self, contents: Element) -> Iterator[str]:
        heading = contents.find("p")
        title = quoted(heading.text if heading else "")
        yield f"outline(target: heading.where(level: 2), indent: 0pt, title: {title})"

    def within_language(self, part: Element) -> Iterator[str]:
        language = part.attributes.get("lang", "")
        found = self.block(part)
        if language and part.tag != "html":
            yield f"text(lang: {quoted(language)}, {together(list(found))})"
        else:
            yield from found

    def block(self, part: Element) -> Iterator[str]:  # noqa: C901 - one line an element
        match part.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.level = min(int(part.tag[1]), self.level + 1)
                yield f"heading(level: {self.level}, {inline(part.children)})"
            case "p":
                yield paragraph(part)
            case "ul" | "ol":
                yield self.listing(part)
            case "dl":
                yield from facts(part)
            case "table":
                yield self.table(part)
            case "svg":
                yield image(part, "100%") if self.close else image(part)
            case "blockquote":
                yield f"quote(block: true, {together(list(self.blocks(part)))})"
            case "figcaption" | "summary":
                yield f"block(sticky: true, strong({inline(part.children)}))"
            case "section" if "slide" in part.classes:
                yield "pagebreak(weak: true)"
                yield from self.blocks(part)
            case "figure" if self.close and part.find("svg") and part.find("table"):
                yield self.side_by_side(part)
            case "footer":
                yield f"text(8.5pt, fill: rgb({quoted(LIGHT['muted'])}), {together(list(self.blocks(part)))})"
            case _:
                yield from self.blocks(part)

    def listing(self, part: Element) -> str:
        items = [one for one in part.children if isinstance(one, Element) and one.tag == "li"]
        set_items = [together(list(self.blocks(as_block(item)))) for item in items]
        return f"{'enum' if part.tag == 'ol' else 'list'}({', '.join(set_items)})" if set_items else "[]"

    def table(self, part: Element) -> str:
        headings, rows = rows_of(part)
        if not headings and not rows:
            return "[]"
        widths = ", ".join(column_widths([*([headings] if headings else []), *rows]))
        head = [f"table.header({', '.join(self.cell(cell) for cell in headings)})"] if headings else []
        cells = [self.kept(cell, row) for row in rows for cell in row]
        table = f"table(columns: ({widths},), {', '.join([*head, *cells])})"
        caption = part.find("caption")
        named = f"caption: {inline(caption.children)}, " if caption is not None and caption.text else ""
        return f"figure(kind: table, supplement: none, numbering: none, {named}{table})"

    def kept(self, cell: Element, row: Sequence[Element]) -> str:
        """Return a cell of a row that stays on one page, unless it is too long for that."""
        whole = sum(len(one.text) for one in row) < LONG_ROW
        return f"table.cell(breakable: {'false' if whole else 'true'}, {self.cell(cell)})"

    def cell(self, cell: Element) -> str:
        content = together(list(self.blocks(as_block(cell))))
        content = f"strong({content})" if cell.tag == "th" else content
        language = cell.attributes.get("lang", "")
        return f"text(lang: {quoted(language)}, {content})" if language else f"[#{content}]"


def as_parent(element: Element) -> Element:
    return Element("div", {}, [element])


def as_block(element: Element) -> Element:
    return Element("div", {}, element.children)


def together(parts: Sequence[str]) -> str:
    """Return several pieces of code as one."""
    return "{ " + "; ".join(parts) + " }" if parts else "[]"


def paragraph(part: Element) -> str:
    content = inline(part.children)
    if "region" in part.classes:
        content = f"text(weight: 600, fill: rgb({quoted(LIGHT['accent'])}), {content})"
    elif "kind" in part.classes:
        content = f"text(13pt, fill: rgb({quoted(LIGHT['muted'])}), {content})"
    elif "list-title" in part.classes or "amount" in part.classes:
        return f"block(sticky: true, strong({content}))"
    elif {"none", "aside"} & set(part.classes):
        content = f"text(fill: rgb({quoted(LIGHT['muted'])}), {content})"
    return f"par({content})"


def facts(part: Element) -> Iterator[str]:
    """Yield a list of terms, each in a `div` with what is said of it; those at the head of a page on one line."""
    pairs: list[tuple[str, str]] = []
    term: Element | None = None
    for one in part.walk():
        if one.tag == "dt":
            term = one
        elif one.tag == "dd" and term is not None:
            pairs.append((inline(term.children), inline(one.children)))
    if pairs and "meta" in part.classes:
        told = '; " · "; '.join(f'{term}; ": "; {said}' for term, said in pairs)
        yield f"par({{ {told} }})"
    elif pairs:
        yield f"terms({', '.join(f'terms.item({term}, {said})' for term, said in pairs)})"


def image(part: Element, width: str = f"{CHART_WIDTH * 0.75}pt") -> str:
    """Return a chart as a picture with its description; its colours come with it."""
    title, description = part.find("title"), part.find("desc")
    told = ": ".join(one.text for one in (title, description) if one is not None and one.text)
    drawn = Element(part.tag, {**part.attributes, "width": str(CHART_WIDTH)}, part.children)
    fonts = f".chart text{{font-family:'{FONT}';font-weight:400}} .chart .symbol{{font-family:'DejaVu Sans Mono'}}"
    style = f"<style>{fonts} {style_of_charts(LIGHT)}</style>"
    markup = drawn.markup.replace(">", f">{style}", 1)
    return f'image(bytes({quoted(markup)}), format: "svg", width: {width}, alt: {quoted(told or " ")})'


def column_widths(rows: Sequence[Sequence[Element]]) -> list[str]:
    """Return how wide each column should be: short ones as they are, the others by how much text they hold."""
    found = []
    for column in zip(*rows, strict=True):
        texts = [cell.text for cell in column]
        most = max(len(text) for text in texts)
        found.append("auto" if most <= SHORT else f"{min(sum(map(len, texts)) // len(texts) + most // 4, 200) + 20}fr")
    return found


def inline(children: Sequence[Element | str]) -> str:
    """Return what stands on a line as code that joins strings and content."""
    parts = []
    for child in trimmed(children):
        if isinstance(child, str):
            text = SPACE.sub(" ", child)
            parts += [quoted(text)] if text else []
        elif child.tag == "br":
            parts.append("linebreak()")
        elif child.tag == "svg":
            parts.append(image(child))
        elif words(child.children):
            parts.append(styled(child))
    return together(parts)


def styled(part: Element) -> str:
    content = inline(part.children)
    tone = next((name for name in part.classes if name in TONES), None)
    if part.tag in SIMPLE:
        content = f"{SIMPLE[part.tag]}({content})"
    elif part.tag == "code":
        content = f"raw({quoted(part.text)})"
    elif part.tag == "a" and part.attributes.get("href", "").startswith(("http://", "https://", "mailto:")):
        content = f"link({quoted(part.attributes['href'])}, {content})"
    elif tone and "status" in part.classes:
        content = f"text(weight: 600, fill: rgb({quoted(LIGHT[tone])}), {content})"
    elif {"aside", "remark", "date"} & set(part.classes):
        content = f"text(fill: rgb({quoted(LIGHT['muted'])}), {content})"
    language = part.attributes.get("lang", "")
    return f"text(lang: {quoted(language)}, {content})" if language else content
