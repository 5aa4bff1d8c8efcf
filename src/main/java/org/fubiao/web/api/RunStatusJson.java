package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.run.Run;
import org.fubiao.running.RunDesk;
import org.fubiao.running.RunLog;
import org.jspecify.annotations.Nullable;

@Schema(name = "RunStatus", description = "How far a run is.")
record RunStatusJson(
        @Schema(description = "The period that was asked for.")
        String period,

        State state,

        @Schema(
                description =
                        "The run itself; null until it has a number. It may be of the period before, where that has to be"
                                + " run first.")
        @Nullable RunJson run,

        @Schema(description = "Null when it is over.") @Nullable Progress progress,

        @Schema(description = "Whether it was asked to stop.")
        boolean stopping,

        @Schema(description = "Why it failed or stopped, in Chinese; null if it did not.") @Nullable String failure,

        List<LogLine> log) {
    /** How far a run is. */
    enum State {
        /** It was asked for and has no number yet. */
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        STOPPED,
        ABANDONED
    }

    /** The steps of a run. */
    enum Step {
        RECEIVE,
        STAGE,
        CHECK,
        TOTAL,
        PUBLISH
    }

    /** By the words with which a run announces them. */
    private static final Map<String, Step> STEPS =
            Map.of("接收", Step.RECEIVE, "读取", Step.STAGE, "审核", Step.CHECK, "汇总", Step.TOTAL, "出表", Step.PUBLISH);

    @Schema(name = "RunProgress")
    record Progress(
            @Schema(description = "Null until it does anything.") @Nullable Step step,

            @Schema(description = "How much of the step is done.")
            long done,

            @Schema(description = "How much there is to do in it; 0 if that is not known.")
            long total) {}

    @Schema(name = "RunLogLine", description = "What the run said, in Chinese.")
    record LogLine(Instant at, String words) {}

    static RunStatusJson of(RunDesk.View view, Optional<Run> run, List<RunLog.Line> log) {
        boolean going = !view.ended();
        return new RunStatusJson(
                view.period().toString(),
                going ? run.isEmpty() ? State.WAITING : State.RUNNING : over(view, run),
                run.map(RunJson::of).orElse(null),
                going ? new Progress(STEPS.get(view.step()), view.done(), view.total()) : null,
                going && view.stopping(),
                view.failure(),
                lines(log));
    }

    private static State over(RunDesk.View view, Optional<Run> run) {
        return view.failure() == null
                ? State.DONE
                : run.map(Run::state)
                        .filter(state -> state == Run.State.STOPPED)
                        .map(state -> State.STOPPED)
                        .orElse(State.FAILED);
    }

    static RunStatusJson of(Run run, List<RunLog.Line> log) {
        return new RunStatusJson(
                run.period().toString(),
                State.valueOf(run.state().name()),
                RunJson.of(run),
                null,
                false,
                null,
                lines(log));
    }

    private static List<LogLine> lines(List<RunLog.Line> log) {
        return log.stream().map(line -> new LogLine(line.at(), line.words())).toList();
    }
}
