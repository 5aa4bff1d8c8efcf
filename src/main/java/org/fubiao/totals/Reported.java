package org.fubiao.totals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.compute.LeftOut;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;

/** Which units reported which forms. */
final class Reported {
    private static final int MOST_NAMED = 5;

    private final Map<String, Set<String>> unitsByForm;
    private final LeftOut leftOut;

    /**
     * @param unitsByForm codes of the units whose reports count, by id of the form
     * @param leftOut what was reported too and does not count
     */
    Reported(Map<String, Set<String>> unitsByForm, LeftOut leftOut) {
        this.unitsByForm = unitsByForm;
        this.leftOut = leftOut;
    }

    /** Codes of the units whose reports of a form count. */
    Set<String> units(String form) {
        return unitsByForm.getOrDefault(form, Set.of());
    }

    /** Whether a unit belongs into a table of these forms: it must report one of them, or did. */
    static boolean concerns(Unit unit, Collection<Form> forms, Reported reported) {
        return forms.stream()
                .anyMatch(form -> form.from().contains(unit.kind())
                        || reported.units(form.id()).contains(unit.code()));
    }

    /** Whether a unit sent a form, whether it counts or not. */
    private boolean came(Form form, Unit unit) {
        return units(form.id()).contains(unit.code())
                || leftOut.units().getOrDefault(form.id(), Set.of()).contains(unit.code());
    }

    private boolean isExempt(Job job, Period period, Unit unit, Form form, Collection<String> kinds) {
        return kinds.contains(unit.kind())
                && form.from().contains(unit.kind())
                && !came(form, unit)
                && job.expectations().exemption(unit, form, period).isPresent();
    }

    /**
     * How complete the reports behind a table are: {@code 应报52家，实报51家。未报：市×局。} A unit has reported when every form that it
     * must report is there; one that sent only some is named with what is missing. What came and does not count is told
     * behind it. Empty if nothing is expected or left out.
     */
    String coverage(Job job, Period period, Collection<Form> forms, Collection<String> kinds) {
        int expected = 0;
        int exempt = 0;
        List<String> missing = new ArrayList<>();
        for (Unit unit : job.units()) {
            List<Form> owed = forms.stream()
                    .filter(form ->
                            kinds.contains(unit.kind()) && job.expectations().owes(unit, form, period))
                    .toList();
            if (owed.isEmpty()) {
                exempt += forms.stream().anyMatch(form -> isExempt(job, period, unit, form, kinds)) ? 1 : 0;
                continue;
            }
            expected++;
            List<Form> absent = owed.stream().filter(form -> !came(form, unit)).toList();
            if (absent.size() == owed.size()) {
                missing.add(unit.name());
            } else if (!absent.isEmpty()) {
                missing.add(unit.name() + "（"
                        + String.join("、", absent.stream().map(Form::title).toList()) + "）");
            }
        }
        String without = leftOut(job, forms, kinds);
        if (expected == 0) {
            return without;
        }
        String line = "应报" + expected + "家，实报" + (expected - missing.size()) + "家"
                + (exempt == 0 ? "" : "，另有" + exempt + "家豁免");
        boolean named = !missing.isEmpty() && missing.size() <= MOST_NAMED;
        return (named ? line + "，未报：" + String.join("、", missing) : line) + (without.isEmpty() ? "" : "；" + without);
    }

    /** What came and does not count: {@code 1家的报表（市×局）和另外3行因审核未通过未计入}. Empty if everything counts. */
    private String leftOut(Job job, Collection<Form> forms, Collection<String> kinds) {
        List<String> names = new ArrayList<>();
        long rows = 0;
        for (Unit unit : job.units()) {
            if (!kinds.contains(unit.kind())) {
                continue;
            }
            if (forms.stream()
                    .anyMatch(form -> came(form, unit) && !units(form.id()).contains(unit.code()))) {
                names.add(unit.name());
            }
            for (Form form : forms) {
                rows += leftOut.rows().getOrDefault(form.id(), Map.of()).getOrDefault(unit.code(), 0L);
            }
        }
        List<String> parts = new ArrayList<>();
        if (!names.isEmpty()) {
            parts.add(names.size() + "家的报表" + (names.size() <= MOST_NAMED ? "（" + String.join("、", names) + "）" : ""));
        }
        if (rows > 0) {
            parts.add((parts.isEmpty() ? "另有" : "另外") + rows + "行");
        }
        return parts.isEmpty() ? "" : String.join("和", parts) + "因审核未通过未计入";
    }
}
