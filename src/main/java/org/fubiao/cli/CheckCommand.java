package org.fubiao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Severity;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.receipt.Receipt;
import org.fubiao.receipt.ReceiptNames;
import org.fubiao.receipt.ReceiptWriter;
import org.fubiao.recognition.RowBalance;
import org.fubiao.run.DryRun;
import org.fubiao.submission.Archive;
import org.fubiao.upload.CheckReceipt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells a unit what is wrong with its files before it sends them. Keeps nothing. */
@Command(name = "check", description = "试审报送文件：立即指出问题所在的单元格，并可生成标出问题的回执；此外不留存任何内容。")
final class CheckCommand implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Parameters(paramLabel = "文件", arity = "1..*", description = "要试审的 CSV、XLSX 或 XLS 文件")
    private List<Path> files = List.of();

    @Option(names = "--job", paramLabel = "任务", description = "汇总任务；不写时为主任务")
    private @Nullable String job;

    @Option(
            names = "--period",
            paramLabel = "报告期",
            required = true,
            converter = PeriodConverter.class,
            description = "文件应属的报告期，如 2023")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Period period;

    @Option(
            names = {"-o", "--receipts"},
            paramLabel = "目录",
            description = "把回执写入该目录：原工作簿，有问题的单元格已标色并加批注，前面附审核结果")
    private @Nullable Path receipts;

    @Mixin
    private Jobs jobs = new Jobs();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Job loaded = jobs.load(job, period, SoundDefinitions.NONE).during(period);
        DryRun dryRun = new DryRun(loaded, period, LocalDate.now(ZoneId.systemDefault()));
        boolean errors = false;
        ReceiptNames names = new ReceiptNames();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw jobs.usage("没有文件 " + file);
            }
            DryRun.Answer answer = dryRun.check(file, hints(file));
            errors |= print(loaded, file, answer);
            if (receipts != null) {
                String hash = Archive.hash(file).sha256();
                String name = String.valueOf(file.getFileName());
                write(CheckReceipt.of(loaded, period, name, hash, answer), file, receipts, names);
            }
        }
        return errors ? ExitCode.DONE_WITH_ERRORS : ExitCode.DONE;
    }

    /** The file with its folder, which may name the unit. */
    private static String hints(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path folder = parent == null ? null : parent.getFileName();
        return folder == null ? absolute.getFileName().toString() : folder + "/" + absolute.getFileName();
    }

    private void write(Receipt receipt, Path file, Path folder, ReceiptNames names) throws IOException {
        Files.createDirectories(folder);
        String unit = receipt.forms().stream()
                .map(Receipt.Form::unit)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        Path target = folder.resolve(names.next(unit, receipt.file(), ReceiptWriter.extension(file)));
        if (Files.exists(target) && Files.isSameFile(target, file)) {
            throw jobs.usage("回执会覆盖所审的文件 " + file + "，请用 --receipts 另指定一个目录");
        }
        ReceiptWriter.write(receipt, file, target);
        spec.commandLine().getOut().println("  回执：" + target);
    }

    private boolean print(Job loaded, Path file, DryRun.Answer answer) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(file);
        for (DryRun.Part part : answer.parts()) {
            String unit = part.recognised().unit();
            RowBalance balance = part.balance();
            String sheet = part.recognised().layout().sheetName();
            out.println("  " + (sheet.isEmpty() ? "" : "「" + sheet + "」")
                    + "《" + loaded.form(part.recognised().layout().form()).title() + "》 "
                    + (unit == null ? "单位不明" : loaded.unit(unit).name())
                    + " " + part.recognised().period().describe()
                    + "：数据 " + balance.staged() + " 行，合计 " + balance.declaredTotals() + " 行，不能采用 "
                    + balance.rejected() + " 行");
        }
        List<Group> groups = answer.findings().groups();
        for (Group group : groups) {
            List<Finding> shown =
                    group.examples().subList(0, Math.min(SHOWN, group.examples().size()));
            for (Finding finding : shown) {
                String place = finding.place().cell().isEmpty()
                        ? (finding.place().row() > 0 ? "第" + finding.place().row() + "行" : "")
                        : finding.place().cell();
                out.println("  " + group.severity().label() + " " + group.code() + " "
                        + (place.isEmpty() ? "" : place + " ") + finding.message());
            }
            if (group.count() > shown.size()) {
                out.println("      同类问题共 " + group.count() + " 处，以上列出前 " + shown.size() + " 处。");
            }
        }
        boolean leftOut = answer.parts().isEmpty()
                || answer.parts().stream().anyMatch(part -> !part.recognised().counts());
        long errors = answer.findings().count(Severity.ERROR);
        long warnings = answer.findings().count(Severity.WARNING);
        out.println(
                errors > 0
                        ? "  结论：有 " + errors + " 处错误" + (warnings > 0 ? "、" + warnings + " 处警告" : "") + "，请改正后报送。"
                        : leftOut
                                ? "  结论：没有可以采用的报表，或有报表不能计入，请按上面的提示处理后报送。"
                                : warnings > 0 ? "  结论：可以报送；有 " + warnings + " 处警告，请核对。" : "  结论：未发现问题，可以报送。");
        return errors > 0 || leftOut;
    }
}
