package org.fubiao.web.submissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.multipart.MultipartFile;

/** The files of one request, out of the hands of that request, which may end before they are looked at. None of them outlives this. */
final class SentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SentFiles.class);

    private final List<Sent> files = new ArrayList<>();
    private boolean over;

    /** A file, and what it was called by whoever sent it. */
    record Sent(String name, Path bytes) {}

    /** A place for what is about to be written. */
    interface Fresh {
        Path place() throws IOException;
    }

    /** What becomes of a file. */
    interface Use<T> {
        T of(Sent file) throws IOException;
    }

    static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null ? "" : name;
    }

    /** Takes all files, or none if one of them cannot be written. */
    void take(List<MultipartFile> chosen, Fresh fresh) throws IOException {
        try {
            for (MultipartFile file : chosen) {
                Path place = fresh.place();
                files.add(new Sent(name(file), place));
                file.transferTo(place.toAbsolutePath().toFile());
            }
        } catch (IOException | RuntimeException e) {
            giveUp();
            throw e;
        }
    }

    /** Uses each file in turn; nothing any more if they were given up before. */
    <T> List<T> each(Use<T> use) throws IOException {
        synchronized (this) {
            if (over) {
                return List.of();
            }
            over = true;
        }
        try {
            List<T> made = new ArrayList<>();
            for (Sent file : files) {
                made.add(use.of(file));
            }
            return made;
        } finally {
            remove();
        }
    }

    /** Removes the files, unless they are being looked at, or were: then they are removed after that. */
    void giveUp() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        remove();
    }

    private void remove() {
        for (Sent file : files) {
            try {
                Files.deleteIfExists(file.bytes());
            } catch (IOException e) {
                // The next start sweeps.
                LOG.warn("cannot remove {}", file.bytes(), e);
            }
        }
    }
}
