"""`python -m tests.fuzz`: try hostile input for a while; guided by coverage where atheris is there."""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

TOKENS = (
    "- ", ": ", "\n", "  ", "{", "}", "[", "]", "&a ", "*a", "<<: ", "!!python/object ", "|", ">", "'", '"', "#", "---", "...", "%YAML 1.1",
    "\t", "\r", "\x00", "\ufeff", "\u2028", "\x85", "0x1", "1e999", ".nan", "2018-13-99", "../2018", "null", "~", "true", "ja", "0402",
    "# byreg: ignore[BY301] x", "# byreg: ignore[", "<<<<<<< a\n", ">>>>>>> b\n", "01014560013", "a@gmail.com", "412 34 567", "title", "updates",
    "schedule", "continues", "demo/1/course", "999999999999999999999", "\\x41", "æøå", "𝕏", "\u202e",
)  # fmt: skip
SLOWEST = 10  # seconds for one input of a few kilobytes: beyond that it hangs


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Return bytes with a few of the changes that files suffer, or that those who attack make."""
    content = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(content) + 1)
        match rng.randrange(6):
            case 0:
                content[at:at] = rng.choice(TOKENS).encode("utf-8", "surrogatepass")
            case 1:
                del content[at : at + rng.randrange(1, 40)]
            case 2:
                content[at : at + 1] = bytes([rng.randrange(256)])
            case 3:
                end = at + rng.randrange(1, 200)
                content[at:at] = content[at:end] * rng.choice((1, 2, 30))
            case 4:
                other = rng.choice(others)
                start = rng.randrange(len(other))
                content[at:at] = other[start : start + rng.randrange(1, 300)]
            case _:
                content = content[:at]
        content = content[:20_000] or bytearray(b"\x00")
    return bytes(content)


def try_at_random(seconds: float, seed: int, *, most: int | None = None) -> int:
    """Try mutated files for some seconds; return how many. An input that fails is written to build/fuzz/."""
    from tests.fuzz.target import seeds, validate_bytes

    rng, pool, tried, ends = random.Random(seed), list(seeds()), 0, time.monotonic() + seconds
    while time.monotonic() < ends and (most is None or tried < most):
        data = mutate(rng.choice(pool), rng, pool)
        started = time.monotonic()
        try:
            validate_bytes(data)
        except BaseException:
            keep(data)
            raise
        if time.monotonic() - started > SLOWEST:
            raise SystemExit(f"an input took more than {SLOWEST} seconds: {keep(data)}")
        tried += 1
    return tried


def keep(data: bytes) -> Path:
    path = Path("build/fuzz/failing.bin")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def try_guided(seconds: int) -> None:
    """Let coverage guide the mutations."""
    import atheris

    with atheris.instrument_imports(include=["byreg"]):
        from tests.fuzz.target import seeds, validate_bytes
    corpus = Path(tempfile.mkdtemp(prefix="byreg-fuzz-"))
    for number, data in enumerate(seeds()):
        (corpus / f"{number:04}").write_bytes(data)
    words = corpus.with_suffix(".dict")
    quoted = ("".join(f"\\x{byte:02x}" for byte in token.encode("utf-8", "surrogatepass")) for token in TOKENS)
    words.write_text("".join(f'"{one}"\n' for one in quoted))
    failing = Path("build/fuzz")
    failing.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}", "-max_len=20000", f"-timeout={SLOWEST}", f"-dict={words}",
        "-rss_limit_mb=2048", f"-artifact_prefix={failing}/", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], validate_bytes)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plain", action="store_true", help="without coverage, and the same inputs for the same seed")
    options = parser.parse_args()
    if not options.plain:
        try:
            try_guided(options.seconds)
        except ImportError:
            print("atheris is not installed here: trying at random", file=sys.stderr)
    print(f"{try_at_random(options.seconds, options.seed)} inputs tried, none failed")


if __name__ == "__main__":
    main()
