package org.fubiao.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.submission.Sha256;

/**
 * What a backup holds: {@code backup.txt}, written last, so that a backup without it is none. Its first line is the hash of all the
 * others.
 *
 * @param made when
 * @param origin tells the register from all others
 * @param files all files by their paths below the folder of the backup
 * @param lacking files that should be there and could not be copied
 */
record Contents(Instant made, String origin, Map<String, Copy> files, List<String> lacking) {
    static final String FILE = "backup.txt";
    private static final String FORMAT = "fubiao-backup 1";
    private static final String LACKING = "lacking";

    /** A copied file. */
    record Copy(String sha256, long size) {}

    Contents {
        files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
        lacking = List.copyOf(lacking);
    }

    /** Reads what stands in a folder; empty if no backup was ever completed there. */
    static Optional<Contents> in(Path folder) throws IOException, BackupException {
        String text;
        try {
            text = Files.readString(folder.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            throw damaged(folder);
        }
        int end = text.indexOf('\n');
        if (end < 0 || !text.substring(0, end).equals(Sha256.of(text.substring(end + 1)))) {
            throw damaged(folder);
        }
        List<String> lines = text.substring(end + 1).lines().toList();
        if (lines.size() < 3 || !lines.get(0).equals(FORMAT)) {
            throw new BackupException("备份 " + folder + " 是由另一版本的程序制作的，本程序不能识别。");
        }
        try {
            return Optional.of(parse(lines));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw damaged(folder);
        }
    }

    private static Contents parse(List<String> lines) {
        Map<String, Copy> files = new LinkedHashMap<>();
        List<String> lacking = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            String[] cells = line.split("\t", 3);
            if (cells[0].equals(LACKING)) {
                lacking.add(cells[1]);
            } else {
                files.put(cells[2], new Copy(cells[0], Long.parseLong(cells[1])));
            }
        }
        return new Contents(Instant.parse(lines.get(1)), lines.get(2), files, lacking);
    }

    private static BackupException damaged(Path folder) {
        return new BackupException("备份清单 " + folder.resolve(FILE) + " 已损坏，这份备份不能使用。");
    }

    /** Makes these the contents of a folder, at once. */
    void write(Path folder) throws IOException {
        StringBuilder text = new StringBuilder(FORMAT + '\n' + made + '\n' + origin + '\n');
        files.forEach((path, copy) -> text.append(copy.sha256() + '\t' + copy.size() + '\t' + path + '\n'));
        lacking.forEach(path -> text.append(LACKING + '\t' + path + '\n'));
        Disk.write(folder.resolve(FILE), Sha256.of(text.toString()) + '\n' + text);
    }
}
