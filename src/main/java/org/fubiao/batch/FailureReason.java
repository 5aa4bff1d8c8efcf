package org.fubiao.batch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fubiao.totals.MeasureException;

/**
 * Why something failed, as far as a user can act on it. What libraries say is for the log.
 *
 * @param text in Chinese, without a full stop
 * @param known false if all that can be said is that the program failed
 */
public record FailureReason(String text, boolean known) {
    /** With less, no workbook and no page of the database can be written. */
    private static final long FULL_BYTES = 1 << 20;

    private static final List<String> NO_SPACE =
            List.of("No space left", "not enough space on the disk", "Disk quota exceeded");

    /**
     * Finds the reason.
     *
     * @param places the folders that were written to; one that is full explains what nothing else does
     */
    public static FailureReason of(Throwable problem, List<Path> places) {
        return of(problem, places, FailureReason::isFull);
    }

    static FailureReason of(Throwable problem, List<Path> places, Predicate<Path> full) {
        List<Throwable> chain = chain(problem);
        List<Path> filled = places.stream().filter(full).toList();
        if (chain.stream().anyMatch(FailureReason::saysFull)) {
            return noSpace(filled.isEmpty() ? places : filled);
        }
        for (Throwable cause : chain) {
            if (cause instanceof RunException || cause instanceof MeasureException) {
                return known(String.valueOf(cause.getMessage()).replaceFirst("。+$", ""));
            }
            if (cause instanceof FileAlreadyExistsException file) {
                return known("“" + file.getFile() + "”应为目录，却是一个文件");
            }
        }
        if (!filled.isEmpty()) {
            return noSpace(filled);
        }
        for (Throwable cause : chain) {
            if (cause instanceof FileSystemException file) {
                return known("“" + file.getFile() + "”不能读写，请检查是否存在、是否有权限");
            }
        }
        return new FailureReason(
                "程序内部出错（" + chain.get(chain.size() - 1).getClass().getSimpleName() + "）", false);
    }

    private static FailureReason known(String text) {
        return new FailureReason(text, true);
    }

    private static FailureReason noSpace(List<Path> places) {
        String where = places.stream().map(Path::toString).distinct().collect(Collectors.joining("、"));
        return known("磁盘空间不足" + (where.isEmpty() ? "" : "（" + where + "）") + "，请清理后再运行一次");
    }

    private static boolean saysFull(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return NO_SPACE.stream().anyMatch(message::contains);
    }

    private static boolean isFull(Path place) {
        for (Path folder = place.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                try {
                    FileStore store = Files.getFileStore(folder);
                    // A store that does not know its size says 0 of both.
                    return store.getTotalSpace() > 0 && store.getUsableSpace() < FULL_BYTES;
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return false;
    }

    /** The problem and what caused it, outermost first. */
    private static List<Throwable> chain(Throwable problem) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = problem; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
