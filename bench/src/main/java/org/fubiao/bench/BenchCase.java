package org.fubiao.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.fubiao.bench.data.City;
import org.fubiao.bench.data.Ledger;
import org.fubiao.bench.data.Source;

/** Data that is measured, in the size of its case, in small, and in the sizes of its growth: 1, 3 and 10 times the least. */
enum BenchCase {
    CITY("City", "units", 76, 76, 6, units -> City.of("city", (int) units)),
    LEDGER("Ledger", "rows", 10_000_000, 1_000_000, 20_000, Ledger::text),
    WORKBOOK("Workbook", "rows", 1_000_000, 100_000, 5_000, Ledger::workbook),
    LISTING("Long appendix", "rows", 1_000_000, 100_000, 5_000, Ledger::listing),
    COUNTRY("Country", "units", 3_000, 300, 12, units -> City.of("country", (int) units)),
    START("Command start", "units", 76, 76, 6, units -> City.of("city", (int) units));

    private final String title;
    private final String counted;
    private final long own;
    private final long least;
    private final long small;
    private final LongFunction<Source> source;

    BenchCase(String title, String counted, long own, long least, long small, LongFunction<Source> source) {
        this.title = title;
        this.counted = counted;
        this.own = own;
        this.least = least;
        this.small = small;
        this.source = source;
    }

    static BenchCase named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case " + name + "; there are "
                        + Arrays.stream(values()).map(BenchCase::id).collect(Collectors.joining(", "))));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** What a size counts: rows, or units of twenty files. */
    String counted() {
        return counted;
    }

    long own() {
        return own;
    }

    long least() {
        return least;
    }

    long small() {
        return small;
    }

    Source source(long size) {
        return source.apply(size);
    }
}
