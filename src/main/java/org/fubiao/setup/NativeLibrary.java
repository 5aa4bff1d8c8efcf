package org.fubiao.setup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the native library of the compute engine out of its driver's jar and lays it beside the jar. The driver loads it from
 * there when the jar holds none; else it unpacks 70 MB into the folder of temporary files at every start.
 */
public final class NativeLibrary {
    private static final String DRIVER = "duckdb_jdbc-*.jar";
    private static final String LIBRARIES = "libduckdb_java.so_*";

    private NativeLibrary() {}

    /**
     * Entry point for the launcher.
     *
     * @param args the folder of an unpacked program's libraries
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        for (Path jar : list(folder, DRIVER)) {
            layOut(jar, nameHere());
        }
    }

    /** Lays a library beside the jar that holds it; the jar stays as it is if it does not hold that library. */
    static void layOut(Path jar, String library) throws IOException {
        Path folder = jar.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder of " + jar);
        }
        Path slim = folder.resolve(".driver.tmp");
        Files.copy(jar, slim, StandardCopyOption.REPLACE_EXISTING);
        try {
            try (FileSystem content = FileSystems.newFileSystem(slim)) {
                Path held = content.getPath("/", library);
                if (!Files.exists(held)) {
                    return;
                }
                Path aside = folder.resolve(".library.tmp");
                Files.copy(held, aside, StandardCopyOption.REPLACE_EXISTING);
                Files.move(aside, folder.resolve(library), StandardCopyOption.ATOMIC_MOVE);
                for (Path other : list(content.getPath("/"), LIBRARIES)) {
                    Files.delete(other);
                }
            }
            // The library is there first: whenever this ends, there is one to load.
            Files.move(slim, jar, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(slim);
        }
    }

    /** How the driver calls the library for this machine. */
    private static String nameHere() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
        String processor = switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm64";
            default -> "amd64";
        };
        return "libduckdb_java.so_" + system + "_" + processor;
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(found::add);
        }
        return found;
    }
}
