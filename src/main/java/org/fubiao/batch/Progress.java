package org.fubiao.batch;

/** Told how far a run is. Called from several threads. */
public interface Progress {
    /** Nobody is watching. */
    Progress SILENT = new Progress() {
        @Override
        public void step(String title) {}

        @Override
        public void amount(long done, long total) {}
    };

    /** The run has its number, and can be asked to stop. */
    default void begun(long run) {}

    /** A step begins: {@code 接收}, {@code 读取} … */
    void step(String title);

    /** So much of the current step is done. */
    void amount(long done, long total);
}
