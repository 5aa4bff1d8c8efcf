package org.fubiao.totals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;

/** Which units reported which forms. */
final class Reported {
    private static final int MOST_NAMED = 5;

    private final Map<String, Set<String>> unitsByForm;

    /** @param unitsByForm codes of the units that reported each form, by id of the form */
    Reported(Map<String, Set<String>> unitsByForm) {
        this.unitsByForm = unitsByForm;
    }

    /** Codes of the units that reported a form. */
    Set<String> units(String form) {
        return unitsByForm.getOrDefault(form, Set.of());
    }

    /** Whether a unit belongs into a table of these forms: it must report one of them, or did. */
    static boolean concerns(Unit unit, Collection<Form> forms, Reported reported) {
        return forms.stream()
                .anyMatch(form -> form.from().contains(unit.kind())
                        || reported.units(form.id()).contains(unit.code()));
    }

    private boolean isExempt(Job job, Period period, Unit unit, Form form, Collection<String> kinds) {
        return kinds.contains(unit.kind())
                && form.from().contains(unit.kind())
                && !units(form.id()).contains(unit.code())
                && job.expectations().exemption(unit, form, period).isPresent();
    }

    /**
     * How complete the reports behind a table are: {@code 应报52家，实报51家。未报：市×局。} A unit has reported when every form that it
     * must report is there; one that sent only some is named with what is missing. Empty if nothing is expected.
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
            List<Form> absent = owed.stream()
                    .filter(form -> !units(form.id()).contains(unit.code()))
                    .toList();
            if (absent.size() == owed.size()) {
                missing.add(unit.name());
            } else if (!absent.isEmpty()) {
                missing.add(unit.name() + "（"
                        + String.join("、", absent.stream().map(Form::title).toList()) + "）");
            }
        }
        if (expected == 0) {
            return "";
        }
        String line = "应报" + expected + "家，实报" + (expected - missing.size()) + "家"
                + (exempt == 0 ? "" : "，另有" + exempt + "家豁免");
        boolean named = !missing.isEmpty() && missing.size() <= MOST_NAMED;
        return named ? line + "，未报：" + String.join("、", missing) : line;
    }
}
