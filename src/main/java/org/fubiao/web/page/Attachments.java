package org.fubiao.web.page;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files that are taken away, never shown as pages. */
public final class Attachments {
    private Attachments() {}

    /** The header by which a browser keeps a file under a name, which may be Chinese. */
    public static String named(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /**
     * Answers with a file that somebody sent or that was made for one person. Whatever it says of itself, nothing of it is shown.
     *
     * @param tag hash of its bytes
     */
    public static ResponseEntity<Resource> bytes(Resource content, String name, String tag) {
        return of(content, name, tag, MediaType.APPLICATION_OCTET_STREAM);
    }

    /** Answers with a file of a known type, and not at all to whoever has it already. */
    public static ResponseEntity<Resource> of(Resource content, String name, String tag, MediaType type) {
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, named(name))
                .contentType(type)
                .body(content);
    }
}
