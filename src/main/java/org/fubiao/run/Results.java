package org.fubiao.run;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.MeasureValue;
import org.fubiao.totals.MeasureValue.Level;
import org.fubiao.totals.MeasureValues;
import org.springframework.jdbc.core.JdbcTemplate;

/** What runs computed, kept so that later periods and later runs can compare with it. */
public final class Results {
    private final JdbcTemplate jdbc;

    public Results(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the values of a run instead of those that an earlier attempt kept. */
    public void saveMeasures(long run, MeasureValues values) {
        jdbc.update("DELETE FROM measure_value WHERE run = ?", run);
        jdbc.batchUpdate(
                "INSERT INTO measure_value (run, measure, level, key_name, amount) VALUES (?,?,?,?,?)",
                values.list().stream()
                        .map(value -> new Object[] {
                            run, value.measure(), value.level().name(), value.key(), value.value()
                        })
                        .toList());
    }

    public MeasureValues measures(long run) {
        List<MeasureValue> values = jdbc.query(
                "SELECT measure, level, key_name, amount FROM measure_value WHERE run = ?",
                (row, n) -> new MeasureValue(
                        row.getString(1),
                        Level.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getBigDecimal(4).stripTrailingZeros()),
                run);
        return MeasureValues.of(values);
    }

    /** Keeps what a run quotes. */
    public void saveFigures(long run, List<FigureValue> figures) {
        jdbc.update("DELETE FROM figure_value WHERE run = ?", run);
        jdbc.batchUpdate(
                "INSERT INTO figure_value (run, figure, amount, quoted) VALUES (?,?,?,?)",
                figures.stream()
                        .filter(figure -> figure.value() != null)
                        .map(figure -> new Object[] {run, figure.definition().id(), figure.value(), figure.quoted()})
                        .toList());
    }

    /** What a run quoted, by id of the figure. */
    public Map<String, BigDecimal> figures(long run) {
        Map<String, BigDecimal> figures = new HashMap<>();
        jdbc.query(
                "SELECT figure, amount FROM figure_value WHERE run = ?",
                row -> {
                    figures.put(row.getString(1), row.getBigDecimal(2).stripTrailingZeros());
                },
                run);
        return figures;
    }
}
