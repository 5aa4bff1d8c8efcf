package org.fubiao.web.appendices;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.Closing;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.job.Appendix;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.web.appendices.PublishedFiles.Published;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.WebRequest;

/** What the latest run of each period published. */
@Controller
@RequestMapping("/jobs/{job}/appendices")
class AppendicesPages {
    /** Zip files know no time zone; the same files must give the same bytes. */
    private static final FileTime NO_TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private final JobAccess access;
    private final JobCatalog jobs;
    private final PublishedFiles published;
    private final BatchRunner runner;
    private final PeriodClosing closing;

    AppendicesPages(
            JobAccess access, JobCatalog jobs, PublishedFiles published, BatchRunner runner, PeriodClosing closing) {
        this.access = access;
        this.jobs = jobs;
        this.published = published;
        this.runner = runner;
        this.closing = closing;
    }

    /**
     * A period with what there is of it.
     *
     * @param closed how it was signed off; null while it is open
     */
    record Block(
            Period period,
            Optional<Run> run,
            List<Title> appendices,
            List<Published> files,
            @Nullable Closing closed) {}

    /** An appendix that can be looked at. */
    record Title(String id, String text) {}

    @GetMapping
    String list(@PathVariable String job, Model model) throws IOException {
        access.requireReader(job);
        List<Block> blocks = new ArrayList<>();
        for (Period period : published.periods(job)) {
            blocks.add(new Block(
                    period,
                    runner.runs().latestDone(job, period),
                    titles(job, published.appendices(job, period)),
                    published.files(job, period, seesReview(job)),
                    closing.closings().current(job, period).orElse(null)));
        }
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("blocks", blocks);
        return "appendices";
    }

    /** In the order of the job; what it does not know any more comes last. */
    private List<Title> titles(String job, List<String> ids) {
        List<Title> titles = new ArrayList<>();
        List<String> left = new ArrayList<>(ids);
        try {
            for (Appendix appendix : jobs.get(job).appendices()) {
                if (left.remove(appendix.id())) {
                    titles.add(new Title(appendix.id(), appendix.title()));
                }
            }
        } catch (InvalidJobException e) {
            // They are called by their numbers until the definitions are sound again.
            titles.clear();
            left = ids;
        }
        left.forEach(id -> titles.add(new Title(id, "附表" + id)));
        return titles;
    }

    private static boolean seesReview(String job) {
        return Visitor.account().filter(account -> account.runs(job)).isPresent();
    }

    /** One file, whole or in part. */
    @GetMapping("/{period}/files/{file}")
    ResponseEntity<Resource> download(@PathVariable String job, @PathVariable Period period, @PathVariable String file)
            throws IOException {
        access.requireReader(job);
        Published found = published
                .find(job, period, seesReview(job), file)
                .orElseThrow(() -> new NotFoundException("no file " + file));
        return ResponseEntity.ok()
                .eTag(published.hash(found))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(found.name()))
                .contentType(MediaTypeFactory.getMediaType(found.name()).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .body(new FileSystemResource(found.path()));
    }

    /** The numbers of an appendix for machines. */
    @GetMapping("/{period}/{id}/csv")
    ResponseEntity<Resource> csv(@PathVariable String job, @PathVariable Period period, @PathVariable String id)
            throws IOException {
        access.requireReader(job);
        Published found = published.csv(job, period, id).orElseThrow(() -> new NotFoundException("no appendix " + id));
        return ResponseEntity.ok()
                .eTag(published.hash(found))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment("附表" + found.name()))
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(new FileSystemResource(found.path()));
    }

    /** All files in one. */
    @GetMapping("/{period}/zip")
    void downloadAll(
            @PathVariable String job, @PathVariable Period period, WebRequest request, HttpServletResponse response)
            throws IOException {
        access.requireReader(job);
        List<Published> files = published.files(job, period, seesReview(job));
        if (files.isEmpty()) {
            throw new NotFoundException("nothing was published for " + period);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        if (request.checkNotModified(tag(files))) {
            return;
        }
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, attachment(jobs.title(job) + " " + period.describe() + ".zip"));
        try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8)) {
            // Workbooks are compressed already.
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Published file : files) {
                ZipEntry entry = new ZipEntry(file.name());
                entry.setLastModifiedTime(NO_TIME);
                zip.putNextEntry(entry);
                Files.copy(file.path(), zip);
                zip.closeEntry();
            }
        }
    }

    private String tag(List<Published> files) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Published file : files) {
            hashes.put(file.name(), published.hash(file));
        }
        MessageDigest digest = PublishedFiles.digest();
        return HexFormat.of().formatHex(digest.digest(hashes.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
