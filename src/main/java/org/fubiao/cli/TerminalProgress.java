package org.fubiao.cli;

import java.io.PrintWriter;
import org.fubiao.batch.Progress;

/** Progress as one line that is drawn over on a terminal, and as a line a step elsewhere. */
final class TerminalProgress implements Progress {
    private static final int BAR = 30;
    private final PrintWriter out;
    private final boolean terminal;
    private String step = "";
    private int drawn = -1;

    TerminalProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void step(String title) {
        clear();
        step = title;
        drawn = -1;
        if (terminal) {
            out.print("  " + title + " …\r");
        } else {
            out.println("  " + title + " …");
        }
        out.flush();
    }

    @Override
    public synchronized void amount(long done, long total) {
        int filled = total <= 0 ? BAR : (int) (BAR * done / total);
        if (terminal && filled != drawn) {
            drawn = filled;
            out.print("  " + step + " [" + "█".repeat(filled) + " ".repeat(BAR - filled) + "] " + done + "/" + total
                    + "\r");
            out.flush();
        }
    }

    /** Wipes the line, so that what follows stands by itself. */
    synchronized void clear() {
        if (terminal) {
            out.print("\r" + " ".repeat(70) + "\r");
            out.flush();
        }
    }
}
