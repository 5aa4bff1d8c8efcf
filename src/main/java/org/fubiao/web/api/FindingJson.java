package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.receipt.Titles;
import org.jspecify.annotations.Nullable;

@Schema(name = "Finding", description = "One thing that is wrong. A text that does not apply is empty.")
record FindingJson(
        @Schema(description = "Of the program or of a rule of the job.")
        String code,

        Severity severity,
        String title,
        @Schema(description = "Code of the unit.") String unit,
        String unitName,
        @Schema(description = "Title of the form.") String form,

        @Schema(description = "Path below the folder of the period.")
        String file,

        String sheet,

        @Schema(description = "As a spreadsheet shows it, from 1; null if no row is meant.") @Nullable Long row,

        @Schema(description = "As a spreadsheet shows it: C12.")
        String cell,

        String field,
        @Schema(description = "What was found.") String value,
        String expected,

        @Schema(description = "What is wrong and what to do, in Chinese.")
        String message,

        @Schema(description = "How many of this kind there are in the same field of the same sheet.")
        long groupCount,

        @Schema(description = "What the unit wrote of it.") String explanation) {
    static FindingJson of(Finding finding, Job job, Titles titles, long count) {
        long row = finding.place().row();
        return new FindingJson(
                finding.code(),
                finding.severity(),
                titles.of(finding.code()),
                finding.unit(),
                finding.unit().isEmpty() ? "" : job.unitName(finding.unit()),
                titles.ofForm(finding.form()),
                finding.place().file(),
                finding.place().sheet(),
                row == 0 ? null : row,
                finding.place().cell(),
                finding.field(),
                finding.value(),
                finding.expected(),
                finding.message(),
                count,
                "");
    }

    /** As it was published. */
    static FindingJson of(FindingLine line) {
        return new FindingJson(
                line.code(),
                line.severity(),
                line.title(),
                line.unit(),
                line.unitName(),
                line.form(),
                line.file(),
                line.sheet(),
                line.row() == 0 ? null : line.row(),
                line.cell(),
                line.field(),
                line.value(),
                line.expected(),
                line.message(),
                line.count(),
                line.explanation());
    }
}
