package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.fubiao.batch.BatchRunner;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.run.Run;
import org.fubiao.running.RunDesk;
import org.fubiao.running.RunLog;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Running a job and watching it. */
@RestController
@RequestMapping(path = ApiConfiguration.JOB, produces = "application/json")
@Tag(name = "runs", description = "Running a job, for statisticians.")
class RunsApi {
    private static final int LONGEST_REASON = 200;

    private final ApiAccess access;
    private final RunDesk desk;
    private final RunLog log;
    private final BatchRunner runner;

    RunsApi(ApiAccess access, RunDesk desk, RunLog log, BatchRunner runner) {
        this.access = access;
        this.desk = desk;
        this.log = log;
        this.runner = runner;
    }

    @Schema(name = "RunRequest", description = "Asks for a run.")
    record Asked(
            @Schema(description = "Why, for the log: 1 to 200 characters.", example = "补报后重新汇总") @Nullable String reason) {}

    @PostMapping(path = "/periods/{period}/run", consumes = "application/json")
    @Operation(
            operationId = "startRun",
            summary = "Run a job for a period",
            description =
                    "Begins in the background; how far it is stands where Location says. Where the period before has input and"
                            + " was never run, that is run first.")
    @ApiResponse(responseCode = "202", description = "It was begun.", content = @Content)
    ResponseEntity<Void> start(
            @PathVariable String job,
            @PathVariable Period period,
            @RequestBody Asked asked,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        access.runner(job);
        return begin(job, period, asked, request);
    }

    @PostMapping(path = "/runs/{run}/rerun", consumes = "application/json")
    @Operation(
            operationId = "rerun",
            summary = "Run the period of a run again",
            description =
                    "With what lies in the input folder now. A run that stopped or failed goes on, if nothing has changed and"
                            + " the reason is the same.")
    @ApiResponse(responseCode = "202", description = "It was begun.", content = @Content)
    ResponseEntity<Void> rerun(
            @PathVariable String job,
            @PathVariable long run,
            @RequestBody Asked asked,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        access.runner(job);
        return begin(job, find(job, run).period(), asked, request);
    }

    private ResponseEntity<Void> begin(String job, Period period, Asked asked, HttpServletRequest request)
            throws IOException {
        Job there = access.definitions(job, period);
        String reason = asked.reason() == null ? "" : asked.reason().strip();
        if (reason.isEmpty()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw new ApiException(Problem.REASON, LONGEST_REASON);
        }
        return answer(job, period, desk.start(there, period, reason, Visitor.actor(request)));
    }

    @PostMapping("/runs/{run}/restart")
    @Operation(
            operationId = "restartRun",
            summary = "Let a run go on",
            description =
                    "One that stopped, failed or was killed, if it is the latest of its period. If what it reads has changed since,"
                            + " it is abandoned and a new run begins for the same reason; the log of that run says so.")
    @ApiResponse(responseCode = "202", description = "It goes on.", content = @Content)
    ResponseEntity<Void> restart(
            @PathVariable String job, @PathVariable long run, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        access.runner(job);
        Run there = find(job, run);
        return answer(
                job,
                there.period(),
                desk.restart(access.definitions(job, there.period()), there, Visitor.actor(request)));
    }

    private static ResponseEntity<Void> answer(String job, Period period, Optional<RunDesk.Refusal> refusal) {
        if (refusal.isPresent()) {
            throw new ApiException(
                    switch (refusal.get()) {
                        case RUNNING -> Problem.RUN_GOING;
                        case BUSY -> Problem.BUSY;
                        case NOTHING -> Problem.NOTHING_RECEIVED;
                        case CLOSED -> Problem.PERIOD_CLOSED;
                        case OVER -> Problem.RUN_OVER;
                        case CLOSING -> Problem.CLOSING;
                    });
        }
        URI place = URI.create(ApiConfiguration.ROOT + "jobs/" + job + "/periods/" + period + "/run");
        return ResponseEntity.accepted().location(place).build();
    }

    @GetMapping("/periods/{period}/run")
    @Operation(
            operationId = "getCurrentRun",
            summary = "The run of a period that is going on, or the latest",
            description = "To be asked every second or so until the state is neither WAITING nor RUNNING.")
    RunStatusJson current(@PathVariable String job, @PathVariable Period period) {
        access.runner(job);
        return desk.of(job).stream()
                .filter(view -> view.period().equals(period))
                .findFirst()
                .map(this::live)
                .orElseGet(() -> runner.runs()
                        .latest(job, period)
                        .map(this::past)
                        .orElseThrow(() -> new NotFoundException("no run for " + period)));
    }

    @PostMapping("/periods/{period}/run/stop")
    @Operation(
            operationId = "stopRun",
            summary = "Stop the run that is going on",
            description =
                    "It comes to rest at its next safe point, and goes on there when it is run again. What was published"
                            + " stays.")
    @ApiResponse(responseCode = "202", description = "It was asked to stop.", content = @Content)
    ResponseEntity<Void> stop(
            @PathVariable String job,
            @PathVariable Period period,
            @Parameter(hidden = true) HttpServletRequest request) {
        access.runner(job);
        if (!desk.stop(job, period, Visitor.actor(request))) {
            throw new ApiException(Problem.NO_RUN);
        }
        return ResponseEntity.accepted().build();
    }

    @GetMapping("/runs")
    @Operation(operationId = "listRuns", summary = "All runs of a job", description = "The latest first, in pages.")
    Page<RunJson> list(
            @PathVariable String job,
            @RequestParam(required = false) @Nullable Period period,
            @Parameter(description = "From 1.") @RequestParam(defaultValue = "1") int page,
            @Parameter(description = "At most 1000.") @RequestParam(defaultValue = "100") int size) {
        access.runner(job);
        int number = Math.max(1, page);
        int most = Math.max(1, Math.min(Page.MOST, size));
        return new Page<>(
                runner.runs().of(job, period, (number - 1L) * most, most).stream()
                        .map(RunJson::of)
                        .toList(),
                number,
                most,
                runner.runs().count(job, period));
    }

    @GetMapping("/runs/{run}")
    @Operation(
            operationId = "getRun",
            summary = "A run",
            description = "Its state, what it does now and how much of that is done, and what it said on its way.")
    RunStatusJson get(@PathVariable String job, @PathVariable long run) {
        access.runner(job);
        Run there = find(job, run);
        return desk.of(job).stream()
                .filter(view -> view.run() == run)
                .findFirst()
                .map(this::live)
                .orElseGet(() -> past(there));
    }

    private Run find(String job, long run) {
        return runner.runs()
                .find(run)
                .filter(one -> one.job().equals(job))
                .orElseThrow(() -> new NotFoundException("no run " + run));
    }

    private RunStatusJson live(RunDesk.View view) {
        Optional<Run> run = view.run() == 0 ? Optional.empty() : runner.runs().find(view.run());
        return RunStatusJson.of(view, run, view.run() == 0 ? java.util.List.of() : log.of(view.run()));
    }

    private RunStatusJson past(Run run) {
        return RunStatusJson.of(run, log.of(run.id()));
    }
}
