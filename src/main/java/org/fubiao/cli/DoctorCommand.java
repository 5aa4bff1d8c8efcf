package org.fubiao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.UnreadableDatabaseException;
import org.fubiao.doctor.Area;
import org.fubiao.doctor.Diagnosis;
import org.fubiao.doctor.Doctor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Verifies what the work folder holds and what was published. */
@Command(name = "doctor", description = "检查存档、暂存数据、登记库和产出是否完好，指出每处问题和补救办法；不改动任何内容。")
final class DoctorCommand extends DatabaseCommand {
    private static final int TITLE = 10;

    @Option(names = "--output", paramLabel = "目录", description = "附表输出目录；默认为各批登记的目录")
    private @Nullable Path output;

    @Override
    int execute() throws Exception {
        if (!ControlDatabase.existsIn(work.path)) {
            out().println("工作目录 " + work.path + " 中还没有登记库：还没有汇总过，没有可检查的。");
            return ExitCode.DONE;
        }
        Diagnosis diagnosis;
        try (ControlDatabase database = ControlDatabase.openAsIs(work.path)) {
            diagnosis = new Doctor(work.path, Optional.ofNullable(output)).examine(database);
        } catch (UnreadableDatabaseException e) {
            diagnosis = Doctor.unreadable(e);
        }
        diagnosis.areas().forEach(this::print);
        if (diagnosis.faults() == 0) {
            out().println("检查完毕，没有发现问题。");
            return ExitCode.DONE;
        }
        out().println("检查完毕，发现 " + diagnosis.faults() + " 处问题，请按上述办法处理后再检查一次。");
        return ExitCode.DONE_WITH_ERRORS;
    }

    private void print(Area area) {
        PrintWriter out = out();
        out.println("  " + TextTable.pad(area.title(), TITLE) + area.summary());
        area.faults().forEach(fault -> out.println("    问题　" + fault.describe()));
        List<String> notes = area.notes();
        notes.forEach(note -> out.println("    提示　" + note));
    }
}
