package org.fubiao.web.submissions;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fubiao.audit.Actor;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.running.RunDesk;
import org.fubiao.upload.ReportVersions;
import org.fubiao.upload.ReportVersions.State;
import org.fubiao.upload.ReportVersions.Version;
import org.fubiao.upload.Upload;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.multipart.MultipartFile;

/** Where files are handed in and answered, and what a unit has to report. */
@Controller
@RequestMapping("/jobs/{job}/submissions")
class SubmissionsPages {
    static final int MOST_FILES = 50;
    private static final int SHOWN = 100;
    /** A file may wait for others, and a large one takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final long MEGABYTE = 1L << 20;

    private final Scopes scopes;
    private final JobCatalog jobs;
    private final UploadDesk desk;
    private final ReportVersions versions;
    private final Obligations obligations;
    private final LatestOutputs outputs;
    private final BatchRunner runner;
    private final RunDesk runs;
    private final AsyncTaskExecutor checks;

    SubmissionsPages(
            Scopes scopes,
            JobCatalog jobs,
            UploadDesk desk,
            ReportVersions versions,
            Obligations obligations,
            LatestOutputs outputs,
            BatchRunner runner,
            RunDesk runs,
            AsyncTaskExecutor checks) {
        this.scopes = scopes;
        this.jobs = jobs;
        this.desk = desk;
        this.versions = versions;
        this.obligations = obligations;
        this.outputs = outputs;
        this.runner = runner;
        this.runs = runs;
        this.checks = checks;
    }

    /** An upload as the table shows it. */
    record Line(Upload upload, String unit, boolean receipt) {}

    @GetMapping
    String show(
            @PathVariable String job,
            @RequestParam(required = false) @Nullable Period period,
            @RequestParam(defaultValue = "") String unit,
            Model model)
            throws IOException {
        try {
            fill(scopes.find(job, period, unit), model);
        } catch (InvalidJobException e) {
            model.addAttribute("job", job);
            model.addAttribute("title", jobs.title(job));
            return "submissions/unsound";
        }
        return "submissions/page";
    }

    private void fill(Scope scope, Model model) throws IOException {
        Job job = scope.job();
        Unit unit = scope.unit();
        Optional<Run> latest = runner.runs().latestDone(job.id(), scope.period());
        model.addAttribute("job", job.id());
        model.addAttribute("title", job.title());
        model.addAttribute("period", scope.period());
        model.addAttribute("periods", scope.periods());
        model.addAttribute("whole", scope.isWhole());
        model.addAttribute("unit", unit);
        model.addAttribute("units", scope.isWhole() ? job.units() : List.of());
        model.addAttribute("latest", latest.orElse(null));
        model.addAttribute("closed", runs.closed(job.id(), scope.period()).orElse(null));
        model.addAttribute("most", MOST_FILES);
        model.addAttribute("largest", desk.largest() / MEGABYTE);
        List<Upload> uploads = unit != null
                ? desk.uploads().of(job.id(), scope.period(), unit.code(), SHOWN)
                : scope.isWhole() ? desk.uploads().of(job.id(), scope.period(), SHOWN) : List.of();
        model.addAttribute(
                "uploads",
                uploads.stream()
                        .map(upload -> new Line(
                                upload,
                                upload.unit().isEmpty() ? "" : job.unitName(upload.unit()),
                                desk.receipt(upload).isPresent()))
                        .toList());
        if (unit != null) {
            model.addAttribute("obligations", obligations.of(scope, unit, latest, uploads));
            model.addAttribute("receipts", outputs.receipts(job, scope.period(), ownFiles(scope, unit, latest)));
        }
    }

    /** Paths of files in which there is nothing of others. */
    private Set<String> ownFiles(Scope scope, Unit unit, Optional<Run> latest) {
        return versions.of(scope.job().id(), scope.period(), unit.code(), latest.orElse(null)).stream()
                .filter(version -> version.alone() && version.state() != State.GONE)
                .map(Version::path)
                .collect(Collectors.toSet());
    }

    /**
     * Takes files in. Each is checked, two at a time; the others wait without keeping anybody else from being answered.
     *
     * @param part whether the answers alone are wanted, to be shown in a page that is there already
     */
    @PostMapping
    WebAsyncTask<String> send(
            @PathVariable String job,
            @RequestParam Period period,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestHeader(name = "Fubiao-Part", required = false) @Nullable String part,
            HttpServletRequest request,
            Model model)
            throws IOException {
        Scope scope = scopes.require(job, period, unit);
        if (!scope.isWhole() && scope.unit() == null) {
            throw new NotFoundException("the unit does not report for " + period);
        }
        Actor by = Visitor.actor(request);
        List<MultipartFile> chosen = files == null
                ? List.of()
                : files.stream()
                        .filter(file -> !file.isEmpty() || !SentFiles.name(file).isEmpty())
                        .toList();
        SentFiles sent = new SentFiles();
        if (chosen.isEmpty()) {
            model.addAttribute("problem", "submissions.none.chosen");
        } else if (chosen.size() > MOST_FILES) {
            model.addAttribute("problem", "submissions.too.many");
        } else {
            sent.take(chosen, desk::fresh);
        }
        Callable<String> task = () -> {
            model.addAttribute(
                    "answers",
                    sent.each(file -> desk.submit(
                            new UploadDesk.Wanted(scope.job(), scope.period(), scope.unit()),
                            file.bytes(),
                            file.name(),
                            by)));
            fill(scope, model);
            return part == null ? "submissions/page" : "submissions/answers :: answers";
        };
        WebAsyncTask<String> later = new WebAsyncTask<>(PATIENCE.toMillis(), checks, task);
        // Whoever was told that nothing came of it sends the files again.
        later.onCompletion(sent::giveUp);
        return later;
    }
}
