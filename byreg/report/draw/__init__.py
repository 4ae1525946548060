"""Charts drawn: as SVG for pages, as text for terminals, as Mermaid for Markdown. Same chart, same bytes."""
