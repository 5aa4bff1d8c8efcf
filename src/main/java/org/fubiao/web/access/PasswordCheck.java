package org.fubiao.web.access;

import java.time.Clock;
import java.util.List;
import org.fubiao.account.LogIns;
import org.fubiao.account.LogIns.Answer;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Has {@link LogIns} judge what was typed. */
final class PasswordCheck implements AuthenticationProvider {
    private final LogIns logIns;
    private final Clock clock;

    PasswordCheck(LogIns logIns, Clock clock) {
        this.logIns = logIns;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        String address =
                typed.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        Answer answer =
                logIns.attempt(typed.getName(), String.valueOf(typed.getCredentials()), String.valueOf(address));
        if (answer.account() == null) {
            throw answer.result() == LogIns.Result.WAIT
                    ? new LockedException("wait")
                    : new BadCredentialsException("wrong");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                LoggedIn.of(answer.account(), clock.instant()), null, List.of());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
