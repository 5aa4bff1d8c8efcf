package org.fubiao.publishing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.Publication.FindingGroup;
import org.fubiao.publishing.Publication.Received;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.receipt.Receipt;
import org.fubiao.receipt.ReceiptNames;
import org.fubiao.receipt.ReceiptWriter;
import org.fubiao.settling.Warning;

/**
 * What the units get back, one receipt for each file of which something is to be said, and a directory of all files. A finding
 * about a unit as a whole stands in the receipt of its first file that counts.
 */
final class Receipts {
    static final String FOLDER = "receipts";
    static final String DIRECTORY = "回执目录.csv";

    private final Publication publication;
    private final Names names;
    private final Function<String, Path> archive;
    private final Map<String, List<Received>> files = new LinkedHashMap<>();
    private final Map<String, List<Receipt.Problem>> problems = new HashMap<>();
    private final Map<Finding, Warning> warnings = new HashMap<>();

    /** @param archive finds the bytes of a received file by their hash */
    Receipts(Publication publication, Function<String, Path> archive) {
        this.publication = publication;
        this.names = new Names(publication.job());
        this.archive = archive;
        for (Received part : publication.submissions()) {
            files.computeIfAbsent(part.file(), file -> new ArrayList<>()).add(part);
        }
        publication.settlement().warnings().forEach(warning -> warnings.put(warning.finding(), warning));
        Map<String, String> firstFiles = firstFiles();
        for (FindingGroup group : publication.findings()) {
            add(group, firstFiles);
        }
    }

    /** A receipt that is to be written. */
    record Answer(String name, Receipt receipt, Path submission) {
        String path() {
            return FOLDER + '/' + name;
        }
    }

    private Map<String, String> firstFiles() {
        Map<String, String> first = new HashMap<>();
        for (Report report : publication.reports()) {
            if (!report.file().isEmpty()) {
                first.merge(report.unit(), report.file(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
        return first;
    }

    private void add(FindingGroup group, Map<String, String> firstFiles) {
        Finding example = group.examples().get(0);
        Place place = example.place();
        String file = place.file();
        if (file.isEmpty() && !group.code().equals(FindingCode.NOT_REPORTED.code())) {
            file = firstFiles.getOrDefault(group.unit(), "");
        }
        if (files.containsKey(file)) {
            Group counted = new Group(
                    group.code(),
                    group.severity(),
                    group.unit(),
                    group.form(),
                    place.file(),
                    place.sheet(),
                    example.field(),
                    group.count(),
                    group.examples());
            problems.computeIfAbsent(file, key -> new ArrayList<>())
                    .add(new Receipt.Problem(group.title(), names.form(group.form()), counted));
        }
    }

    /** The receipts that say more than that all is well, by file. */
    List<Answer> answers() throws IOException {
        List<Answer> answers = new ArrayList<>();
        ReceiptNames free = new ReceiptNames();
        for (Map.Entry<String, List<Received>> file : files.entrySet()) {
            Path submission = archive.apply(file.getValue().get(0).sha256());
            if (problems.containsKey(file.getKey()) && Files.isRegularFile(submission)) {
                Receipt receipt = receipt(file.getKey(), file.getValue());
                String name = free.next(unit(file.getValue()), file.getKey(), ReceiptWriter.extension(submission));
                answers.add(new Answer(name, receipt, submission));
            }
        }
        return answers;
    }

    private Receipt receipt(String file, List<Received> parts) {
        return new Receipt(
                publication.job().title(),
                publication.job().office(),
                publication.period(),
                file,
                parts.get(0).sha256(),
                parts.stream()
                        .filter(part -> !part.form().isEmpty())
                        .map(part -> new Receipt.Form(
                                names.form(part.form()),
                                names.unit(part.unit()),
                                part.sheet(),
                                part.state(),
                                part.staged()))
                        .toList(),
                problems.getOrDefault(file, List.of()),
                explainable(file));
    }

    /** Warnings that can be explained in the receipt of a file. */
    private List<Warning> explainable(String file) {
        return problems.getOrDefault(file, List.of()).stream()
                .flatMap(problem -> problem.group().examples().stream())
                .flatMap(finding -> Optional.ofNullable(warnings.get(finding)).stream())
                .toList();
    }

    /** Name of the unit that a file is from; of several, the first. */
    private String unit(List<Received> parts) {
        Set<String> units = parts.stream()
                .map(Received::unit)
                .filter(unit -> !unit.isEmpty())
                .map(names::unit)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return units.isEmpty() ? "" : units.iterator().next() + (units.size() > 1 ? "等" : "");
    }

    /** One line for each file, also where nothing is wrong with it. */
    void writeDirectory(List<Answer> answers, Path file) throws IOException {
        Map<String, String> byFile = answers.stream()
                .collect(Collectors.toMap(answer -> answer.receipt().file(), Answer::name));
        try (Csv csv = Csv.forPeople(file, List.of("报送文件", "报送单位", "报表", "状态", "结果", "错误", "警告", "提示", "回执"))) {
            for (Map.Entry<String, List<Received>> sent : files.entrySet()) {
                Receipt receipt = receipt(sent.getKey(), sent.getValue());
                csv.write(List.of(
                        sent.getKey(),
                        unit(sent.getValue()),
                        joined(sent.getValue().stream()
                                .map(part -> names.form(part.form()))
                                .toList()),
                        joined(sent.getValue().stream().map(Received::state).toList()),
                        result(receipt),
                        receipt.count(Severity.ERROR),
                        receipt.count(Severity.WARNING),
                        receipt.count(Severity.NOTE),
                        byFile.getOrDefault(sent.getKey(), "")));
            }
        }
    }

    private static String result(Receipt receipt) {
        if (receipt.count(Severity.ERROR) > 0) {
            return "有错误，请改正";
        }
        if (receipt.isExplained()) {
            return "有警告，已说明";
        }
        if (receipt.count(Severity.WARNING) > 0) {
            return "有警告，请核对";
        }
        return receipt.count(Severity.NOTE) > 0 ? "已接收，有提示" : "已接收、无问题";
    }

    private static String joined(List<String> texts) {
        return texts.stream().filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining("、"));
    }
}
