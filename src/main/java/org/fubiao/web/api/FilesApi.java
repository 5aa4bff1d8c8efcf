package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Period;
import org.fubiao.web.appendices.Downloads;
import org.fubiao.web.appendices.PublishedFiles;
import org.fubiao.web.appendices.PublishedFiles.Published;
import org.fubiao.web.page.NotFoundException;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** What the latest run published, to be taken away. */
@RestController
@RequestMapping(ApiConfiguration.JOB + "/periods/{period}")
@Tag(name = "files", description = "Published workbooks and documents.")
class FilesApi {
    private final ApiAccess access;
    private final JobCatalog jobs;
    private final PublishedFiles published;
    private final Downloads downloads;

    FilesApi(ApiAccess access, JobCatalog jobs, PublishedFiles published, Downloads downloads) {
        this.access = access;
        this.jobs = jobs;
        this.published = published;
        this.downloads = downloads;
    }

    @Schema(name = "File", description = "A published file.")
    record FileJson(
            String name,
            long size,

            @Schema(description = "Hash of its bytes: its ETag too.")
            String sha256) {}

    @GetMapping(path = "/files", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listFiles",
            summary = "Published files",
            description =
                    "The workbooks and documents of the latest complete run, the compilation first. The review of the"
                            + " units' mistakes is for statisticians only.")
    List<FileJson> list(@PathVariable String job, @PathVariable Period period) throws IOException {
        List<FileJson> files = new ArrayList<>();
        for (Published file : all(job, period)) {
            files.add(new FileJson(file.name(), file.size(), published.hash(file)));
        }
        return files;
    }

    private List<Published> all(String job, Period period) throws IOException {
        return published.files(job, period, access.reader(job).runs(job));
    }

    @GetMapping("/files/{name}")
    @Operation(
            operationId = "downloadFile",
            summary = "A published file",
            description =
                    "Whole or in part. Whoever has the version of If-None-Match already is answered 304 without it.")
    @ApiResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "206", description = "Part of it.", content = @Content)
    @ApiResponse(responseCode = "304", description = "It is what you have.", content = @Content)
    ResponseEntity<Resource> download(
            @PathVariable String job,
            @PathVariable Period period,
            @Parameter(description = "As the list has it, percent-encoded.") @PathVariable String name)
            throws IOException {
        Published file = published
                .find(job, period, access.reader(job).runs(job), name)
                .orElseThrow(() -> new NotFoundException("no file " + name));
        return downloads.file(file);
    }

    @GetMapping("/files.zip")
    @Operation(
            operationId = "downloadAllFiles",
            summary = "All published files in one",
            description = "The same files give the same bytes, and the same ETag.")
    @ApiResponse(
            responseCode = "200",
            description = "A ZIP archive.",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "It is what you have.", content = @Content)
    void downloadAll(
            @PathVariable String job,
            @PathVariable Period period,
            @Parameter(hidden = true) WebRequest request,
            HttpServletResponse response)
            throws IOException {
        List<Published> files = all(job, period);
        if (files.isEmpty()) {
            throw new NotFoundException("nothing was published for " + period);
        }
        downloads.zip(jobs.title(job) + " " + period.describe() + ".zip", files, request, response);
    }
}
