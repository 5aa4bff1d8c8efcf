package org.fubiao.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.fubiao.account.Account;
import org.fubiao.web.page.Visitor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps one program that asks without end from slowing all others: so many requests a minute for each account, however it
 * asks: a header can be written in many ways, and an account can have many keys.
 */
final class RateLimit implements HandlerInterceptor {
    static final int A_MINUTE = 600;
    private static final int SECONDS = 60;

    private final Clock clock;
    private final Map<String, Integer> asked = new HashMap<>();
    private long minute;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        long now = clock.instant().getEpochSecond();
        if (count(now / SECONDS, Visitor.account().map(Account::name).orElse("")) <= A_MINUTE) {
            return true;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(SECONDS - now % SECONDS));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        return false;
    }

    private synchronized int count(long current, String key) {
        if (current != minute) {
            asked.clear();
            minute = current;
        }
        return asked.merge(key, 1, Integer::sum);
    }
}
