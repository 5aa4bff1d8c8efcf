package org.fubiao.totals;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fubiao.job.Appendix;
import org.fubiao.job.Expression;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;

/** What measures are made of. */
public final class Uses {
    private Uses() {}

    /** These measures and all that they use, in the order of the job: each after those that it uses. */
    static List<Measure> closure(Job job, Collection<String> names) {
        Set<String> found = new LinkedHashSet<>();
        names.forEach(name -> collect(job, name, found));
        return job.measures().stream()
                .filter(measure -> found.contains(measure.name()))
                .toList();
    }

    private static void collect(Job job, String name, Set<String> found) {
        if (found.add(name)) {
            direct(job, job.measure(name)).forEach(used -> collect(job, used, found));
        }
    }

    /** The measures that a derived measure uses itself. */
    static List<String> direct(Job job, Measure measure) {
        return measure.isDerived()
                ? Expression.names(
                        measure.value(),
                        job.measures().stream().map(Measure::name).toList())
                : List.of();
    }

    /** The base measures behind these measures. */
    public static List<Measure> bases(Job job, Collection<String> names) {
        return closure(job, names).stream()
                .filter(measure -> !measure.isDerived())
                .toList();
    }

    /** The forms that an appendix shows, in the order of the job. */
    public static List<Form> forms(Job job, Appendix appendix) {
        return appendix.rows() instanceof Appendix.Listing listing
                ? List.of(job.form(listing.form()))
                : forms(job, Columns.measures(appendix));
    }

    /** The forms behind these measures, in the order of the job. */
    public static List<Form> forms(Job job, Collection<String> names) {
        Set<String> ids = new LinkedHashSet<>();
        bases(job, names).forEach(measure -> ids.add(String.valueOf(measure.form())));
        return job.forms().stream().filter(form -> ids.contains(form.id())).toList();
    }
}
