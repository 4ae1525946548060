"""News of the plans as an Atom feed (RFC 4287): what was reported, judged, measured and decided, the newest first."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.events import Decision
from byreg.model.indicators import Indicator
from byreg.model.period import Period
from byreg.model.register import Phase, RegionNode, name_of
from byreg.report.records import assessment_view, update_view
from byreg.site.frame import Site, folder_of, record_path, region_name
from byreg.wording.targets import measured_on
from byreg.wording.wording import Wording

MOST_ENTRIES = 50
PAGED = ("goal", "action", "indicator")  # the kinds of record that have a page of their own


@dataclass(frozen=True, slots=True)
class News:
    """Something that became known on a day."""

    day: date
    title: str
    text: str
    page: str
    id: str


def feed(site: Site, node: RegionNode | None, words: Language) -> bytes:
    """Return the feed of a region, or of all regions; links are absolute where the settings say where the site stands."""
    nodes = [node] if node else list(site.regions)
    found = [news for one in nodes for phase in one.phases.values() for news in news_of(site, phase)]
    newest = sorted(found, key=lambda news: (-news.day.toordinal(), news.id))[:MOST_ENTRIES]
    path = f"{node.id}/feed.xml" if node else "feed.xml"
    title = f"{region_name(node)}: {site.frame.title}" if node else site.frame.title
    updated = newest[0].day if newest else site.day
    home = f"{node.id}/index.html" if node else "index.html"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(words.code)}>',
        f"  <title>{escape(title)}</title>",
        f"  <id>{name_for(path)}</id>",
        f"  <updated>{instant(updated)}</updated>",
        f"  <author><name>{escape(site.frame.title)}</name></author>",
        f'  <link rel="self" href={quoteattr(reached(site, path, path))}/>',
        f"  <link href={quoteattr(reached(site, path, home))}/>",
    ]
    for news in newest:
        lines += [
            "  <entry>",
            f"    <title>{escape(news.title)}</title>",
            f"    <id>{news.id}</id>",
            f"    <updated>{instant(news.day)}</updated>",
            f"    <link href={quoteattr(reached(site, path, news.page))}/>",
            f"    <summary>{escape(news.text or news.title)}</summary>",
            "  </entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode()


def instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def name_for(what: str) -> str:
    """Return a name that stays the same wherever the site is put, and whatever it is called."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'byreg:{what}')}"


def reached(site: Site, source: str, target: str) -> str:
    return f"{site.frame.url}/{target}" if site.frame.url else "../" * source.count("/") + target


def news_of(site: Site, phase: Phase) -> Iterator[News]:
    """Yield what was known of a plan's records by the day."""
    node = site.workspace.register.regions[phase.region]
    say = Wording(site.workspace.register, phase, site.words(node), site.day)
    for entry in phase.contents.entries:
        record = entry.record
        page = (
            record_path(folder_of(phase), entry.kind, entry.id)
            if entry.kind in PAGED
            else f"{folder_of(phase)}/index.html"
        )
        told = [(one.date, update_view(say, record, one)) for one in getattr(record, "updates", ())]
        told += [(one.date, assessment_view(say, one)) for one in getattr(record, "assessments", ())]
        news = [("told", when, one.status.text if one.status else say.text(N_("News")), one.text) for when, one in told]
        if isinstance(record, Indicator):
            news += [
                ("observed", when, measured_on(say, (when, one), record), one.comment or "")
                for when, one in record.observations.items()
            ]
        if isinstance(record, Decision) and record.date is not None:
            news.append(("decided", record.date, say.language.value("record", "decision"), ""))
        yield from known_news(site, name_of(record), entry.address, page, news)


def known_news(
    site: Site, name: str, address: str, page: str, news: Sequence[tuple[str, Period, str, str]]
) -> Iterator[News]:
    """Yield what was known by the day, each named by its record, sort, date and what it says."""
    seen: Counter[str] = Counter()
    for sort, when, words, text in news:
        if when.last > site.day:
            continue
        content = hashlib.sha256(f"{words} {text}".encode()).hexdigest()[:16]
        mark = f"{address}#{sort}-{when.text}-{content}"
        seen[mark] += 1
        yield News(when.last, f"{name}: {words}", " ".join(text.split()), page, name_for(f"{mark}-{seen[mark]}"))
