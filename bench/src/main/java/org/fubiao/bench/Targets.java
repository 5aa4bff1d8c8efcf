package org.fubiao.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is to be reached, held against what was measured. Only cases in their own size count. */
final class Targets {
    private static final double GIGABYTE = 1e9;
    private static final double ROUGHLY_THE_SAME = 1.2;

    private final List<Result> results;
    private final List<Target> targets = new ArrayList<>();

    /** One thing to reach, what was measured instead, and whether that is enough. */
    record Target(String title, String wanted, String measured, boolean reached) {}

    private Targets(List<Result> results) {
        this.results = results;
    }

    static List<Target> of(List<Result> results) {
        Targets targets = new Targets(results);
        targets.own("city").ifPresent(targets::city);
        targets.own("city-unchanged").ifPresent(targets::unchanged);
        targets.own("city-changed").ifPresent(targets::changed);
        targets.own("ledger").ifPresent(targets::ledger);
        targets.own("workbook").ifPresent(targets::workbook);
        targets.own("listing").ifPresent(targets::listing);
        targets.own("country").ifPresent(targets::country);
        targets.own("start").ifPresent(targets::start);
        return targets.targets;
    }

    private Optional<Result> own(String work) {
        long size = BenchCase.named(work.split("-", -1)[0]).own();
        return sized(work, size);
    }

    private Optional<Result> sized(String work, long size) {
        return results.stream()
                .filter(result -> result.work().equals(work) && result.size() == size)
                .findFirst();
    }

    private void city(Result city) {
        faster(city, "pandas", "pandas", 8);
        faster(city, "springbatch", "plain Spring Batch", 4);
        memory(city);
    }

    private void unchanged(Result unchanged) {
        own("city").ifPresent(first -> {
            double share = unchanged.fubiao().seconds() / first.fubiao().seconds();
            add(unchanged, "under a tenth of the first run", percent(share), share < 0.1);
        });
    }

    private void changed(Result changed) {
        own("city-unchanged").ifPresent(unchanged -> {
            double share = changed.fubiao().seconds() / unchanged.fubiao().seconds();
            add(changed, "within 15 % of “nothing changed”", signed(share - 1), share <= 1.15);
        });
    }

    private void ledger(Result ledger) {
        rate(ledger, 800_000, ledger.fubiao().seconds());
        ledger.ratio("duckdb").ifPresent(duckdb -> {
            double times = 1 / duckdb;
            add(ledger, "within 2× of DuckDB alone", times(times), times <= 2);
        });
        faster(ledger, "pandas", "pandas", 3);
        memory(ledger);
        sized("ledger", BenchCase.LEDGER.least()).ifPresent(least -> {
            double growth = ledger.fubiao().peakBytes() / least.fubiao().peakBytes();
            add(
                    ledger,
                    "memory flat in the number of rows",
                    times(growth) + " for 10× the rows",
                    growth <= ROUGHLY_THE_SAME);
        });
    }

    private void workbook(Result workbook) {
        rate(workbook, 250_000, workbook.fubiao().seconds());
        faster(workbook, "pandas", "pandas with openpyxl", 10);
        faster(workbook, "easyexcel", "EasyExcel", 2);
    }

    private void listing(Result listing) {
        rate(listing, 200_000, listing.fubiao().step(Fubiao.PUBLISH));
    }

    private void country(Result country) {
        own("city").ifPresent(city -> {
            double share = perFile(country) / perFile(city);
            add(country, "time per file within 20 % of the city's", signed(share - 1), share <= ROUGHLY_THE_SAME);
            double memory = country.fubiao().peakBytes() / city.fubiao().peakBytes();
            add(country, "memory as the city's", times(memory), memory <= ROUGHLY_THE_SAME);
        });
    }

    private static double perFile(Result result) {
        return result.fubiao().seconds() / result.files();
    }

    private void start(Result start) {
        double seconds = start.fubiao().seconds();
        add(start, "under 1.5 s", format("%.2f s", seconds), seconds < 1.5);
    }

    private void faster(Result result, String rival, String shown, double wanted) {
        result.ratio(rival)
                .ifPresent(ratio ->
                        add(result, format("%.0f× faster than %s", wanted, shown), times(ratio), ratio >= wanted));
    }

    private void rate(Result result, double wanted, double seconds) {
        double rate = result.rows() / seconds;
        add(result, format("%,.0f rows/s or more", wanted), format("%,.0f rows/s", rate), rate >= wanted);
    }

    private void memory(Result result) {
        double bytes = result.fubiao().peakBytes();
        add(result, "memory under 1 GB", format("%.2f GB", bytes / GIGABYTE), bytes < GIGABYTE);
    }

    private void add(Result result, String wanted, String measured, boolean reached) {
        targets.add(new Target(result.title(), wanted, measured, reached));
    }

    private static String times(double ratio) {
        return format(ratio < 10 ? "%.2f×" : "%.1f×", ratio);
    }

    private static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    private static String signed(double share) {
        return format("%+.1f %%", 100 * share);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
