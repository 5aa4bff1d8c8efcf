package org.fubiao.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.fubiao.batch.FailureReason;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.control.UnreadableDatabaseException;
import org.fubiao.control.WorkSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the control database. While another process has it open, the command says so and fails. */
abstract class DatabaseCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCommand.class);

    @Mixin
    Jobs jobs = new Jobs();

    @Mixin
    WorkFolder work = new WorkFolder();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Does what the command is for. Returns the exit code. */
    abstract int execute() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try {
            // Deadlines, days of runs and what is shown are those of the office, wherever the machine is.
            WorkSettings.in(work.path).zone().map(TimeZone::getTimeZone).ifPresent(TimeZone::setDefault);
            return execute();
        } catch (DatabaseInUseException e) {
            return fail(e.getMessage());
        } catch (UnreadableDatabaseException e) {
            LOG.error("cannot open the control database", e);
            // A disk that is full explains it better.
            FailureReason reason = FailureReason.of(e, List.of(work.path));
            return fail((reason.known() ? "命令未能完成：" + reason.text() : e.getMessage()) + "。" + LogFile.hint());
        }
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Says why the command could not do what it is for. Returns the exit code. */
    final int fail(@Nullable String reason) {
        spec.commandLine().getErr().println(reason);
        return ExitCode.FAILED;
    }
}
