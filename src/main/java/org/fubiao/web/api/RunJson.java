package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.fubiao.run.Run;
import org.jspecify.annotations.Nullable;

@Schema(name = "Run", description = "One execution of a job for a period. What units and viewers are not told is null.")
record RunJson(
        long number,
        String job,
        String period,
        Run.State state,
        @Nullable String reason,
        Instant started,

        @Schema(description = "Null while it is going on.") @Nullable Instant ended,

        @Schema(description = "Files that it saw.") @Nullable Long files,

        @Schema(description = "Reports that it read itself, because they are new or changed.") @Nullable Long readAgain,

        @Schema(description = "Rows that count.") @Nullable Long rows,
        @Nullable Long errors,
        @Nullable Long warnings,
        @Nullable Long notes) {
    static RunJson of(Run run) {
        return new RunJson(
                run.id(),
                run.job(),
                run.period().toString(),
                run.state(),
                run.reason(),
                run.started(),
                run.ended(),
                run.files(),
                run.readAgain(),
                run.rows(),
                run.errors(),
                run.warnings(),
                run.notes());
    }

    /** That it published something, and when: for units and viewers, whom the rest does not concern. */
    static RunJson published(Run run) {
        return new RunJson(
                run.id(),
                run.job(),
                run.period().toString(),
                run.state(),
                null,
                run.started(),
                run.ended(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
