package org.fubiao.web.access;

import java.util.List;
import org.fubiao.account.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The account whose request this is, as the database knows it now. */
final class Identity extends AbstractAuthenticationToken {
    private final transient Account account;

    Identity(Account account) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + account.role())));
        this.account = account;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Account getPrincipal() {
        return account;
    }

    @Override
    public String getName() {
        return account.name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identity identity && identity.account.equals(account);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }
}
