package org.fubiao.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What kinds of requests there are. */
final class Requests {
    /** The only part of a page that is asked for again and again. */
    static final String LIVE = "/runs/live";

    private static final String BEARER = "Bearer ";

    private Requests() {}

    /** Whether htmx asks, for a part of a page. */
    static boolean isByScript(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    /** Whether a page asks by itself, so as to be up to date: nobody does anything. What people do, htmx may ask for too. */
    static boolean isByItself(HttpServletRequest request) {
        return isByScript(request) && request.getRequestURI().endsWith(LIVE);
    }

    /** Whether it is the interface for programs that is asked: it answers by statuses and never leads to a page. */
    static boolean isForApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    /** Whether a program asks that has a key. */
    static boolean isByProgram(HttpServletRequest request) {
        return key(request) != null;
    }

    /** The key of a program, if there is one. */
    static @Nullable String key(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
