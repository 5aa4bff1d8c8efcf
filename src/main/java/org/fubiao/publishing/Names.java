package org.fubiao.publishing;

import java.util.HashMap;
import java.util.Map;
import org.fubiao.job.Form;
import org.fubiao.job.Job;

/** The names of units and forms as printed; what is not known keeps its code. */
final class Names {
    private final Map<String, String> units = new HashMap<>();
    private final Map<String, String> forms = new HashMap<>();

    Names(Job job) {
        job.register().forEach(unit -> units.put(unit.code(), unit.name()));
        job.units().forEach(unit -> units.put(unit.code(), unit.name()));
        for (Form form : job.forms()) {
            forms.put(form.id(), form.title());
        }
    }

    String unit(String code) {
        return units.getOrDefault(code, code);
    }

    String form(String id) {
        return forms.getOrDefault(id, id);
    }
}
