package org.fubiao.web.appendices;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fubiao.submission.Sha256;
import org.fubiao.web.appendices.PublishedFiles.Published;
import org.fubiao.web.page.Attachments;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/** Answers with published files: whole or in part, and not at all to whoever has them already. */
public final class Downloads {
    /** Zip files know no time zone; the same files must give the same bytes. */
    private static final FileTime NO_TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private final PublishedFiles published;

    public Downloads(PublishedFiles published) {
        this.published = published;
    }

    /** One file, whole or in part. */
    public ResponseEntity<Resource> file(Published file) throws IOException {
        return file(
                file,
                file.name(),
                MediaTypeFactory.getMediaType(file.name()).orElse(MediaType.APPLICATION_OCTET_STREAM));
    }

    /** One file under another name. */
    ResponseEntity<Resource> file(Published file, String name, MediaType type) throws IOException {
        return Attachments.of(new FileSystemResource(file.path()), name, published.hash(file), type);
    }

    /**
     * Several files in one.
     *
     * @param name of the archive
     */
    public void zip(String name, List<Published> files, WebRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        if (request.checkNotModified(tag(files))) {
            return;
        }
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachments.named(name));
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
        return Sha256.of(hashes.toString());
    }
}
