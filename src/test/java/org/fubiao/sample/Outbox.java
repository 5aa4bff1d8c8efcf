package org.fubiao.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The files of a year, by their path below {@code input/rule-of-law}. */
final class Outbox {
    private static final List<String> SURNAMES =
            List.of("王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "郑", "孙", "马", "高", "田", "于", "郝");
    /** Some need four bytes in GB18030 and two units in UTF-16. */
    private static final List<String> GIVEN =
            List.of("䶮", "丽娜", "建军", "㛃", "晓东", "𬍛", "雅楠", "志强", "淑敏", "昕", "𫍯", "海燕", "国栋", "思琪");

    private final NavigableMap<String, byte[]> files;
    private final int year;
    private final Chance chance;

    Outbox(int year, Chance chance) {
        this(year, chance, new TreeMap<>());
    }

    private Outbox(int year, Chance chance, NavigableMap<String, byte[]> files) {
        this.year = year;
        this.chance = chance;
        this.files = files;
    }

    /** The same files, whose next ones leave nothing of the others to chance. */
    Outbox with(Chance other) {
        return new Outbox(year, other, files);
    }

    NavigableMap<String, byte[]> files() {
        return files;
    }

    /** A sheet of the outbox's year, filled in on this day of the January after it. */
    Sheet sheet(Report report, Set<Habit> habits, FileFormat format, int day) {
        return sheet(report, habits, format, year, day);
    }

    /** A sheet of another year. */
    Sheet sheet(Report report, Set<Habit> habits, FileFormat format, int of, int day) {
        String signed = person() + ";" + person();
        LocalDate filled = LocalDate.of(of + 1, 1, day);
        return Typist.sheet(report, habits, format.isWorkbook(), of, signed, filled, chance);
    }

    /** Puts a file of one or more sheets; {@code name} has no extension. */
    void put(String name, FileFormat format, List<Sheet> sheets) {
        put(name + "." + format.extension(), bytes(format, sheets));
    }

    void put(String path, byte[] bytes) {
        if (files.put(year + "/" + path, bytes) != null) {
            throw new IllegalArgumentException("twice: " + path);
        }
    }

    byte[] bytes(String path) {
        byte[] bytes = files.get(year + "/" + path);
        if (bytes == null) {
            throw new IllegalArgumentException("no file " + path + " among " + files.keySet());
        }
        return bytes;
    }

    /** The path of the only file whose path holds both texts. */
    String path(String unit, String part) {
        List<String> paths = files.keySet().stream()
                .filter(path -> path.contains(unit) && path.contains(part))
                .toList();
        if (paths.size() != 1) {
            throw new IllegalArgumentException(unit + ", " + part + ": " + paths);
        }
        return paths.get(0).substring(paths.get(0).indexOf('/') + 1);
    }

    private static byte[] bytes(FileFormat format, List<Sheet> sheets) {
        try {
            return switch (format) {
                case XLSX -> ExcelFile.xlsx(sheets);
                case XLS -> ExcelFile.xls(sheets);
                case HTML_AS_XLS -> TextFile.html(sheets.get(0), format);
                default -> TextFile.separated(sheets.get(0), format);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String person() {
        return chance.one(SURNAMES) + chance.one(GIVEN);
    }

    /** Habits, with more of them. */
    static Set<Habit> plus(Set<Habit> habits, Habit... more) {
        Set<Habit> all = EnumSet.copyOf(habits);
        all.addAll(List.of(more));
        return all;
    }
}
