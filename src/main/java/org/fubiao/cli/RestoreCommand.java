package org.fubiao.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import org.fubiao.backup.BackupException;
import org.fubiao.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Restores the work folder from a backup. */
@Command(name = "restore", description = "由备份恢复工作目录。工作目录必须为空；逐一核对校验值后才启用。")
final class RestoreCommand extends DatabaseCommand {
    @Parameters(paramLabel = "备份目录", description = "fubiao backup 所用的目录")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Override
    int execute() throws Exception {
        try {
            Restore.Restored restored = Restore.into(work.path, folder);
            out().println("恢复完成：" + RunsCommand.TIME.format(restored.made().atZone(ZoneId.systemDefault())) + " 的备份，共 "
                    + String.format("%,d", restored.files()) + " 个文件，全部与校验值一致。可用 fubiao doctor 检查，并重新汇总各报告期的附表。");
            return Lacking.tell(out(), restored.lacking(), "制作备份时即已缺失或损坏，请运行 fubiao doctor 查看补救办法");
        } catch (BackupException e) {
            return fail(e.getMessage());
        }
    }
}
