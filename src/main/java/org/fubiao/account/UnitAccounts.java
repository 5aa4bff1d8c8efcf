package org.fubiao.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;

/** Makes the accounts of the units of a job, one each. */
public final class UnitAccounts {
    private static final int TRIES = 9;

    private final Accounts accounts;
    private final Passwords passwords;
    private final AuditLog audit;

    public UnitAccounts(Accounts accounts, Passwords passwords, AuditLog audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** A unit as its job calls it. */
    public record Unit(String code, String name) {}

    /** An account that was made, with its first password, which is kept nowhere. */
    public record Made(Unit unit, String account, String password) {}

    /** The units that have no account yet. */
    public List<Unit> without(String job, List<Unit> units) {
        Map<String, Account> there = accounts.ofUnits(job);
        return units.stream().filter(unit -> !there.containsKey(unit.code())).toList();
    }

    /** Makes an account for each unit that has none. Those that there are stay as they are. */
    public synchronized List<Made> makeMissing(String job, List<Unit> units, Actor by) {
        List<Made> made = new ArrayList<>();
        for (Unit unit : without(job, units)) {
            String password = passwords.random();
            make(job, unit, password, by).ifPresent(account -> made.add(new Made(unit, account.name(), password)));
        }
        audit.done(by, Action.UNIT_ACCOUNTS_MADE, job, "新建 " + made.size() + " 个");
        return made;
    }

    /** By the unit's code where that is free; else with the job in front, which tells units of different jobs apart. */
    private Optional<Account> make(String job, Unit unit, String password, Actor by) {
        String code = unit.code().replaceAll("[^\\p{L}\\p{N}._@-]", "-");
        return Stream.concat(
                        Stream.of(code, job + "-" + code),
                        IntStream.rangeClosed(2, TRIES).mapToObj(number -> job + "-" + code + "-" + number))
                .filter(NewAccount::isName)
                .flatMap(name -> make(name, job, unit, password, by).stream())
                .findFirst();
    }

    private Optional<Account> make(String name, String job, Unit unit, String password, Actor by) {
        return accounts.make(new NewAccount(name, unit.name(), Role.UNIT, Set.of(job), unit.code()), password, by);
    }
}
