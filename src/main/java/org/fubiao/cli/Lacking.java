package org.fubiao.cli;

import java.io.PrintWriter;
import java.util.List;

/** Tells which files a backup does not hold. */
final class Lacking {
    private static final int SHOWN = 20;

    private Lacking() {}

    /** Returns the exit code. */
    static int tell(PrintWriter out, List<String> files, String why) {
        if (files.isEmpty()) {
            return ExitCode.DONE;
        }
        out.println("但有 " + files.size() + " 个文件在" + why + "：");
        files.stream().limit(SHOWN).forEach(file -> out.println("  " + file));
        if (files.size() > SHOWN) {
            out.println("  ……另有 " + (files.size() - SHOWN) + " 个");
        }
        return ExitCode.DONE_WITH_ERRORS;
    }
}
