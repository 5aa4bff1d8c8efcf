package org.fubiao.publishing;

import java.util.List;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.ReconciliationResult;

/**
 * Everything that is published of a run. Says nothing volatile: no run number, no clock.
 *
 * @param reports one for each unit and form that was expected or received, by unit, then form
 * @param submissions every file of the snapshot, by path
 * @param findings grouped, the most important first
 */
public record Publication(
        Job job,
        Period period,
        List<AppendixTable> appendices,
        List<FigureValue> figures,
        List<ReconciliationResult> reconciliations,
        List<Report> reports,
        List<Received> submissions,
        List<FindingGroup> findings) {

    public Publication {
        appendices = List.copyOf(appendices);
        figures = List.copyOf(figures);
        reconciliations = List.copyOf(reconciliations);
        reports = List.copyOf(reports);
        submissions = List.copyOf(submissions);
        findings = List.copyOf(findings);
    }

    /** The figures with the appendices that they stand in, and nothing of what they were received or checked with. */
    Publication figuresAlone() {
        return new Publication(job, period, appendices, figures, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * What a unit owes for a form, and what it sent.
     *
     * @param file path of the file that counts, empty if nothing came
     * @param sheet its sheet
     * @param filled date of filling in as the file states it ({@code 2024-01-05}), empty if it does not
     * @param rows rows staged from it
     * @param state what became of it
     */
    public record Report(
            String unit,
            String form,
            boolean expected,
            String file,
            String sheet,
            String filled,
            long rows,
            State state) {
        /** What became of an expected report. */
        public enum State {
            ACCEPTED("已采用"),
            ACCEPTED_WITH_WARNINGS("已采用，有警告"),
            ACCEPTED_WITH_ERRORS("已采用，有错误"),
            MISSING("未报送");

            private final String label;

            State(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }
    }

    /**
     * A part of a received file and its row balance.
     *
     * @param sha256 of the file's bytes, in hexadecimal
     * @param unit code of the recognised unit, empty if none
     * @param form id of the recognised form, empty if none
     * @param state what became of it, in Chinese: 已采用, 已被更正稿替代, 重复, 未识别 …
     * @param read rows below the head, blank and note rows included
     * @param other blank rows, and notes below the table
     */
    public record Received(
            String file,
            String sheet,
            String sha256,
            long size,
            String unit,
            String form,
            String state,
            long read,
            long staged,
            long rejected,
            long declaredTotals,
            long other) {}

    /**
     * Findings of the same code in the same file and field.
     *
     * @param title what the code means
     * @param count how many there are, kept or not
     * @param examples the ones that were kept
     */
    public record FindingGroup(
            String code,
            Severity severity,
            String title,
            String unit,
            String form,
            long count,
            List<Finding> examples) {
        public FindingGroup {
            examples = List.copyOf(examples);
        }
    }
}
