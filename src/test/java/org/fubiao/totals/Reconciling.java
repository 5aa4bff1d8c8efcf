package org.fubiao.totals;

import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.measure;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.HandMadeSnapshot;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Reconciliation.By;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** What the tests of reconciliations are made of: two ledgers of amounts, units, checks, and a run over them. */
final class Reconciling {
    static final Period YEAR = new Period(PeriodKind.YEAR, 2023, 0);
    static final Form YUAN = list("yuan", "支出台账", List.of("市", "区", "街道"), List.of(field("金额", FieldType.DECIMAL)));
    static final Form WAN = list("wan", "支出表", List.of("市", "区", "街道"), List.of(field("万元数", FieldType.DECIMAL)));
    static final Measure IN_YUAN = measure("元", "yuan", "sum(金额)", null);

    static Unit unit(String code, String name, @Nullable String parent, String kind, String... former) {
        return new Unit(code, name, List.of(), parent, kind, List.of(former));
    }

    static Measure rounded(String name, String form, String value, String rounded) {
        return new Measure(name, form, value, null, "万元", 2, new BigDecimal(rounded), true);
    }

    static Reconciliation check(String code, String left, String right, By by, String tolerance, String relative) {
        return new Reconciliation(
                code,
                "核对" + code,
                left,
                right,
                by,
                new BigDecimal(tolerance),
                new BigDecimal(relative),
                null,
                Severity.ERROR,
                "",
                Consequence.NOTHING,
                false);
    }

    static List<Finding> findings(Job job, List<ReconciliationResult> results) {
        List<Finding> findings = new ArrayList<>();
        Reconciler.addFindings(job, results, findings::add);
        return findings;
    }

    static List<ReconciliationResult> run(Job job, Consumer<HandMadeSnapshot> fill) {
        return run(job, fill, MeasureValues.none(), Elsewhere.NONE);
    }

    static List<ReconciliationResult> run(
            Job job, Consumer<HandMadeSnapshot> fill, MeasureValues prior, Elsewhere elsewhere) {
        try (HandMadeSnapshot snapshot = new HandMadeSnapshot(job)) {
            fill.accept(snapshot);
            FormRows rows = FormRows.opened(snapshot.connection());
            MeasureValues values = Totals.compute(job, YEAR, rows, prior);
            return Reconciler.reconcile(job, YEAR, rows, values, prior, elsewhere);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static BigDecimal dec(String number) {
        return new BigDecimal(number);
    }

    private Reconciling() {}
}
