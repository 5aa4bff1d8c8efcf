package org.fubiao.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.backup.Backup;
import org.fubiao.backup.BackupException;
import org.fubiao.batch.BatchRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backs up the work folder while the server runs: nobody else can, because it has the database open. */
public final class BackupDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupDesk.class);
    /** How long the end waits for a backup; one that is cut off leaves the former one whole. */
    public static final Duration REST = Duration.ofSeconds(10);

    private final BatchRunner runner;
    private final AuditLog audit;
    private final Path work;
    private final Optional<Path> folder;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "fubiao-backup"));
    private boolean going;

    /** @param folder where the backup is kept; empty if none was set */
    public BackupDesk(BatchRunner runner, AuditLog audit, Path work, Optional<Path> folder) {
        this.runner = runner;
        this.audit = audit;
        this.work = work;
        this.folder = folder;
    }

    /** Where the backup is kept; empty if none was set. */
    public Optional<Path> folder() {
        return folder;
    }

    public synchronized boolean isGoing() {
        return going;
    }

    /** Begins to back up in the background; its end stands in the audit log. Returns whether it begins, and does not go on already. */
    public synchronized boolean start(Actor by) {
        if (going || folder.isEmpty() || executor.isShutdown()) {
            return false;
        }
        going = true;
        executor.execute(() -> make(folder.get(), by));
        return true;
    }

    private void make(Path to, Actor by) {
        try {
            Backup.Made made = Backup.make(runner.database(), work, to);
            String words = String.format("共 %,d 个文件，本次新复制 %,d 个", made.files(), made.copied());
            if (made.lacking().isEmpty()) {
                audit.done(by, Action.BACKUP, to.toString(), words);
            } else {
                audit.failed(
                        by,
                        Action.BACKUP,
                        to.toString(),
                        words + "；工作目录中有 " + made.lacking().size() + " 个文件缺失或已损坏，没有备份到，请停止服务后运行 fubiao doctor 查看补救办法");
            }
        } catch (BackupException e) {
            audit.failed(by, Action.BACKUP, to.toString(), String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            LOG.error("the backup broke off", e);
            audit.failed(by, Action.BACKUP, to.toString(), "读写文件时出错，没有备份完；以前的备份仍是完整的。请检查备份目录的权限和剩余空间，详见服务日志");
        } catch (RuntimeException e) {
            LOG.error("the backup broke off", e);
            audit.failed(by, Action.BACKUP, to.toString(), "系统内部出错，没有备份完；以前的备份仍是完整的。详见服务日志");
        } finally {
            synchronized (this) {
                going = false;
            }
        }
    }

    /** Waits for a backup that goes on. One that is cut off leaves the former one whole. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(REST.toSeconds(), TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
