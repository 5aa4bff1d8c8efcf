package org.fubiao.web.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.web.page.Visitor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Answers those who may not do what they ask for. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String ENDED = LoginPage.PATH + "?notice=ENDED";
    private final AuditLog audit;

    Refusals(AuditLog audit) {
        this.audit = audit;
    }

    /** Nobody has logged in, or not any more. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (Requests.isByProgram(request) || Requests.isForApi(request)) {
            unauthorized(response);
        } else {
            toLogIn(request, response, request.getRequestedSessionId() == null ? LoginPage.PATH : ENDED);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        if (why instanceof CsrfException && Visitor.account().isEmpty()) {
            // A form that was open for longer than its session.
            if (Requests.isForApi(request)) {
                unauthorized(response);
            } else {
                toLogIn(request, response, ENDED);
            }
            return;
        }
        if (!request.getMethod().equals(HttpMethod.GET.name())
                && Visitor.account().isPresent()) {
            audit.refused(
                    Visitor.actor(request), Action.ACCESS, request.getMethod() + " " + request.getRequestURI(), "");
        }
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    private static void unauthorized(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }

    /** A part of a page cannot be replaced by the log-in: the whole page is. */
    private static void toLogIn(HttpServletRequest request, HttpServletResponse response, String target)
            throws IOException {
        if (Requests.isByScript(request)) {
            response.setHeader("HX-Redirect", target);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(target);
        }
    }
}
