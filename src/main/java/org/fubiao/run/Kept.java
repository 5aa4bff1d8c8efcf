package org.fubiao.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fubiao.job.Period;
import org.fubiao.submission.Sha256;

/**
 * Results that the last run of a job and period left in a file, each under a hash of everything that it follows from. Whoever
 * asks for one gives the hash of what it follows from now, so that none is ever out of date. Each run leaves exactly those that
 * it used.
 *
 * <p>The file begins with a hash of the rest of it and says who computed them, because another build may compute otherwise. A
 * file that is missing, damaged or of another build holds nothing, and everything is computed.
 */
public final class Kept {
    private static final int HASH_LENGTH = 64;

    private final Path file;
    private final Optional<String> computer;
    private final Map<String, byte[]> left;
    private final Map<String, byte[]> used = new ConcurrentHashMap<>();

    private Kept(Path file, Optional<String> computer, Map<String, byte[]> left) {
        this.file = file;
        this.computer = computer;
        this.left = left;
    }

    /**
     * What the last run left in a work folder.
     *
     * @param build of the program; if it cannot be told, nothing is taken over or left
     */
    public static Kept in(Path work, String job, Period period, Optional<String> build) throws IOException {
        Path file = work.resolve("kept").resolve(job + "-" + period);
        Optional<String> computer = build.map(id -> id + ' ' + Runtime.version());
        Map<String, byte[]> left = computer.isPresent() && Files.isRegularFile(file)
                ? read(Files.readAllBytes(file), computer.get())
                : Map.of();
        return new Kept(file, computer, left);
    }

    private static Map<String, byte[]> read(byte[] bytes, String computer) {
        if (bytes.length < HASH_LENGTH) {
            return Map.of();
        }
        byte[] results = Arrays.copyOfRange(bytes, HASH_LENGTH, bytes.length);
        String hash = new String(bytes, 0, HASH_LENGTH, StandardCharsets.ISO_8859_1);
        if (!hash.equals(Sha256.of(results))) {
            return Map.of();
        }
        Map<String, byte[]> left = new TreeMap<>();
        return ResultBytes.read(results, in -> {
            if (in.readUTF().equals(computer)) {
                for (int count = in.readInt(); count > 0; count--) {
                    String key = in.readUTF();
                    left.put(key, in.readNBytes(in.readInt()));
                }
            }
            return left;
        });
    }

    /** The result that follows from what has this hash, if the last run left it. */
    Optional<byte[]> get(String key) {
        byte[] result = left.get(key);
        if (result == null) {
            return Optional.empty();
        }
        used.put(key, result);
        return Optional.of(result);
    }

    void put(String key, byte[] result) {
        used.put(key, result);
    }

    /** Leaves what was used to the next run. */
    public void save() throws IOException {
        if (computer.isEmpty() || used.keySet().equals(left.keySet())) {
            return;
        }
        byte[] results = ResultBytes.write(out -> {
            out.writeUTF(computer.get());
            out.writeInt(used.size());
            for (var result : new TreeMap<>(used).entrySet()) {
                out.writeUTF(result.getKey());
                out.writeInt(result.getValue().length);
                out.write(result.getValue());
            }
        });
        Files.createDirectories(file.getParent());
        Path aside = file.resolveSibling("." + file.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(aside)) {
            out.write(Sha256.of(results).getBytes(StandardCharsets.ISO_8859_1));
            out.write(results);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
