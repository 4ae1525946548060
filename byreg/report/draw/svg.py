"""Charts as inline SVG."""

from markupsafe import Markup, escape

from byreg.report.charts.chart import Bars, Chart, Curve, Timeline
from byreg.report.draw.bars import bars
from byreg.report.draw.curve import curve
from byreg.report.draw.timeline import timeline


def svg(chart: Chart) -> Markup:
    """Return a chart as an SVG element with title and description."""
    match chart:
        case Bars():
            drawn, height = bars(chart)
        case Curve():
            drawn, height = curve(chart)
        case Timeline():
            drawn, height = timeline(chart)
    return Markup(  # noqa: S704 - everything that is not ours is escaped
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="{height}"'
        f' aria-labelledby="{escape(chart.id)}-title {escape(chart.id)}-desc">'
        f'<title id="{escape(chart.id)}-title">{escape(chart.title)}</title>'
        f'<desc id="{escape(chart.id)}-desc">{escape(chart.description)}</desc>'
        f"{''.join(drawn)}</svg>"
    )
