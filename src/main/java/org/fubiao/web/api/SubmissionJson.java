package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.Severity;
import org.fubiao.receipt.Titles;
import org.fubiao.recognition.Recognition;
import org.fubiao.run.DryRun;
import org.fubiao.upload.Answer;
import org.fubiao.upload.Upload;
import org.jspecify.annotations.Nullable;

@Schema(name = "Submission", description = "What came of a file that was handed in.")
record SubmissionJson(
        @Schema(
                description =
                        "Whether it lies in the input folder now. It counts at the next run, unless the period is closed.")
        boolean accepted,

        @Schema(
                description =
                        "How the period is closed: then no run totals it, and the file counts only once the period is opened"
                                + " again; null while it is open.")
        @Nullable ClosedJson closed,

        @Schema(description = "Path below the folder of the period; null if it was not kept.") @Nullable String path,

        @Schema(description = "The name as it was kept.") String fileName,
        String sha256,
        long size,

        @Schema(description = "Code of the unit for which it was handed in.")
        String unit,

        long errors,
        long warnings,
        long notes,
        List<FormJson> forms,

        @Schema(description = "The worst and most frequent first; of each kind at most 100 in each field of a sheet.")
        List<FindingJson> findings) {
    @Schema(name = "ClosedPeriod", description = "That a period was signed off.")
    record ClosedJson(
            @Schema(description = "Who signed it off.") String by, Instant at) {}

    @Schema(name = "SubmittedForm", description = "A form that was recognised in the file.")
    record FormJson(
            String form,
            String title,

            @Schema(description = "Code of the unit that it says it is from; empty if it does not say.")
            String unit,

            @Schema(description = "Empty in a file without sheets.")
            String sheet,

            String period,
            @Schema(description = "Whether it can count.") boolean counts,
            @Schema(description = "Rows that can be used.") long rows,
            @Schema(description = "Rows that cannot.") long rejected) {}

    /** The same, for a period that is closed. */
    SubmissionJson closed(ClosedPeriod period) {
        return new SubmissionJson(
                accepted,
                new ClosedJson(period.name(), period.at()),
                path,
                fileName,
                sha256,
                size,
                unit,
                errors,
                warnings,
                notes,
                forms,
                findings);
    }

    static SubmissionJson of(Submitting.Submission submission, Answer answered) {
        Upload upload = answered.upload();
        DryRun.Answer answer = answered.checked() == null
                ? new DryRun.Answer(List.of(), new FindingTally(), List.of())
                : answered.checked();
        Titles titles = new Titles(submission.job());
        List<FormJson> forms = answer.parts().stream()
                .map(part -> {
                    Recognition.Part recognised = part.recognised();
                    String unit = recognised.unit();
                    String form = recognised.layout().form();
                    return new FormJson(
                            form,
                            titles.ofForm(form),
                            unit == null ? "" : unit,
                            recognised.layout().sheetName(),
                            recognised.period().toString(),
                            recognised.counts() && unit != null,
                            part.balance().staged(),
                            part.balance().rejected());
                })
                .toList();
        List<FindingJson> findings = answer.findings().groups().stream()
                .flatMap(group -> group.examples().stream()
                        .map(finding -> FindingJson.of(finding, submission.job(), titles, group.count())))
                .toList();
        return new SubmissionJson(
                upload.path() != null,
                null,
                upload.path(),
                upload.storedName(),
                upload.sha256(),
                upload.size(),
                submission.unit().code(),
                answer.findings().count(Severity.ERROR),
                answer.findings().count(Severity.WARNING),
                answer.findings().count(Severity.NOTE),
                forms,
                findings);
    }
}
