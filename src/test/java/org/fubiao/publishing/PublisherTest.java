package org.fubiao.publishing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fubiao.job.Appendix;
import org.fubiao.totals.AppendixTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    Path output;

    private static RunInfo run(long number) {
        return new RunInfo(
                number, Instant.parse("2024-01-1" + number + "T01:30:00Z"), "更正", Map.of("fubiao", "0.1." + number));
    }

    @Test
    void writesTheSameBytesAgainButForTheRunSection() throws IOException {
        Publisher publisher = new Publisher(output);
        publisher.publish(SamplePublication.make(), run(1));
        publisher.publish(SamplePublication.make(), run(2));

        Map<String, String> first = contents(output.resolve("runs/0001"));
        Map<String, String> second = contents(output.resolve("runs/0002"));
        String before = String.valueOf(first.remove("manifest.json"));
        String after = String.valueOf(second.remove("manifest.json"));
        assertThat(second).isEqualTo(first);
        assertThat(after).isNotEqualTo(before);
        assertThat(withoutRun(after)).isEqualTo(withoutRun(before));
    }

    private static String withoutRun(String manifest) {
        return manifest.replaceFirst("(?s)\"run\": \\{.*?\\n  \\},", "");
    }

    @Test
    void publishesAllFiles() throws IOException {
        Path latest = new Publisher(output).publish(SamplePublication.make(), run(1));

        assertThat(latest).isEqualTo(output.resolve("latest")).isDirectory();
        assertThat(contents(latest.toRealPath()))
                .containsOnlyKeys(
                        "appendices/01.csv",
                        "appendices/02.csv",
                        "appendices/03.csv",
                        "appendices/04.csv",
                        "appendices/05.csv",
                        "appendices/06.csv",
                        "appendices/07.csv",
                        "corrections.csv",
                        "excluded.csv",
                        "completeness.csv",
                        "figures.csv",
                        "findings.csv",
                        "manifest.json",
                        "plausibility.csv",
                        "reconciliations.csv",
                        "receipts/回执目录.csv",
                        "waivers.csv",
                        "rules.csv",
                        "审核情况.xlsx",
                        "汇总表.docx",
                        "汇总表.xlsx",
                        "附表1 政务服务事项清单化管理情况.xlsx",
                        "附表2 政务服务事项分类情况.xlsx",
                        "附表3 区政务服务大厅综合窗口情况[全年].xlsx",
                        "附表4 座谈会和政企沟通会分月情况.xlsx",
                        "附表5 证照联办分类情况.xlsx",
                        "附表6 证照联办事项目录.xlsx",
                        "附表7 法治政府建设主要指标.xlsx",
                        "附表汇编.xlsx");
    }

    @Test
    void keepsTheLastGoodOutputWhenWritingFails() throws IOException {
        Publisher publisher = new Publisher(output);
        publisher.publish(SamplePublication.make(), run(1));
        Map<String, String> good = contents(output.resolve("latest").toRealPath());

        assertThatThrownBy(() -> publisher.publish(broken(), run(2))).isInstanceOf(IOException.class);

        assertThat(contents(output.resolve("latest").toRealPath())).isEqualTo(good);
        assertThat(output.resolve("runs/0002")).doesNotExist();
        publisher.publish(SamplePublication.make(), run(2));
        assertThat(output.resolve("latest").toRealPath().getFileName()).hasToString("0002");
        assertThat(names(output.resolve("runs"))).containsExactly("0001", "0002");
    }

    /** Its first appendix has an id that cannot be the name of a file. */
    private static Publication broken() {
        Publication sound = SamplePublication.make();
        AppendixTable table = sound.appendices().get(0);
        Appendix old = table.definition();
        Appendix definition = new Appendix(
                "no/such/folder",
                old.title(),
                old.uom(),
                old.stub(),
                old.rows(),
                old.columns(),
                old.notes(),
                old.source(),
                old.landscape(),
                old.chart());
        AppendixTable unwritable = new AppendixTable(
                definition,
                table.office(),
                table.period(),
                table.stub(),
                table.columns(),
                table.rows(),
                table.notes(),
                table.coverage());
        return new Publication(
                sound.job(),
                sound.period(),
                List.of(unwritable),
                sound.figures(),
                sound.reconciliations(),
                sound.reports(),
                sound.submissions(),
                sound.findings());
    }

    @Test
    void mayBeRepeatedForTheSameRun() throws IOException {
        Publisher publisher = new Publisher(output);
        publisher.publish(SamplePublication.make(), run(1));
        Path latest = publisher.publish(SamplePublication.make(), run(1));

        assertThat(names(output.resolve("runs"))).containsExactly("0001");
        assertThat(latest.toRealPath().getFileName()).hasToString("0001");
    }

    @Test
    void describesEveryFileInTheManifest() throws IOException {
        Path latest =
                new Publisher(output).publish(SamplePublication.make(), run(1)).toRealPath();

        String manifest = Files.readString(latest.resolve("manifest.json"));
        assertThat(manifest)
                .startsWith("{\n  \"run\": {\n    \"number\": 1,\n    \"started\": \"2024-01-11T01:30:00Z\",")
                .contains("\"definitions\": {\n    \"sha256\": \"" + "d0".repeat(32) + "\"")
                .contains("\"file\": \"市发展改革委/政务服务事项台账.xlsx\",\n      \"sha256\": \"" + "a1".repeat(32) + "\"");
        List<Manifest.Output> outputs = Manifest.Output.in(latest);
        assertThat(outputs)
                .hasSize(28)
                .allSatisfy(file -> assertThat(manifest)
                        .contains("\"file\": \"" + file.file() + "\",\n      \"size\": " + file.size()
                                + ",\n      \"sha256\": \"" + file.sha256() + "\""));
    }

    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                contents.put(name, new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return contents;
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
