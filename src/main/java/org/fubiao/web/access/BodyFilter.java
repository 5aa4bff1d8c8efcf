package org.fubiao.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.fubiao.account.Account;
import org.fubiao.account.Role;
import org.fubiao.web.page.Visitor;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Files are put on the disk before anything else is known of a request: only those of people who may send any. */
final class BodyFilter extends OncePerRequestFilter {
    private final Refusals refusals;

    BodyFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !bringsFiles(request);
    }

    /** Whether the first question for a parameter puts files on the disk. */
    static boolean bringsFiles(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Account> account = Visitor.account();
        if (account.isEmpty()) {
            refusals.commence(request, response, new InsufficientAuthenticationException("nobody has logged in"));
        } else if (account.get().role() == Role.UNIT || account.get().role() == Role.STATISTICIAN) {
            chain.doFilter(request, response);
        } else {
            refusals.handle(request, response, new AccessDeniedException("no files are taken from this account"));
        }
    }
}
