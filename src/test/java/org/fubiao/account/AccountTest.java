package org.fubiao.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.account.Accounts.Refusal;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.audit.Entry;
import org.fubiao.control.ControlDatabase;
import org.fubiao.web.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Accounts, their keys, those of units, and what the log says of it. */
class AccountTest {
    private static final Actor BY = new Actor("admin", "10.0.0.1");

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private final Passwords passwords = new Passwords();
    private ControlDatabase database;
    private JdbcTemplate jdbc;
    private AuditLog audit;
    private Accounts accounts;
    private ApiTokens tokens;

    @BeforeEach
    void open() throws Exception {
        database = ControlDatabase.open(folder);
        jdbc = new JdbcTemplate(database.dataSource());
        audit = new AuditLog(jdbc, clock);
        accounts = new Accounts(database.dataSource(), passwords, audit, clock);
        tokens = new ApiTokens(database.dataSource(), accounts, audit, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Account make(String name, Role role, String... jobs) {
        return accounts.make(new NewAccount(name, "某人", role, Set.of(jobs), null), "first-password", BY)
                .orElseThrow();
    }

    private List<String> log() {
        return audit.find(new AuditLog.Filter("", null, "", null, null), 0, 100).stream()
                .map(entry -> entry.who() + " " + entry.action() + " " + entry.subject() + " " + entry.detail() + " "
                        + entry.outcome())
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    @Test
    void theFirstStartMakesAnAdministratorAndLaterOnesDoNot() {
        Accounts.FirstPassword first = accounts.makeFirst().orElseThrow();

        assertThat(first.account()).isEqualTo("admin");
        assertThat(first.password()).matches("(?:[a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}");
        assertThat(accounts.makeFirst()).isEmpty();
        Account admin = accounts.named("Ａdmin ").orElseThrow();
        assertThat(admin.role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(admin.mustChange()).isTrue();
        assertThat(passwords.matches(first.password(), accounts.hashOf(admin))).isTrue();
        assertThat(log()).containsExactly("fubiao ACCOUNT_MADE admin 管理员 DONE");
    }

    @Test
    void whoLostTheAdministratorsPasswordGetsAnother() {
        assertThat(accounts.resetFirst()).isEmpty();
        Accounts.FirstPassword first = accounts.makeFirst().orElseThrow();
        make("other", Role.ADMINISTRATOR);
        long id = accounts.named("admin").orElseThrow().id();
        accounts.disable(id, BY);

        Accounts.FirstPassword reset = accounts.resetFirst().orElseThrow();

        Account admin = accounts.find(id).orElseThrow();
        assertThat(admin.enabled()).isTrue();
        assertThat(passwords.matches(reset.password(), accounts.hashOf(admin))).isTrue();
        assertThat(passwords.matches(first.password(), accounts.hashOf(admin))).isFalse();
    }

    @Test
    void noPasswordIsKeptAsItIs() {
        make("li", Role.VIEWER, "a");

        assertThat(jdbc.queryForObject("SELECT password FROM account", String.class))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain("first-password");
    }

    @Test
    void aNameIsTakenOnce() {
        make("li", Role.VIEWER, "a");

        assertThat(accounts.make(new NewAccount("LI", "", Role.VIEWER, Set.of(), null), "x", BY))
                .isEmpty();
        assertThat(NewAccount.isName("李四")).isTrue();
        assertThat(NewAccount.isName("a b")).isFalse();
        assertThat(NewAccount.isName("<script>")).isFalse();
        assertThat(NewAccount.isName("=cmd")).isFalse();
    }

    @Test
    void everyChangeEndsSessionsAndIsInTheLog() {
        Account li = make("li", Role.VIEWER, "a", "b");
        assertThat(li.reads("a")).isTrue();
        assertThat(li.runs("a")).isFalse();

        assertThat(accounts.change(li.id(), "李四", Role.STATISTICIAN, Set.of("b"), BY))
                .isEmpty();
        Account changed = accounts.find(li.id()).orElseThrow();
        assertThat(changed.stamp()).isGreaterThan(li.stamp());
        assertThat(changed.jobs()).containsExactly("b");
        assertThat(changed.runs("b")).isTrue();
        assertThat(changed.reads("a")).isFalse();

        assertThat(accounts.disable(li.id(), BY)).isEmpty();
        accounts.enable(li.id(), BY);
        accounts.resetPassword(li.id(), BY);
        assertThat(accounts.find(li.id()).orElseThrow().stamp()).isEqualTo(li.stamp() + 4);
        assertThat(log())
                .containsExactly(
                        "admin PASSWORD_RESET li DONE",
                        "admin ACCOUNT_ENABLED li DONE",
                        "admin ACCOUNT_DISABLED li DONE",
                        "admin ACCOUNT_CHANGE li 汇总人 b DONE",
                        "admin ACCOUNT_MADE li 查阅人 a、b DONE");
    }

    @Test
    void somebodyCanAlwaysAdminister() {
        Account first = make("first", Role.ADMINISTRATOR);
        assertThat(accounts.disable(first.id(), BY)).contains(Refusal.LAST_ADMINISTRATOR);
        assertThat(accounts.change(first.id(), "", Role.VIEWER, Set.of(), BY)).contains(Refusal.LAST_ADMINISTRATOR);

        Account second = make("second", Role.ADMINISTRATOR);
        assertThat(accounts.disable(first.id(), BY)).isEmpty();
        assertThat(accounts.disable(second.id(), BY)).contains(Refusal.LAST_ADMINISTRATOR);
        assertThat(accounts.find(second.id()).orElseThrow().enabled()).isTrue();
    }

    @Test
    void unitsGetOneAccountEachHoweverOftenTheyAreMade() {
        UnitAccounts units = new UnitAccounts(accounts, passwords, audit);
        make("t02", Role.VIEWER, "library");
        List<UnitAccounts.Unit> wanted = List.of(
                new UnitAccounts.Unit("T01", "市图书馆"),
                new UnitAccounts.Unit("T02", "少儿馆"),
                new UnitAccounts.Unit("区/1", "和平馆"));

        List<UnitAccounts.Made> made = units.makeMissing("library", wanted.subList(0, 2), BY);
        List<UnitAccounts.Made> more = units.makeMissing("library", wanted, BY);

        assertThat(made).extracting(UnitAccounts.Made::account).containsExactly("t01", "library-t02");
        assertThat(more).extracting(UnitAccounts.Made::account).containsExactly("区-1");
        assertThat(units.makeMissing("library", wanted, BY)).isEmpty();
        Map<String, String> there = accounts.ofUnits("library").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().name()));
        assertThat(there).isEqualTo(Map.of("T01", "t01", "T02", "library-t02", "区/1", "区-1"));
        Account unit = accounts.named("t01").orElseThrow();
        assertThat(unit.jobs()).containsExactly("library");
        assertThat(unit.reads("library")).isFalse();
        assertThat(passwords.matches(made.get(0).password(), accounts.hashOf(unit)))
                .isTrue();
        // A unit's account stays one.
        assertThat(accounts.change(unit.id(), "x", Role.VIEWER, Set.of("library"), BY))
                .contains(Refusal.UNIT_ROLE);
    }

    @Test
    void aKeyWorksUntilItIsRevoked() {
        Account li = make("li", Role.VIEWER, "a");
        String own = accounts.resetPassword(li.id(), BY);
        LogIns logIns = new LogIns(accounts, passwords, audit, clock);
        assertThat(logIns.change(accounts.find(li.id()).orElseThrow(), own, "Green-Rivers-77", ""))
                .isEmpty();
        String key = tokens.make(li, "脚本", BY);

        assertThat(key).matches("fubiao_[A-Za-z0-9_-]{43}");
        assertThat(jdbc.queryForList("SELECT hash FROM account_token", String.class))
                .noneMatch(hash -> key.contains(hash.strip()));
        assertThat(tokens.of(li).get(0).lastUsed()).isNull();
        assertThat(tokens.use(key)).map(Account::name).contains("li");
        assertThat(tokens.of(li).get(0).lastUsed()).isEqualTo(clock.instant());
        assertThat(tokens.use(key + "x")).isEmpty();
        assertThat(tokens.use("")).isEmpty();

        Account other = make("wang", Role.VIEWER, "a");
        long id = tokens.of(li).get(0).id();
        assertThat(tokens.revoke(other, id, BY)).isFalse();
        assertThat(tokens.use(key)).isPresent();
        assertThat(tokens.revoke(li, id, BY)).isTrue();
        assertThat(tokens.use(key)).isEmpty();
        assertThat(tokens.of(li)).isEmpty();
    }

    @Test
    void aKeyIsWorthNothingWhileItsAccountIsDisabledAndEndsWithItsPassword() {
        Account li = make("li", Role.VIEWER, "a");
        jdbc.update("UPDATE account SET must_change = FALSE");
        String key = tokens.make(li, "脚本", BY);

        accounts.disable(li.id(), BY);
        assertThat(tokens.use(key)).isEmpty();
        accounts.enable(li.id(), BY);
        assertThat(tokens.use(key)).isPresent();
        accounts.resetPassword(li.id(), BY);
        jdbc.update("UPDATE account SET must_change = FALSE");
        assertThat(tokens.use(key)).isEmpty();
    }

    @Test
    void whoFailsIsHeardLessAndLess() {
        Throttle throttle = new Throttle(clock);
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.begin("li", "10.0.0.9")).isTrue();
        }
        assertThat(throttle.begin("li", "10.0.0.9")).isFalse();
        // Whoever tries keeps nobody else out.
        assertThat(throttle.begin("li", "10.0.0.8")).isTrue();
        assertThat(throttle.begin("wang", "10.0.0.9")).isTrue();
        clock.pass(Duration.ofSeconds(30));
        assertThat(throttle.begin("li", "10.0.0.9")).isTrue();
        clock.pass(Duration.ofSeconds(30));
        assertThat(throttle.begin("li", "10.0.0.9")).isFalse();
        clock.pass(Duration.ofSeconds(30));
        assertThat(throttle.begin("li", "10.0.0.9")).isTrue();
        throttle.succeeded("li", "10.0.0.9");
        assertThat(throttle.begin("li", "10.0.0.9")).isTrue();
    }

    @Test
    void whoTriesManyAccountsFromOneAddressIsNotHeardEither() {
        Throttle throttle = new Throttle(clock);
        for (int i = 0; i < 30; i++) {
            assertThat(throttle.begin("account" + i, "10.0.0.1")).isTrue();
        }
        assertThat(throttle.begin("another", "10.0.0.1")).isFalse();
        assertThat(throttle.begin("another", "10.0.0.2")).isTrue();
    }

    @Test
    void triesThatWereGoodCountForNothing() {
        Throttle throttle = new Throttle(clock);
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.begin("li", "10.0.0.1")).isTrue();
            throttle.succeeded("li", "10.0.0.1");
        }
    }

    @Test
    void whatSomebodyTypedAsANameCannotKeepItsEntryOutOfTheLog() {
        LogIns logIns = new LogIns(accounts, passwords, audit, clock);

        logIns.attempt("x".repeat(5000) + "\0", "wrong", "10.0.0.1");

        Entry entry =
                audit.find(new AuditLog.Filter("", null, "", null, null), 0, 1).get(0);
        assertThat(entry.who()).hasSize(100).endsWith("…");
        assertThat(entry.address()).isEqualTo("10.0.0.1");
        assertThat(entry.outcome()).hasToString("REFUSED");
    }
}
