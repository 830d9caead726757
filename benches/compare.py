#!/usr/bin/env python3
"""Speed of `zzlint check` beside other tools on the same text, in one run.

usage: benches/compare.py CORPUS [--runs 5] [--bin target/release/zzlint]

CORPUS holds big.txt (one file) and many/*.txt (the same text in files of about 10 KB). autocorrect (npm) and limae (PyPI) are
installed from their registries into a temporary folder; `wc -m` is the common yardstick. Every round runs all tools, one after
the other, so that a machine that slows down slows them all; figures are medians of CPU seconds (user + system, all threads), and
the ratios are taken round by round. A tool's output is read and thrown away. zzlint prints JSON with every default rule on.
"""
import argparse, glob, os, resource, shutil, statistics, subprocess, sys, tempfile, time

AUTOCORRECT, LIMAE = "autocorrect-node@2.14.0", "limae==0.13.4"


def spent(command, cwd):
    """CPU seconds of a command with its children, and its wall seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def peers(folder):
    """The commands of the other tools, installed into the folder; one that cannot be installed is named and left out."""
    commands = {}
    venv = os.path.join(folder, "venv")
    steps = {
        "autocorrect": ([["npm", "install", "--prefix", folder, AUTOCORRECT]],
                        [os.path.join(folder, "node_modules/.bin/autocorrect"), "--lint", "--format", "json"]),
        "limae": ([[sys.executable, "-m", "venv", venv], [os.path.join(venv, "bin/pip"), "install", "-q", LIMAE]],
                  [os.path.join(venv, "bin/limae")]),
    }
    for name, (installs, command) in steps.items():
        try:
            for step in installs:
                subprocess.run(step, check=True, capture_output=True)
            commands[name] = command
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name} left out: {error}", file=sys.stderr)
    return commands


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("corpus"); ap.add_argument("--runs", type=int, default=5); ap.add_argument("--bin", default="target/release/zzlint")
    a = ap.parse_args()
    folder = tempfile.mkdtemp()
    zzlint = [os.path.abspath(a.bin), "check", "--isolated", "--output-format", "json", "--exit-zero"]
    tools = {"wc -m": ["wc", "-m"], "zzlint": zzlint, **peers(folder)}
    big = os.path.abspath(os.path.join(a.corpus, "big.txt"))
    many = sorted(os.path.abspath(p) for p in glob.glob(os.path.join(a.corpus, "many", "*.txt")))
    for label, files in (("one file", [big]), ("many files", many)):
        size = sum(os.path.getsize(f) for f in files) / 1e6
        rounds = [{name: spent(command + files, folder) for name, command in tools.items()} for _ in range(a.runs + 1)][1:]
        print(f"\n{label}: {len(files)} files, {size:.1f} MB, medians of {a.runs} rounds after one to warm up")
        print(f"  {'tool':<12}{'CPU s':>8}{'wall s':>8}{'MB per CPU s':>14}{'its CPU / zzlint’s':>21}")
        for name in tools:
            cpu, wall = (statistics.median(r[name][k] for r in rounds) for k in (0, 1))
            ratio = statistics.median(r[name][0] / r["zzlint"][0] for r in rounds)
            print(f"  {name:<12}{cpu:>8.3f}{wall:>8.3f}{size / cpu:>14.1f}{ratio:>21.2f}")
    half = os.path.join(folder, "half.txt")
    with open(big, "rb") as source, open(half, "wb") as out:
        data = source.read()
        out.write(data[: data.index(b"\n", len(data) // 2) + 1])
    linear = [spent(zzlint + [big], folder)[0] / spent(zzlint + [half], folder)[0] for _ in range(a.runs)]
    print(f"\nthe whole file takes {statistics.median(linear):.2f} x the CPU of its first half (2 is linear)")
    article = many[len(many) // 2]
    cold = [spent(zzlint + [article], folder)[1] for _ in range(max(20, a.runs))]
    print(f"one article of {os.path.getsize(article)} bytes: {1000 * statistics.median(cold):.1f} ms from start to end")
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
