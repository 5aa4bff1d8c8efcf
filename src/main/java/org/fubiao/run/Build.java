package org.fubiao.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.Optional;

/** Which build of the program is running: what one build has made or checked another may see differently. */
public final class Build {
    private Build() {}

    /** Size and time of the program's file; empty where it runs from loose classes, which can change at any time. */
    public static Optional<String> id() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        try {
            Path program = Path.of(source.getLocation().toURI());
            BasicFileAttributes attributes = Files.readAttributes(program, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(attributes.size() + "-"
                            + attributes.lastModifiedTime().toMillis())
                    : Optional.empty();
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            // Started in some other way, from a nested archive or the like.
            return Optional.empty();
        }
    }
}
