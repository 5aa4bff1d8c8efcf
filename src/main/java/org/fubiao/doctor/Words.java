package org.fubiao.doctor;

import org.fubiao.job.Period;

/** Numbers and commands as they are told. */
final class Words {
    private static final long KILO = 1024;

    private Words() {}

    static String number(long number) {
        return String.format("%,d", number);
    }

    static String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " 字节";
        }
        return bytes < KILO * KILO
                ? String.format("%,.1f KB", (double) bytes / KILO)
                : String.format("%,.1f MB", (double) bytes / KILO / KILO);
    }

    /** The command that makes a run even if nothing has changed. */
    static String rerun(String job, Period period) {
        return "fubiao run " + job + " --period " + period + " --reason 修复";
    }
}
