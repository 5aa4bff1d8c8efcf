package org.fubiao.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * A run (汇总批次): one execution of a job for a period.
 *
 * @param id its number
 * @param reason why it was run, empty for a nightly or ordinary one
 * @param input the job's folder of inputs
 * @param output folder of the period's outputs
 * @param fingerprint of the input and the definitions when it began
 * @param ended when it ended, or null
 * @param files files that it saw
 * @param readAgain parts that it read itself instead of taking them from earlier runs
 * @param rows rows that count
 */
public record Run(
        long id,
        String job,
        Period period,
        String reason,
        Path input,
        Path output,
        String fingerprint,
        State state,
        Instant started,
        @Nullable Instant ended,
        long files,
        long readAgain,
        long rows,
        long errors,
        long warnings,
        long notes) {

    /** The day on which it began, where the program runs. */
    public LocalDate day() {
        return LocalDate.ofInstant(started, ZoneId.systemDefault());
    }

    /** How far a run is. */
    public enum State {
        RUNNING("进行中"),
        DONE("完成"),
        FAILED("失败"),
        STOPPED("已停止"),
        ABANDONED("已放弃");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
