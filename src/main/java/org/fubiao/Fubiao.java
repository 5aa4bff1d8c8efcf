package org.fubiao;

import org.fubiao.cli.FubiaoCli;

/** Entry point of the program. */
public final class Fubiao {
    private Fubiao() {}

    public static void main(String[] args) {
        // Without the exit code, a failed run would look like a good one to whoever started it.
        System.exit(FubiaoCli.run(args));
    }
}
