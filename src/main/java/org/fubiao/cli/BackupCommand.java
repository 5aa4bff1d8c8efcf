package org.fubiao.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.fubiao.backup.Backup;
import org.fubiao.backup.BackupException;
import org.fubiao.control.ControlDatabase;
import org.fubiao.control.DatabaseInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backs up the work folder. */
@Command(name = "backup", description = "把工作目录（登记库、存档、暂存数据）备份到另一目录；再次备份到同一目录时只复制新增的文件。")
final class BackupCommand extends DatabaseCommand {
    private static final long AGAIN_MILLIS = 500;

    @Parameters(paramLabel = "备份目录", description = "空目录，或以前的备份目录")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--wait",
            paramLabel = "分钟",
            defaultValue = "0",
            description = "工作目录正被另一进程（如正在进行的汇总）使用时，最多等它多少分钟（默认：${DEFAULT-VALUE}）")
    private int minutes;

    @Override
    int execute() throws Exception {
        if (!ControlDatabase.existsIn(work.path)) {
            return fail("工作目录 " + work.path + " 中还没有登记库：还没有汇总过，没有可备份的。");
        }
        try (ControlDatabase database = open()) {
            Backup.Made made = Backup.make(database, work.path, folder);
            out().println("备份完成：" + folder + " 中共 " + String.format("%,d", made.files()) + " 个文件，本次新复制 "
                    + String.format("%,d", made.copied()) + " 个。");
            return Lacking.tell(out(), made.lacking(), "工作目录中缺失或已损坏，没有备份到，请运行 fubiao doctor 查看补救办法");
        } catch (BackupException e) {
            return fail(e.getMessage());
        } catch (DatabaseInUseException e) {
            return fail(e.getMessage() + "使用它的如果是附表服务（fubiao serve），请管理员在网页“备份”上备份：服务运行时，由它自己备份。");
        }
    }

    private ControlDatabase open() throws DatabaseInUseException {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        while (true) {
            try {
                return ControlDatabase.open(work.path);
            } catch (DatabaseInUseException e) {
                if (System.nanoTime() - end >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS));
            }
        }
    }
}
