package org.fubiao.upload;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.run.DryRun;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is told about a file at once.
 *
 * @param forms what was recognised in it
 * @param problems the most important of what is wrong
 * @param rest how many problems are not among them
 * @param receipt whether there is one to take away
 * @param checked all of it; null if the file could not be checked
 */
public record Answer(
        Upload upload,
        List<Form> forms,
        List<Problem> problems,
        long rest,
        boolean receipt,
        DryRun.@Nullable Answer checked) {
    private static final int SHOWN = 20;
    /** Of the same kind. More of them say no more. */
    private static final int ALIKE = 5;

    public Answer {
        forms = List.copyOf(forms);
        problems = List.copyOf(problems);
    }

    /** A form in it. */
    public record Form(String title, String sheet, long rows, boolean counts) {}

    /**
     * One thing that is wrong.
     *
     * @param sheet name of the sheet, or empty
     * @param cell its address, or empty
     * @param row number of the row, where no single cell is meant; else 0
     * @param message what is wrong and what to do
     */
    public record Problem(Severity severity, String sheet, String cell, long row, String message) {}

    static Answer of(Job job, Upload upload, DryRun.Answer checked, boolean receipt) {
        List<Form> forms = checked.parts().stream()
                .map(part -> new Form(
                        job.form(part.recognised().layout().form()).title(),
                        part.recognised().layout().sheetName(),
                        part.balance().staged(),
                        part.recognised().counts()))
                .toList();
        List<Problem> problems = new ArrayList<>();
        long all = 0;
        for (Group group : checked.findings().groups()) {
            all += group.count();
            group.examples().stream()
                    .limit(Math.min(ALIKE, SHOWN - problems.size()))
                    .map(Answer::problem)
                    .forEach(problems::add);
        }
        return new Answer(upload, forms, problems, all - problems.size(), receipt, checked);
    }

    /** An answer that says no more than that it is refused. */
    static Answer bare(Upload upload, DryRun.Answer checked) {
        return new Answer(upload, List.of(), List.of(), 0, false, checked);
    }

    static Answer without(Upload upload) {
        return new Answer(upload, List.of(), List.of(), 0, false, null);
    }

    private static Problem problem(Finding finding) {
        Place place = finding.place();
        return new Problem(
                finding.severity(),
                place.sheet(),
                place.cell(),
                place.cell().isEmpty() ? place.row() : 0,
                finding.message());
    }
}
