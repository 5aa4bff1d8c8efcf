package org.fubiao.plausibility;

import static org.fubiao.compute.HandMadeSnapshot.field;
import static org.fubiao.compute.HandMadeSnapshot.list;
import static org.fubiao.compute.HandMadeSnapshot.measure;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.finding.Place;
import org.fubiao.job.Expectations;
import org.fubiao.job.FieldType;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.job.PlausibilityCheck.Against;
import org.fubiao.job.Unit;
import org.fubiao.totals.MeasureValue;
import org.fubiao.totals.MeasureValue.Level;
import org.fubiao.totals.MeasureValues;

/** Units with values of the measures 件数 and 人数, written as texts. */
final class Units {
    private final List<Unit> units = new ArrayList<>();
    private final List<MeasureValue> now = new ArrayList<>();
    private final List<MeasureValue> published = new ArrayList<>();
    private final List<MeasureValue> last = new ArrayList<>();
    private final List<MeasureValue> former = new ArrayList<>();
    private final List<Corrected.Report> reports = new ArrayList<>();
    private final Map<String, Map<String, Place>> places = new HashMap<>();

    Units unit(String name, String kind) {
        units.add(new Unit(name, name, List.of(), null, kind, List.of()));
        places.put(name, Map.of("f", Place.sheet(name + ".csv", "")));
        return this;
    }

    /** A value that was reported and is published. */
    Units now(String name, String measure, String value) {
        put(published, name, measure, value);
        return put(now, name, measure, value);
    }

    /** A value of which a part was left out of what is published. */
    Units excluded(String name, String measure, String reported, String left) {
        put(now, name, measure, reported);
        return put(published, name, measure, left);
    }

    Units last(String name, String value) {
        return put(last, name, "件数", value);
    }

    Units former(String name, String file, String value) {
        reports.add(new Corrected.Report(name, "f", file, ""));
        return put(former, name, "件数", value);
    }

    Units unreadable(String name, String problem) {
        reports.add(new Corrected.Report(name, "f", name + ".csv", problem));
        return this;
    }

    private Units put(List<MeasureValue> values, String name, String measure, String value) {
        if (!value.isEmpty()) {
            values.add(new MeasureValue(measure, Level.UNIT, name, new BigDecimal(value)));
        }
        return this;
    }

    Plausibility check(Against against) {
        PlausibilityCheck check = new PlausibilityCheck("HL-01", "审核", "件数", against, "");
        Measure people = new Measure("人数", "f", "sum(人)", null, "人", 0, true);
        Job job = new Job(
                "test",
                Path.of("test"),
                "测试任务",
                "测试办公室",
                PeriodKind.YEAR,
                null,
                true,
                units,
                units,
                List.of(list("f", "台账", List.of(), List.of(field("人", FieldType.INTEGER)))),
                List.of(measure("件数", "f", "count(*)", null), people),
                List.of(),
                List.of(),
                List.of(),
                Expectations.NONE,
                List.of(),
                List.of(check),
                "");
        return new Plausibility(
                job,
                MeasureValues.of(published),
                MeasureValues.of(now),
                MeasureValues.of(last),
                new Corrected(MeasureValues.of(former), reports),
                places);
    }

    /** Each result as {@code unit outcome remark}. */
    List<String> outcomes(Against against) {
        return check(against).results().stream()
                .map(result -> (result.unit() + " " + result.outcome().label() + " " + result.remark()).strip())
                .toList();
    }

    List<String> messages(Against against) {
        List<String> messages = new ArrayList<>();
        Plausibility plausibility = check(against);
        plausibility.addFindings(plausibility.results(), finding -> messages.add(finding.message()));
        return messages;
    }
}
