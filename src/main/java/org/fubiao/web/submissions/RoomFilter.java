package org.fubiao.web.submissions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.fubiao.upload.UploadDesk;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** Looks at the length of what is about to be sent, before any of it is put on the disk or into memory. */
final class RoomFilter extends OncePerRequestFilter {
    /** Of what programs ask for in JSON: a reason of 200 characters is the longest of it. */
    private static final int LONGEST_JSON = 1 << 16;

    private final UploadDesk desk;
    private final DataSize most;

    /** @param most bytes of a request with several files */
    RoomFilter(UploadDesk desk, DataSize most) {
        this.desk = desk;
        this.most = most;
    }

    private enum Body {
        FILES,
        FILE,
        JSON,
        /** The container bounds it. */
        FORM;

        static Body of(String type) {
            String lower = type.toLowerCase(Locale.ROOT);
            if (lower.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
                return FILES;
            }
            if (lower.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
                return FORM;
            }
            return lower.contains("json") ? JSON : FILE;
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentType() == null || Body.of(request.getContentType()) == Body.FORM;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        Body body = Body.of(request.getContentType());
        long bound = switch (body) {
            case FILES -> most.toBytes();
            case JSON -> LONGEST_JSON;
            case FILE, FORM -> desk.largest();
        };
        if (length < 0 && body == Body.FILES) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
        } else if (length > bound) {
            response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
        } else if (body == Body.JSON) {
            chain.doFilter(length < 0 ? new Bounded(request) : request, response);
        } else if (!desk.hasRoomFor(length < 0 ? bound : length)) {
            response.sendError(HttpStatus.INSUFFICIENT_STORAGE.value());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** JSON that does not say how long it is. */
    private static final class Bounded extends ContentCachingRequestWrapper {
        Bounded(HttpServletRequest request) {
            super(request, LONGEST_JSON);
        }

        @Override
        protected void handleContentOverflow(int limit) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
    }
}
