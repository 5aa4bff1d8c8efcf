package org.fubiao.web.submissions;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.receipt.ReceiptNames;
import org.fubiao.run.LastPeriod;
import org.fubiao.run.Run;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Register;
import org.fubiao.template.LastValues;
import org.fubiao.template.TemplateBook;
import org.fubiao.upload.ReportVersions;
import org.fubiao.upload.ReportVersions.State;
import org.fubiao.upload.ReportVersions.Version;
import org.fubiao.upload.Upload;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.page.Attachments;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What can be taken away: blank workbooks, receipts, and the files as they were sent. Always as attachments, never as pages. */
@Controller
@RequestMapping("/jobs/{job}/submissions")
class SubmissionFiles {
    private final Scopes scopes;
    private final UploadDesk desk;
    private final ReportVersions versions;
    private final LatestOutputs outputs;
    private final BatchRunner runner;
    private final LastPeriods last;
    private final AuditLog audit;

    SubmissionFiles(
            Scopes scopes,
            UploadDesk desk,
            ReportVersions versions,
            LatestOutputs outputs,
            BatchRunner runner,
            DataSource database,
            AuditLog audit) {
        this.scopes = scopes;
        this.desk = desk;
        this.versions = versions;
        this.outputs = outputs;
        this.runner = runner;
        Register register = new Register(new JdbcTemplate(database));
        Path work = desk.work();
        this.last = new LastPeriods((job, run) -> LastPeriod.of(job, run, register, work));
        this.audit = audit;
    }

    /** The blank workbook of a unit, with what it reported for the period before. */
    @GetMapping("/template")
    ResponseEntity<Resource> template(
            @PathVariable String job, @RequestParam Period period, @RequestParam(defaultValue = "") String unit)
            throws IOException, SQLException {
        Scope scope = scopes.require(job, period, unit);
        Unit whose = scope.unit();
        TemplateBook books = new TemplateBook(scope.job(), period);
        if (whose == null || books.forms(whose).isEmpty()) {
            throw new NotFoundException("nothing to report");
        }
        Optional<Run> before = LastPeriod.runBefore(runner.runs(), scope.job(), period);
        LastValues values = before.isEmpty()
                ? LastValues.NONE
                : last.of(scope.job(), before.get()).of(whose);
        Path file = Files.createTempFile("fubiao-template", ".xlsx");
        try {
            books.write(whose, values, file);
            return Attachments.bytes(
                    new ByteArrayResource(Files.readAllBytes(file)),
                    books.fileName(whose),
                    Archive.hash(file).sha256());
        } finally {
            Files.delete(file);
        }
    }

    /** The receipt that was made for an upload at once. */
    @GetMapping("/uploads/{upload}/receipt")
    ResponseEntity<Resource> receipt(@PathVariable String job, @PathVariable long upload) throws IOException {
        Upload found = upload(job, upload);
        Path file = desk.receipt(found).orElseThrow(() -> new NotFoundException("no receipt of " + upload));
        String extension = String.valueOf(file.getFileName()).replaceFirst("^\\d+", "");
        String name = new ReceiptNames().next("", found.storedName(), extension);
        return Attachments.bytes(
                new FileSystemResource(file), name, Archive.hash(file).sha256());
    }

    /** A file as it was sent through the pages. */
    @GetMapping("/uploads/{upload}/file")
    ResponseEntity<Resource> file(@PathVariable String job, @PathVariable long upload, HttpServletRequest request)
            throws IOException {
        Upload found = upload(job, upload);
        String path = found.path();
        if (path == null) {
            throw new NotFoundException("upload " + upload + " was not kept");
        }
        return original(job, found.period(), path, found.sha256(), found.size(), request);
    }

    private Upload upload(String job, long id) throws IOException {
        Scope scope = scopes.require(job, null, "");
        return desk.uploads()
                .find(id)
                .filter(upload -> upload.job().equals(job) && scope.includes(upload.unit()))
                .orElseThrow(() -> new NotFoundException("no upload " + id));
    }

    /** The file of a version that a run has seen, on whatever way it came. */
    @GetMapping("/versions/{part}")
    ResponseEntity<Resource> version(
            @PathVariable String job, @PathVariable long part, @RequestParam Period period, HttpServletRequest request)
            throws IOException {
        Scope scope = scopes.require(job, period, "");
        Version version = versions.unitOf(job, period, part)
                .filter(scope::includes)
                .flatMap(unit -> versions.find(job, period, unit, part))
                .filter(found -> scope.isWhole() || found.alone())
                .orElseThrow(() -> new NotFoundException("no version " + part));
        return original(job, period, version.path(), version.sha256(), version.size(), request);
    }

    /** A receipt of the latest run. */
    @GetMapping("/receipts")
    ResponseEntity<Resource> receiptOfRun(
            @PathVariable String job,
            @RequestParam Period period,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam String name)
            throws IOException {
        Scope scope = scopes.require(job, period, unit);
        Unit whose = scope.unit();
        if (whose == null) {
            throw new NotFoundException("no unit " + unit);
        }
        Run latest =
                runner.runs().latestDone(job, period).orElseThrow(() -> new NotFoundException("no run of " + period));
        Set<String> files = versions.of(job, period, whose.code(), latest).stream()
                .filter(version -> version.alone() && version.state() != State.GONE)
                .map(Version::path)
                .collect(Collectors.toSet());
        LatestOutputs.Receipt receipt = outputs.receipts(scope.job(), period, files).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no receipt " + name));
        Path file = outputs.file(scope.job(), period, receipt)
                .orElseThrow(() -> new NotFoundException("no receipt " + name));
        return Attachments.bytes(
                new FileSystemResource(file), receipt.name(), Archive.hash(file).sha256());
    }

    private ResponseEntity<Resource> original(
            String job, Period period, String path, String sha256, long size, HttpServletRequest request) {
        Path file =
                desk.bytes(job, period, path, sha256, size).orElseThrow(() -> new NotFoundException(path + " is gone"));
        if (Visitor.account().filter(account -> account.runs(job)).isPresent()) {
            audit.done(Visitor.actor(request), Action.DOWNLOAD, job + " " + period, path);
        }
        return Attachments.bytes(new FileSystemResource(file), path.substring(path.lastIndexOf('/') + 1), sha256);
    }
}
