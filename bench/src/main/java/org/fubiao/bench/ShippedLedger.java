package org.fubiao.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A ledger of the shipped job, large and without a mistake: {@code bench/checks} measures what its checks cost. Codes rise by kind of
 * item, as in an export of a department's system.
 */
public final class ShippedLedger {
    private static final long SEED = 20231231;
    private static final int OF_KIND = 10_000;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final List<String> KINDS = List.of("行政许可", "非许可类政务服务", "行政备案");
    private static final List<String> CODES = List.of("XK", "FW", "BA");
    private static final List<String> MATTERS =
            List.of("企业投资项目核准", "食品经营许可", "建筑工程施工许可", "社会团体成立登记", "医疗机构执业登记", "道路运输经营备案", "户外广告设置", "城市排水许可");
    private static final List<String> LAWS = List.of("《中华人民共和国行政许可法》", "《企业投资项目核准和备案管理条例》", "《中华人民共和国食品安全法》第三十五条");

    private ShippedLedger() {}

    /** Writes {@code jobs} and {@code input} into a folder: {@code ShippedLedger PROJECT FOLDER ROWS}. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        // With the job that it is compared with.
        copy(Path.of(args[0]).resolve("jobs"), folder.resolve("jobs"));
        Path input = Files.createDirectories(folder.resolve("input/rule-of-law/2023"));
        long rows = Long.parseLong(args[2]);
        if (rows > (long) LETTERS.length() * LETTERS.length() * KINDS.size() * OF_KIND) {
            throw new IllegalArgumentException("there are not so many codes");
        }
        try (BufferedWriter csv = Files.newBufferedWriter(input.resolve("市体育局2023年政务服务事项台账.csv"))) {
            csv.write("政务服务事项台账\n填报单位：市体育局,,,,2023年\n序号,事项编码,事项名称,事项类型,行使层级,设立依据,设立日期,法定时限,承诺时限,"
                    + "网上办,一次办,就近办,马上办,一窗服务,到场次数,办件量,备注\n");
            SplittableRandom random = new SplittableRandom(SEED);
            for (long row = 0; row < rows; row++) {
                csv.write(row(row, random));
            }
        }
    }

    private static String row(long row, SplittableRandom random) {
        int kind = (int) (row / OF_KIND % KINDS.size());
        int prefix = (int) (row / OF_KIND / KINDS.size());
        int limit = 1 + random.nextInt(60);
        boolean atOnce = random.nextInt(4) == 0;
        int promised = atOnce ? 1 : 1 + random.nextInt(Math.min(limit, 20));
        return String.format(
                "%d,%c%c%s%04d,%s（第%d项）,%s,%s,%s,20%02d-%02d-%02d,%d,%d,%s,是,%s,%s,%s,%d,%d,%n",
                row + 1,
                LETTERS.charAt(prefix / LETTERS.length()),
                LETTERS.charAt(prefix % LETTERS.length()),
                CODES.get(kind),
                row % OF_KIND,
                MATTERS.get(random.nextInt(MATTERS.size())),
                row % 997,
                KINDS.get(kind),
                random.nextBoolean() ? "市级" : "市区共有",
                LAWS.get(random.nextInt(LAWS.size())),
                10 + random.nextInt(13),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                limit,
                promised,
                yes(random),
                yes(random),
                atOnce ? "是" : "否",
                yes(random),
                random.nextInt(2),
                random.nextInt(5_000));
    }

    private static String yes(SplittableRandom random) {
        return random.nextBoolean() ? "是" : "否";
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
