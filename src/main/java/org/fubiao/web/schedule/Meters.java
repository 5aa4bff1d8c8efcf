package org.fubiao.web.schedule;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The numbers of the server. What concerns runs is read from their register when it is asked for: nothing is measured while a run goes on,
 * and a server that was started again says what it said before. The registry is nobody else's, so that Spring Batch measures nothing.
 */
final class Meters {
    private static final double MILLIS = 1000.0;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final MultiGauge runs = gauge("fubiao.runs", "Runs in the register, by how they ended");
    private final MultiGauge nights = gauge("fubiao.nights", "Nights in the register, by how they ended");
    private final MultiGauge files = gauge("fubiao.run.files", "Files that the latest completed run saw");
    private final MultiGauge rows = gauge("fubiao.run.rows", "Rows that count in the latest completed run");
    private final MultiGauge findings = gauge("fubiao.run.findings", "Findings of the latest completed run");
    private final MultiGauge seconds = gauge("fubiao.run.duration.seconds", "How long the latest completed run took");
    private final MultiGauge age =
            gauge("fubiao.last.good.output.age.seconds", "Since when the latest completed run is published");

    Meters(DataSource database, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.clock = clock;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** The latest completed run of a job and period. */
    private record Latest(
            String job,
            String period,
            Timestamp started,
            @Nullable Timestamp ended,
            long files,
            long rows,
            long errors,
            long warnings,
            long notes) {
        Timestamp end() {
            return ended == null ? started : ended;
        }
    }

    /** All numbers as they are now, in the format of Prometheus. */
    synchronized String read() {
        runs.register(counted("SELECT job, state, count(*) FROM run GROUP BY job, state", "state"), true);
        nights.register(
                counted(
                        "SELECT job, outcome, count(*) FROM night WHERE outcome IS NOT NULL GROUP BY job, outcome",
                        "outcome"),
                true);
        List<Latest> latest = jdbc.query(
                "SELECT * FROM run WHERE id IN (SELECT max(id) FROM run WHERE state = 'DONE' GROUP BY job, period)",
                (row, n) -> new Latest(
                        row.getString("job"),
                        row.getString("period"),
                        row.getTimestamp("started"),
                        row.getTimestamp("ended"),
                        row.getLong("files"),
                        row.getLong("row_count"),
                        row.getLong("errors"),
                        row.getLong("warnings"),
                        row.getLong("notes")));
        files.register(each(latest, Latest::files), true);
        rows.register(each(latest, Latest::rows), true);
        seconds.register(
                each(latest, run -> (run.end().getTime() - run.started().getTime()) / MILLIS), true);
        age.register(
                each(
                        latest,
                        run -> Duration.between(run.end().toInstant(), clock.instant())
                                        .toMillis()
                                / MILLIS),
                true);
        findings.register(
                latest.stream()
                        .flatMap(run -> Stream.of(
                                finding(run, "error", run.errors()),
                                finding(run, "warning", run.warnings()),
                                finding(run, "note", run.notes())))
                        .toList(),
                true);
        return registry.scrape();
    }

    private List<Row<?>> counted(String sql, String by) {
        return jdbc.query(
                sql, (row, n) -> Row.of(Tags.of("job", row.getString(1), by, row.getString(2)), row.getLong(3)));
    }

    private static List<Row<?>> each(List<Latest> latest, ToDoubleFunction<Latest> number) {
        return latest.stream()
                .<Row<?>>map(run -> Row.of(tags(run), number.applyAsDouble(run)))
                .toList();
    }

    private static Row<?> finding(Latest run, String severity, long count) {
        return Row.of(tags(run).and("severity", severity), count);
    }

    private static Tags tags(Latest run) {
        return Tags.of("job", run.job(), "period", run.period());
    }
}
