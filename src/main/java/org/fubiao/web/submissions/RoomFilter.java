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

/** Looks at the length of what is about to be sent, before any of it is put on the disk. */
final class RoomFilter extends OncePerRequestFilter {
    private final UploadDesk desk;
    private final DataSize most;

    RoomFilter(UploadDesk desk, DataSize most) {
        this.desk = desk;
        this.most = most;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length < 0) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
        } else if (length > most.toBytes()) {
            response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
        } else if (!desk.hasRoomFor(length)) {
            response.sendError(HttpStatus.INSUFFICIENT_STORAGE.value());
        } else {
            chain.doFilter(request, response);
        }
    }
}
