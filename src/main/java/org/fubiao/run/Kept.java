package org.fubiao.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fubiao.job.Period;

/**
 * Results that the last run of a job and period left in a file, each under a hash of everything that it follows from. Whoever
 * asks for one gives the hash of what it follows from now, so that none is ever out of date. Each run leaves exactly those that
 * it used.
 *
 * <p>The file begins with a hash of the rest of it and says who computed them, because another build may compute otherwise. A
 * file that is missing, damaged or of another build holds nothing, and everything is computed.
 */
public final class Kept {
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
        Optional<byte[]> results = computer.isPresent() ? KeptFile.read(file) : Optional.empty();
        return new Kept(
                file,
                computer,
                results.map(bytes -> read(bytes, computer.get())).orElse(Map.of()));
    }

    private static Map<String, byte[]> read(byte[] results, String computer) {
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
        KeptFile.write(file, results);
    }
}
