package org.fubiao.publishing;

import java.time.LocalDate;
import java.util.List;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.plausibility.PlausibilityResult;
import org.fubiao.settling.Settlement;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.FigureValue;
import org.fubiao.totals.ReconciliationResult;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is published of a run. Says nothing volatile: no run number, no clock.
 *
 * @param reports one for each unit and form that was expected or received, by unit, then form
 * @param submissions every file of the snapshot, by path
 * @param findings grouped, the most important first
 * @param corrections what new versions of reports changed, by path
 * @param rules what the rules of the job came to
 * @param settlement what became of what people answered to the findings
 * @param plausibility what is unlikely, by check, then unit
 */
public record Publication(
        Job job,
        Period period,
        List<AppendixTable> appendices,
        List<FigureValue> figures,
        List<ReconciliationResult> reconciliations,
        List<Report> reports,
        List<Received> submissions,
        List<FindingGroup> findings,
        List<Correction> corrections,
        RuleReview rules,
        Settlement settlement,
        List<PlausibilityResult> plausibility) {

    /** A publication without corrections, in which no rule says anything and nobody answered, without checks of plausibility. */
    public Publication(
            Job job,
            Period period,
            List<AppendixTable> appendices,
            List<FigureValue> figures,
            List<ReconciliationResult> reconciliations,
            List<Report> reports,
            List<Received> submissions,
            List<FindingGroup> findings) {
        this(
                job,
                period,
                appendices,
                figures,
                reconciliations,
                reports,
                submissions,
                findings,
                List.of(),
                RuleReview.NONE,
                Settlement.NONE,
                List.of());
    }

    public Publication {
        appendices = List.copyOf(appendices);
        figures = List.copyOf(figures);
        reconciliations = List.copyOf(reconciliations);
        reports = List.copyOf(reports);
        submissions = List.copyOf(submissions);
        findings = List.copyOf(findings);
        corrections = List.copyOf(corrections);
        plausibility = List.copyOf(plausibility);
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
     * @param due when it is due, an extension included; null if at no time
     * @param dated when its first version was reported that could be used, as the job counts it; null if nothing came or that is not
     *     known
     * @param timeliness whether it came in time
     * @param remark on an extension, an exemption, a later correction; empty if there is none
     */
    public record Report(
            String unit,
            String form,
            boolean expected,
            String file,
            String sheet,
            String filled,
            long rows,
            State state,
            @Nullable LocalDate due,
            @Nullable LocalDate dated,
            Timeliness timeliness,
            String remark) {
        /** Whether something came. */
        public boolean came() {
            return !file.isEmpty();
        }

        /** Whether a report came in time. */
        public enum Timeliness {
            /** There is nothing to compare: nothing came, or no day is known. */
            UNKNOWN(""),
            IN_TIME("按时"),
            EXTENDED("延期内报送"),
            LATE("逾期");

            private final String label;

            Timeliness(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        /** What became of an expected report. */
        public enum State {
            ACCEPTED("已采用"),
            ACCEPTED_WITH_WARNINGS("已采用，有警告"),
            ACCEPTED_WITH_ERRORS("已采用，有错误"),
            /** Read and kept, and left out of the totals because a rule blocks it. */
            EXCLUDED("审核未通过，未计入"),
            /** A list without an item: the unit says that there is nothing to report. */
            NIL("零报告"),
            NIL_WITH_WARNINGS("零报告，有警告"),
            MISSING("未报送"),
            NOT_YET_DUE("未到截止日期"),
            EXEMPT("豁免");

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

    /**
     * What a new version of a report changed.
     *
     * @param before file and sheet of the version that was replaced
     * @param now file and sheet of the one that took its place
     * @param added rows that only the new version has
     * @param removed rows that only the old one had
     * @param changed rows that both have, with another content
     * @param cells cells in those rows that are not the same
     * @param problem why they could not be compared; empty if they were
     * @param changes some of the changes, by row
     */
    public record Correction(
            String unit,
            String form,
            Place before,
            Place now,
            long added,
            long removed,
            long changed,
            long cells,
            String problem,
            List<Change> changes) {
        public Correction {
            changes = List.copyOf(changes);
        }

        /** Whether both versions say the same. */
        public boolean isIdentical() {
            return problem.isEmpty() && added == 0 && removed == 0 && changed == 0;
        }
    }

    /**
     * A row that is new or gone, or a cell that changed.
     *
     * @param row what identifies the row, in words
     * @param rowBefore its number in the old version, 0 if it is not there
     * @param rowNow its number in the new version, 0 if it is not there
     * @param field the cell's field; empty for a row as a whole
     */
    public record Change(Kind kind, String row, long rowBefore, long rowNow, String field, String before, String now) {
        /** What happened. */
        public enum Kind {
            ADDED("新增行"),
            REMOVED("删除行"),
            CHANGED("改动");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }
    }
}
