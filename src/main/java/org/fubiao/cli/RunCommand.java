package org.fubiao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.fubiao.batch.BadRequestException;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Prerequisites;
import org.fubiao.batch.Prerequisites.Stage;
import org.fubiao.batch.Progress;
import org.fubiao.batch.RunException;
import org.fubiao.batch.RunReport;
import org.fubiao.batch.RunRequest;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Build;
import org.fubiao.run.LatestAnswer;
import org.fubiao.run.LatestAnswer.Answer;
import org.fubiao.submission.Inbox;
import org.fubiao.submission.ReceivedFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Runs a job for a period and tells where the appendices are. */
@Command(name = "run", description = "汇总一个任务，生成附表、汇总表和审核情况。")
final class RunCommand extends DatabaseCommand {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Parameters(paramLabel = "任务", arity = "0..1", description = "汇总任务（jobs 下的目录名）；不写时为主任务")
    private @Nullable String job;

    @Option(
            names = "--period",
            paramLabel = "报告期",
            converter = PeriodConverter.class,
            description = "如 2023、2023-Q4、2023-12；默认为有报送文件的最近一期")
    private @Nullable Period period;

    @Option(names = "--reason", paramLabel = "原因", defaultValue = "", description = "重新汇总的原因，记入批次登记")
    private String reason = "";

    @Option(
            names = "--input",
            paramLabel = "目录",
            defaultValue = "input",
            description = "报送文件目录，其下按“任务/报告期”存放（默认：${DEFAULT-VALUE}）")
    private Path input = Path.of("input");

    @Option(names = "--output", paramLabel = "目录", defaultValue = "output", description = "附表输出目录（默认：${DEFAULT-VALUE}）")
    private Path output = Path.of("output");

    @Override
    int execute() throws Exception {
        String id = jobs.choose(job, period);
        // Each takes about a second from a cold start, and neither needs the other.
        FutureTask<Job> loading = new FutureTask<>(() -> jobs.load(id, period, work.sound()));
        new Thread(loading, "load-job").start();
        try (BatchRunner runner = BatchRunner.open(work.path)) {
            Job loaded = get(loading);
            Inbox inbox = new Inbox(input.resolve(id));
            Period chosen = period == null ? newest(inbox, loaded) : period;
            for (Stage stage : new Prerequisites(runner.runs(), input).of(loaded, chosen)) {
                int code = stage.own() ? runBefore(runner, loaded, stage) : runOther(runner, stage);
                if (code == ExitCode.FAILED) {
                    return code;
                }
            }
            return run(runner, loaded, chosen, reason, false);
        }
    }

    private int runBefore(BatchRunner runner, Job loaded, Stage stage) {
        Period before = stage.periods().get(0);
        out().println("上一报告期（" + before.describe() + "）尚未汇总，先行汇总，以便与"
                + stage.comparedBy().kind().previousWord() + "比较。");
        return run(runner, loaded, before, "", false);
    }

    /** What fails of another job is left undecided. */
    private int runOther(BatchRunner runner, Stage stage) {
        String comparedBy = stage.comparedBy().describe();
        out().println("与" + comparedBy + "核对的“" + stage.title() + "”有"
                + stage.periods().size() + "期尚未汇总，先行汇总。");
        try {
            Job compared = jobs.load(stage.job(), null, work.sound());
            for (Period part : stage.periods()) {
                run(runner, compared, part, "", true);
            }
        } catch (InvalidJobException | ParameterException e) {
            fail(e.getMessage());
            out().println("“" + stage.title() + "”未能汇总，与它的核对将列为无法判断；" + comparedBy + "照常汇总。");
        }
        return ExitCode.DONE;
    }

    private static Job get(FutureTask<Job> loading) throws InterruptedException {
        try {
            return loading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot load the job", e.getCause());
        }
    }

    /** @param briefly whether one line will do where there is no error */
    private int run(BatchRunner runner, Job loaded, Period chosen, String why, boolean briefly) {
        PrintWriter out = out();
        TerminalProgress progress = new TerminalProgress(out, CommandLine.Help.Ansi.AUTO.enabled());
        RunRequest request =
                new RunRequest(loaded, chosen, input.resolve(loaded.id()), output.resolve(loaded.id()), work.path, why);
        // Before the run: what is answered on pages meanwhile must not be taken for part of it.
        String definitions = runner.definitions(loaded, chosen);
        try {
            Optional<Answer> known = why.isEmpty() ? known(runner, request, definitions) : Optional.empty();
            if (known.isPresent()) {
                out.println("上次汇总以来，报送文件、任务定义和附表都没有变化，不再重复汇总，以下为上次的结果。如需重新汇总，请用 --reason 写明原因。");
                out.print(known.get().words());
                return known.get().exitCode();
            }
            RunReport report = runner.run(request, briefly ? Progress.SILENT : progress);
            progress.clear();
            StringWriter words = new StringWriter();
            new Summary(new PrintWriter(words)).print(report);
            boolean oneLine = briefly && report.run().errors() == 0;
            if (oneLine) {
                new Summary(out).printBriefly(report);
            } else {
                out.print(words);
            }
            int code = report.findings().stream().anyMatch(group -> group.severity() == Severity.ERROR)
                    ? ExitCode.DONE_WITH_ERRORS
                    : ExitCode.DONE;
            keep(runner, request, definitions, report, new Answer(words.toString(), code));
            return code;
        } catch (BadRequestException e) {
            throw jobs.usage(String.valueOf(e.getMessage()));
        } catch (RunException e) {
            progress.clear();
            return fail(e.getMessage() + (e.explained() ? "" : LogFile.hint()));
        }
    }

    private Optional<Answer> known(BatchRunner runner, RunRequest request, String definitions) {
        try {
            return answer(runner, request, definitions).get(new Inbox(request.input()).files(request.period()));
        } catch (IOException e) {
            LOG.debug("whether anything has changed cannot be told", e);
            return Optional.empty();
        }
    }

    private void keep(BatchRunner runner, RunRequest request, String definitions, RunReport report, Answer answer) {
        try {
            answer(runner, request, definitions).keep(received(report), answer);
        } catch (IOException e) {
            // The run is made and published all the same; the next one will be made again.
            LOG.warn("the answer cannot be kept", e);
        }
    }

    private LatestAnswer answer(BatchRunner runner, RunRequest request, String definitions) {
        return new LatestAnswer(
                work.path,
                request.job().id(),
                definitions,
                new Inbox(request.input()).folder(request.period()),
                request.output().resolve(request.period().toString()),
                runner.runs().concerning(request.job(), request.period()),
                LocalDate.now(ZoneId.systemDefault()),
                Build.id());
    }

    private static List<ReceivedFile> received(RunReport report) {
        return report.publication().submissions().stream()
                .map(part -> new ReceivedFile(part.file(), part.sha256(), part.size()))
                .distinct()
                .sorted(Comparator.comparing(ReceivedFile::path))
                .toList();
    }

    private Period newest(Inbox inbox, Job loaded) throws IOException {
        var periods = inbox.periods().stream()
                .filter(candidate -> candidate.kind() == loaded.periodKind())
                .toList();
        if (periods.isEmpty()) {
            throw jobs.usage("目录 " + input.resolve(loaded.id()) + " 下没有任何报告期的报送文件。请把文件放入以报告期命名的子目录，如 2023。");
        }
        return periods.get(periods.size() - 1);
    }
}
