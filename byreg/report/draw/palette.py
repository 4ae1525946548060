"""The colours of pages and charts, light and dark, in one place; a test computes their contrast.

Text and bars keep 4.5:1 against what they stand on (WCAG 2.1, 1.4.3 and 1.4.11), and the tones
differ for eyes that lack one of the three colour receptors. What is unknown is an outline.
"""

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ink": "#1c2430", "muted": "#505b69", "paper": "#ffffff", "tint": "#f3f6f9", "line": "#d5dce4", "edge": "#76828f",
    "accent": "#0b5a7a", "good": "#0f745b", "partial": "#a35d0b", "bad": "#8a0f24", "active": "#0b3fa8",
    "waiting": "#7b5fa0", "unknown": "#4a4f57",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "ink": "#e6eaf0", "muted": "#adb7c4", "paper": "#14181e", "tint": "#1e242c", "line": "#38414c", "edge": "#8793a1",
    "accent": "#7cc4e4", "good": "#7fe6bd", "partial": "#f7d56a", "bad": "#f0907e", "active": "#74a9e8",
    "waiting": "#cfdcf2", "unknown": "#c3cad3",
}  # fmt: skip
FILLED = ("good", "partial", "bad", "active", "waiting")
TONES = (*FILLED, "unknown")


def variables(colours: Mapping[str, str]) -> str:
    """Return the colours as custom properties of a style sheet."""
    return " ".join(f"--{name}: {value};" for name, value in colours.items())


def style_of_charts(colours: Mapping[str, str] | None = None) -> str:
    """Return the rules that charts need: with the page's custom properties, or with colours of their own."""

    def colour(name: str) -> str:
        return colours[name] if colours else f"var(--{name})"

    rules = [
        f".chart text{{font-size:13px;fill:{colour('ink')};stroke:{colour('paper')};stroke-width:3px;paint-order:stroke}}",
        f".chart .small{{font-size:12px;fill:{colour('muted')}}}",
        ".chart .strong{font-weight:600}",
        f".chart .on{{fill:{colour('paper')};font-weight:600;stroke:none}}",
        f".chart .part{{stroke:{colour('paper')};stroke-width:2px}}",
        f".chart .grid{{stroke:{colour('line')};stroke-width:1px}}",
        f".chart .axis{{stroke:{colour('edge')};stroke-width:1px}}",
        f".chart .course{{stroke:{colour('active')};stroke-width:2.5px}}",
        f".chart .point{{fill:{colour('active')}}}",
        f".chart .forecast{{fill:{colour('paper')};stroke:{colour('active')};stroke-width:2px}}",
        f".chart .foreseen{{stroke:{colour('active')};stroke-width:2px;stroke-dasharray:2 4}}",
        f".chart .baseline{{stroke:{colour('muted')};stroke-width:2px;stroke-dasharray:6 4}}",
        f".chart .target{{stroke:{colour('partial')};stroke-width:3px}}",
        f".chart .range{{fill:{colour('partial')};fill-opacity:.18}}",
        f".chart .today{{stroke:{colour('ink')};stroke-width:1.5px;stroke-dasharray:3 3}}",
    ]
    rules += [f".chart .{tone}{{fill:{colour(tone)}}}" for tone in FILLED]
    rules.append(f".chart .unknown{{fill:{colour('paper')};stroke:{colour('unknown')};stroke-width:1.5px}}")
    return "\n".join(rules)
