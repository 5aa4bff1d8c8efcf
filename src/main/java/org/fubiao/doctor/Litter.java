package org.fubiao.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.staging.Segments;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Holdings.HeldFile;
import org.fubiao.submission.Holdings.HeldSegment;

/** What killed processes left behind: files that nothing refers to. They harm nobody. */
final class Litter {
    private static final int SHOWN = 20;
    private final Path work;
    private final List<Path> found = new ArrayList<>();

    Litter(Path work) {
        this.work = work;
    }

    Area examine(List<HeldFile> files, List<HeldSegment> segments, List<Path> periodOutputs) throws IOException {
        archive(files);
        segments(segments);
        for (Path output : periodOutputs) {
            found.addAll(new PublishedFolder(output).leftovers());
        }
        if (found.isEmpty()) {
            return new Area("残留文件", "没有", List.of(), List.of());
        }
        long all = 0;
        List<String> notes = new ArrayList<>();
        for (Path path : found) {
            long size = size(path);
            all += size;
            if (notes.size() < SHOWN) {
                notes.add(path + "　" + Words.size(size));
            }
        }
        if (found.size() > SHOWN) {
            notes.add("……另有 " + (found.size() - SHOWN) + " 个");
        }
        return new Area(
                "残留文件",
                found.size() + " 个，共 " + Words.size(all) + "：中断的汇总留下，登记库不用它们，无害；没有汇总正在进行时可以删除",
                List.of(),
                notes);
    }

    private void archive(List<HeldFile> files) throws IOException {
        Archive archive = new Archive(work);
        Set<Path> held = files.stream().map(file -> archive.path(file.sha256())).collect(Collectors.toSet());
        Path folder = work.resolve("archive");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !held.contains(file))
                    .sorted()
                    .forEach(found::add);
        }
    }

    private void segments(List<HeldSegment> segments) throws IOException {
        Set<String> held = new HashSet<>();
        segments.forEach(segment -> held.add(segment.file()));
        Path folder = Segments.folder(work);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> !held.contains(file.getFileName().toString()))
                    .sorted(Comparator.naturalOrder())
                    .forEach(found::add);
        }
    }

    private static long size(Path path) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
