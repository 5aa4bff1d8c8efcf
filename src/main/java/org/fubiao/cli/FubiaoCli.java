package org.fubiao.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.fubiao.batch.FailureReason;
import org.fubiao.job.loading.InvalidJobException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The command line. Without a command it runs the main job for its newest period. */
@Command(
        name = "fubiao",
        description = "附表：把各单位报送的文件汇总成报告的统计附表。不带参数时，汇总主任务的最近一期。",
        version = "fubiao 0.1.0",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            RunsCommand.class,
            TraceCommand.class,
            DiffCommand.class,
            RulesCommand.class,
            TemplateCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ServeCommand.class
        })
public final class FubiaoCli {
    private static final Logger LOG = LoggerFactory.getLogger(FubiaoCli.class);

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "显示本帮助")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "显示版本")
    boolean version;

    private FubiaoCli() {}

    /** Runs a command and returns its exit code. */
    public static int run(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (!canNameFiles()) {
            err.println("当前系统环境的字符编码不能表示中文文件名，读不到报送文件。请设置环境变量 LC_ALL=C.UTF-8 后再运行。");
            return ExitCode.FAILED;
        }
        int code = commandLine(out, err).execute(args.length == 0 ? new String[] {"run"} : args);
        // Only the end of a line does so by itself, and the process ends next.
        out.flush();
        err.flush();
        return code;
    }

    /** Up to Java 17 names of files are encoded as the locale says, and a bare one, such as that of cron, says ASCII. */
    private static boolean canNameFiles() {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        return !Charset.isSupported(encoding)
                || Charset.forName(encoding).newEncoder().canEncode("附表");
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new FubiaoCli());
        commandLine.setOut(out);
        commandLine.setErr(err);
        commandLine.setParameterExceptionHandler((problem, args) -> {
            err.println(UsageError.describe(problem));
            return ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((problem, failed, result) -> explain(problem, failed, err));
        headings(commandLine);
        commandLine.getSubcommands().values().forEach(FubiaoCli::headings);
        return commandLine;
    }

    private static void headings(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .usageMessage()
                .synopsisHeading("用法：")
                .synopsisSubcommandLabel("[命令]")
                .parameterListHeading("%n参数：%n")
                .optionListHeading("%n选项：%n")
                .commandListHeading("%n命令：%n");
    }

    private static int explain(Exception problem, CommandLine failed, PrintWriter err) {
        if (problem instanceof InvalidJobException invalid) {
            err.println(invalid.getMessage());
            return ExitCode.USAGE;
        }
        LOG.error("command failed", problem);
        FailureReason reason = FailureReason.of(problem, written(failed));
        err.println("命令未能完成：" + reason.text() + "。" + (reason.known() ? "" : LogFile.hint()));
        return ExitCode.FAILED;
    }

    /** Where a command writes, besides what it publishes. */
    private static List<Path> written(CommandLine failed) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        OptionSpec work = failed.getCommandSpec().findOption("--work");
        return work == null ? List.of(temporary) : List.of(work.<Path>getValue(), temporary);
    }
}
