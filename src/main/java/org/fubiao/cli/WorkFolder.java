package org.fubiao.cli;

import java.nio.file.Path;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.run.Build;
import picocli.CommandLine.Option;

/** Where the program keeps its own data. */
final class WorkFolder {
    Path path = Path.of("work");

    @Option(
            names = "--work",
            paramLabel = "目录",
            defaultValue = "work",
            description = "工作目录：存档、暂存数据、登记库和日志（默认：${DEFAULT-VALUE}）")
    void path(Path folder) {
        path = folder;
        LogFile.keepIn(folder);
    }

    /** The definitions that this build of the program found sound before. */
    SoundDefinitions sound() {
        return new KnownSound(path, Build.id());
    }
}
