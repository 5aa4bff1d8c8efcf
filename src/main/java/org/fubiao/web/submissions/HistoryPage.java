package org.fubiao.web.submissions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fubiao.batch.BatchRunner;
import org.fubiao.job.Form;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.run.Run;
import org.fubiao.upload.ReportVersions;
import org.fubiao.upload.ReportVersions.Version;
import org.fubiao.upload.Upload;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.page.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The versions of one form of a unit, and what changed between them. */
@Controller
class HistoryPage {
    private static final int MOST_UPLOADS = 500;

    private final Scopes scopes;
    private final UploadDesk desk;
    private final ReportVersions versions;
    private final LatestOutputs outputs;
    private final BatchRunner runner;

    HistoryPage(Scopes scopes, UploadDesk desk, ReportVersions versions, LatestOutputs outputs, BatchRunner runner) {
        this.scopes = scopes;
        this.desk = desk;
        this.versions = versions;
        this.outputs = outputs;
        this.runner = runner;
    }

    /**
     * A version that a run has seen.
     *
     * @param upload how it was sent, if through the pages
     * @param comparison what it changed, if the latest run compared it with the one before
     * @param mine whether whoever looks may take its file away
     */
    record Line(
            Version version,
            @Nullable Upload upload,
            @Nullable Comparison comparison,
            boolean mine) {}

    /**
     * What a version changed.
     *
     * @param before name of the file that it replaced
     * @param changes some of the changes, as {@code corrections.csv} has them
     */
    record Comparison(
            String before,
            String state,
            String added,
            String removed,
            String changed,
            String cells,
            List<Map<String, String>> changes) {}

    @GetMapping("/jobs/{job}/submissions/history")
    String show(
            @PathVariable String job,
            @RequestParam Period period,
            @RequestParam String unit,
            @RequestParam String form,
            Model model)
            throws IOException {
        Scope scope = scopes.require(job, period, unit);
        Unit whose = scope.unit();
        Form of = scope.job().forms().stream()
                .filter(one -> one.id().equals(form))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no form " + form));
        if (whose == null) {
            throw new NotFoundException("no unit " + unit);
        }
        Optional<Run> latest = runner.runs().latestDone(job, period);
        List<Upload> uploads = desk.uploads().of(job, period, whose.code(), MOST_UPLOADS).stream()
                .filter(upload -> upload.path() != null && upload.forms().contains(form))
                .toList();
        Map<String, Comparison> comparisons = comparisons(scope, whose, of);
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Version version : versions.of(job, period, whose.code(), latest.orElse(null))) {
            if (version.form().equals(form)) {
                seen.add(version.path() + version.sha256());
                lines.add(new Line(
                        version,
                        uploads.stream()
                                .filter(upload -> version.path().equals(upload.path())
                                        && version.sha256().equals(upload.sha256()))
                                .findFirst()
                                .orElse(null),
                        comparisons.get(version.path() + '\u0000' + version.sheet()),
                        scope.isWhole() || version.alone()));
            }
        }
        model.addAttribute("job", job);
        model.addAttribute("title", scope.job().title());
        model.addAttribute("period", period);
        model.addAttribute("unit", whose);
        model.addAttribute("form", of);
        model.addAttribute("latest", latest.orElse(null));
        model.addAttribute("lines", lines);
        model.addAttribute(
                "waiting",
                uploads.stream()
                        .filter(upload -> !seen.contains(upload.path() + upload.sha256()))
                        .toList());
        return "submissions/history";
    }

    /** By the path and sheet of the newer version. */
    private Map<String, Comparison> comparisons(Scope scope, Unit unit, Form form) throws IOException {
        Map<String, Comparison> found = new HashMap<>();
        for (Map<String, String> line : outputs.corrections(scope.job(), scope.period(), unit.code(), form.title())) {
            String key = LatestOutputs.text(line, "file") + '\u0000' + LatestOutputs.text(line, "sheet");
            String change = LatestOutputs.text(line, "change");
            boolean listed = Set.of("added", "removed", "changed").contains(change);
            Comparison known = found.computeIfAbsent(
                    key,
                    any -> new Comparison(
                            fileName(LatestOutputs.text(line, "file_before")),
                            listed ? "compared" : change,
                            LatestOutputs.text(line, "rows_added"),
                            LatestOutputs.text(line, "rows_removed"),
                            LatestOutputs.text(line, "rows_changed"),
                            LatestOutputs.text(line, "cells_changed"),
                            new ArrayList<>()));
            if (listed) {
                Objects.requireNonNull(known).changes().add(line);
            }
        }
        return found;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
