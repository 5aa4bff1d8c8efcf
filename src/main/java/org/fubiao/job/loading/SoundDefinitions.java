package org.fubiao.job.loading;

/**
 * The definitions that were found sound before, by their hash. Their files are read as ever, but their expressions, which
 * takes a compute engine and most of the time, are not bound again.
 */
public interface SoundDefinitions {
    /** Knows none and remembers none. */
    SoundDefinitions NONE = new SoundDefinitions() {
        @Override
        public boolean contains(String hash) {
            return false;
        }

        @Override
        public void add(String hash) {}
    };

    /** Whether definitions of this hash were found sound, by these very checks. */
    boolean contains(String hash);

    /** Definitions of this hash were found sound. */
    void add(String hash);
}
