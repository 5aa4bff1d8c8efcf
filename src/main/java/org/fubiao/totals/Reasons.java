package org.fubiao.totals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;

/** Why totals cannot be compared: which reports, or which published values, are missing. */
final class Reasons {
    private static final int MOST_NAMED = 3;

    private final Job job;
    private final Period period;
    private final Map<String, Set<String>> reported;

    /** @param reported codes of the units that reported each form, by id of the form */
    Reasons(Job job, Period period, Map<String, Set<String>> reported) {
        this.job = job;
        this.period = period;
        this.reported = reported;
    }

    boolean isReported(Form form, Unit unit) {
        return reported.getOrDefault(form.id(), Set.of()).contains(unit.code());
    }

    /** Whether a unit must report at least one of these forms in this period. */
    boolean owes(Unit unit, List<Form> forms) {
        return forms.stream().anyMatch(form -> job.expectations().owes(unit, form, period));
    }

    /** What a unit did not report of what a side is made of; empty if all is there. */
    String missing(Unit unit, List<Form> forms) {
        List<String> words = new ArrayList<>();
        for (Form form : forms) {
            if (!isReported(form, unit) && form.from().contains(unit.kind())) {
                boolean exempt =
                        job.expectations().exemption(unit, form, period).isPresent();
                words.add((exempt ? "豁免报送" : "未报送") + "“" + form.title() + "”");
            }
        }
        return String.join("，", words);
    }

    /** Units of which one side has everything and the other has not: both sides would be totals of different units. */
    String different(List<Unit> units, List<Form> left, List<Form> right) {
        Set<String> words = new LinkedHashSet<>();
        for (Unit unit : units) {
            List<Form> mineLeft = asked(unit, left);
            List<Form> mineRight = asked(unit, right);
            if (mineLeft.isEmpty() || mineRight.isEmpty()) {
                continue;
            }
            String absentLeft = missing(unit, mineLeft);
            String absentRight = missing(unit, mineRight);
            if (absentLeft.isEmpty() != absentRight.isEmpty()) {
                words.add(unit.name() + absentLeft + absentRight);
            }
        }
        return words.isEmpty() ? "" : several(words) + "，两方所含的单位不同";
    }

    /** Units below another that did not report what they must. */
    String incomplete(List<Unit> units, List<Form> forms) {
        Set<String> words = new LinkedHashSet<>();
        for (Unit unit : units) {
            List<Form> absent = forms.stream()
                    .filter(form -> job.expectations().owes(unit, form, period) && !isReported(form, unit))
                    .toList();
            if (!absent.isEmpty()) {
                words.add("下级" + unit.name() + missing(unit, absent));
            }
        }
        return words.isEmpty() ? "" : several(words);
    }

    private static List<Form> asked(Unit unit, List<Form> forms) {
        return forms.stream().filter(form -> form.from().contains(unit.kind())).toList();
    }

    private static String several(Set<String> words) {
        String named = String.join("；", words.stream().limit(MOST_NAMED).toList());
        return words.size() > MOST_NAMED ? named + "等" + words.size() + "家" : named;
    }
}
