package org.fubiao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fubiao.job.loading.SoundDefinitions;

/** Definitions that one build of the program found sound, noted as empty files in the work folder. */
final class KnownSound implements SoundDefinitions {
    private final Path folder;
    private final Optional<String> build;

    /**
     * Definitions known in a work folder.
     *
     * @param build the build that runs; without it, nothing is known
     */
    KnownSound(Path work, Optional<String> build) {
        this.folder = work.resolve("sound");
        this.build = build;
    }

    @Override
    public boolean contains(String hash) {
        return build.isPresent() && Files.exists(note(build.get(), hash));
    }

    @Override
    public void add(String hash) {
        if (build.isEmpty() || contains(hash)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.write(note(build.get(), hash), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path note(String running, String hash) {
        return folder.resolve(hash + "-" + running);
    }
}
