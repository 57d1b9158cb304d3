"""Prints the medians and ratios of one run of tests/bench/run.sh beside their bars: DESIGN.md section
12, one second for the first divergence of 10,000 events, and what is aimed at for every format.

    python3 tests/bench/report.py FOLDER     the folder that run.sh filled
"""

import json
import os
import statistics
import sys


def load(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def load_lines(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return [json.loads(row) for row in file]


def medians(result):
    """Median row of each benchmark by name; a benchmark that failed ends the report."""
    for row in result["benchmarks"]:
        if row.get("error_occurred"):
            sys.exit(f"{row['name']}: {row['error_message']}")
    return {
        row["run_name"]: row
        for row in result["benchmarks"]
        if row.get("aggregate_name") == "median"
    }


def line(what, measured, bar, holds):
    print(f"{what:58} {measured:>22}   bar {bar:<14} {'holds' if holds else 'MISSED'}")


def report_import(result, peak):
    rows = medians(result)
    ours = rows["import_payload/real_time"]["real_time"]
    walk = rows["simdjson_walk/real_time"]["real_time"]
    line(f"import of 1,000,000 events: {ours:.0f} ms, simdjson walk {walk:.0f} ms",
         f"{ours / walk:.2f} x", "<= 1.5 x", ours <= 1.5 * walk)
    ratio = peak["peak_bytes"] / peak["file_bytes"]
    line(f"peak memory of it: {peak['peak_bytes'] / 1e6:.0f} MB, file "
         f"{peak['file_bytes'] / 1e6:.0f} MB", f"{ratio:.2f} x", "<= 1.5 x", ratio <= 1.5)


def report_replay(result, baselines):
    rows = medians(result)
    seconds = [second for baseline in baselines for second in baseline["seconds"]]
    baseline = statistics.median(seconds)
    passes = rows["python_passes/all/1000/real_time"]["real_time"] / 1000
    line(f"Python, all passes of 1,000 calls: {passes:.2f} s, baseline {baseline:.2f} s",
         f"{passes / baseline:.2f} x", "<= 2 x", passes <= 2 * baseline)
    hundred = rows["python_passes/all/100/real_time"]["real_time"]
    print(f"{'Python, all passes of 100 calls':58} {hundred:>19.0f} ms")
    one = rows["python_passes/last/100000/real_time"]["real_time"] / 1000
    line("Python, one pass of 100,000 calls", f"{one:.2f} s", "<= 2 s", one <= 2)
    native = rows["native_passes/last/100000/real_time"]["yields_per_second"]
    line("native, one pass of 100,000 calls, engine and trace", f"{native / 1e6:.2f} M yields/s",
         ">= 5 M", native >= 5e6)
    alone = rows["native_coroutine/100000/real_time"]["yields_per_second"]
    print(f"{'native coroutine alone':58} {alone / 1e6:>12.2f} M yields/s")
    whole = rows["native_passes/all/1000/real_time"]["real_time"]
    print(f"{'native, all passes of 1,000 calls':58} {whole:>19.0f} ms")


def report_formats(rows):
    """Megabytes a second of the CPU time that the program had, for other programs run beside it."""
    for name in dict.fromkeys(row["format"] for row in rows):
        runs = [row for row in rows if row["format"] == name]
        of = {key: statistics.median(run[key] for run in runs) for key in runs[0] if key != "format"}
        megabytes = of["file_bytes"] / 1e6
        whole = of["open_cpu"] + of["load_cpu"]
        wall = of["open_wall"] + of["load_wall"]
        bar = 150 if name == "storage-csv" else 100
        speed = megabytes / whole
        line(f"{name}: {megabytes:.0f} MB, {of['instances']:.0f} instances, {of['events'] / 1000:.0f} k "
             "events", f"{speed:.0f} MB/s", f">= {bar} MB/s", speed >= bar)
        ratio = of["peak_bytes"] / of["file_bytes"]
        line(f"  opened in {of['open_cpu']:.2f} s, all loaded in {of['load_cpu']:.2f} s (wall "
             f"{wall:.2f} s), peak", f"{ratio:.2f} x", "<= 3 x", ratio <= 3)
        if of["instances"] > 1:
            one = 1000 * of["one_wall"]
            line("  opening one instance of it", f"{one:.1f} ms", "<= 100 ms", one <= 100)


def report_reconstruction(rows):
    for row in rows:
        share = row["found"] / (row["borders"] + row["invented"])
        what = (f"rebuilt passes, {row['set']}: {row['found']} of {row['borders']}, "
                f"{row['invented']} invented")
        if row["set"] == "samples":
            line(what, f"{100 * share:.1f} %", "> 95 %", share > 0.95 and row["failed"] == 0)
        else:
            print(f"{what:58} {100 * share:>20.1f} %")


def report_check(result):
    seconds = statistics.median(result["seconds"])
    line("check, 100 histories of 500 events, two jobs", f"{seconds:.2f} s", "<= 5 s",
         seconds <= 5)


def report_divergence(result):
    seconds = statistics.median(result["seconds"])
    line("first divergence in 10,000 events, the whole command", f"{seconds:.2f} s", "<= 1 s",
         seconds <= 1)


def main():
    folder = sys.argv[1]
    imported = load(folder, "bench_import.json")
    if imported:
        report_import(imported, load(folder, "peak.json"))
    formats = load_lines(folder, "formats.jsonl")
    if formats:
        report_formats(formats)
    rebuilt = load_lines(folder, "reconstruction.jsonl")
    if rebuilt:
        report_reconstruction(rebuilt)
    replayed = load(folder, "bench_replay.json")
    if replayed:
        baselines = [load(folder, f"baseline_{when}.json") for when in ("before", "after")]
        report_replay(replayed, baselines)
    checked = load(folder, "check.json")
    if checked:
        report_check(checked)
    diverged = load(folder, "divergence.json")
    if diverged:
        report_divergence(diverged)


if __name__ == "__main__":
    main()
