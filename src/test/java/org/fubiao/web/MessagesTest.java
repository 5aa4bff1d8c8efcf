package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fubiao.account.Accounts.Refusal;
import org.fubiao.account.LogIns.Objection;
import org.fubiao.account.Role;
import org.fubiao.answering.AnswerDesk;
import org.fubiao.answering.PageWaiver;
import org.fubiao.audit.Action;
import org.fubiao.audit.Outcome;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.comparing.RunComparison;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.publishing.PublishedReview.Answered;
import org.fubiao.run.Run;
import org.fubiao.running.RunDesk;
import org.fubiao.schedule.Night;
import org.fubiao.totals.CellTrace;
import org.fubiao.upload.Reason;
import org.fubiao.upload.ReportVersions;
import org.fubiao.upload.Verdict;
import org.junit.jupiter.api.Test;

/** The words of pages: both languages say everything that a page can ask for, and nothing else. */
class MessagesTest {
    private static final Path MAIN = Path.of("src/main");
    private static final Path FOLDER = MAIN.resolve("resources/org/fubiao/web");
    /** A whole key, or its first part where the rest is found at run time. */
    private static final Pattern IN_PAGES =
            Pattern.compile("#\\{([a-z.A-Z_0-9]+)|#messages\\.msg\\('([a-zA-Z_.0-9]+)'");

    private static final Pattern IN_CODE = Pattern.compile("\"((?:[a-z]+\\.)+[a-z]*)\"");
    private static final Pattern MARKUP_TEXT = Pattern.compile(">\\s*[^<\\s&][^<]*\\p{IsHan}[^<]*<");

    /** All words of a language; no key stands in two bundles. */
    private static Properties words(String language) throws IOException {
        Properties all = new Properties();
        for (String bundle : WebServer.WORDS) {
            Properties words = new Properties();
            try (Reader reader =
                    Files.newBufferedReader(FOLDER.resolve(bundle.replace('.', '/') + language + ".properties"))) {
                words.load(reader);
            }
            assertThat(words.keySet()).as(bundle).noneMatch(all::containsKey);
            all.putAll(words);
        }
        return all;
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndAsManyPlaces() throws IOException {
        Properties chinese = words("");
        Properties english = words("_en");

        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
        for (String key : chinese.stringPropertyNames()) {
            assertThat(places(english.getProperty(key))).as(key).isEqualTo(places(chinese.getProperty(key)));
            assertThat(english.getProperty(key)).as(key).doesNotContainPattern("\\p{IsHan}");
        }
    }

    /** The values that a message takes. One that takes values must double its quotes. */
    private static Set<String> places(String message) {
        Set<String> places = new TreeSet<>();
        Pattern.compile("\\{\\d}").matcher(message).results().forEach(place -> places.add(place.group()));
        if (!places.isEmpty()) {
            assertThat(message.replace("''", "")).doesNotContain("'");
        }
        return places;
    }

    @Test
    void everyKeyThatAPageUsesIsThereAndEveryKeyThatIsThereIsUsed() throws IOException {
        Set<String> keys = new TreeSet<>(words("").stringPropertyNames());
        Set<String> used = new TreeSet<>();
        for (Path page : files(FOLDER.resolve("templates"), ".html")) {
            IN_PAGES.matcher(Files.readString(page)).results().forEach(found -> {
                String key = found.group(1) == null ? found.group(2) : found.group(1);
                assertThat(keys)
                        .as(page + " uses " + key)
                        .anyMatch(there -> found.group(1) != null ? there.equals(key) : there.startsWith(key));
                keys.stream()
                        .filter(there -> found.group(1) != null ? there.equals(key) : there.startsWith(key))
                        .forEach(used::add);
            });
        }
        for (Path source : files(MAIN.resolve("java/org/fubiao/web"), ".java")) {
            IN_CODE.matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1))
                    .flatMap(part ->
                            keys.stream().filter(key -> part.endsWith(".") ? key.startsWith(part) : key.equals(part)))
                    .forEach(used::add);
        }

        assertThat(used).containsExactlyElementsOf(keys);
    }

    /** Where a page puts a key together of a first part and a name in the code, there must be a text for each name. */
    @Test
    void everyNameInTheCodeHasItsWords() throws IOException {
        Set<String> keys = words("").stringPropertyNames();
        names(Role.values(), "role.").forEach(key -> assertThat(keys).contains(key, key + ".can"));
        assertThat(keys)
                .containsAll(names(Action.values(), "audit.action."))
                .containsAll(names(Outcome.values(), "audit.outcome."))
                .containsAll(names(Objection.values(), "password.objection."))
                .containsAll(names(Refusal.values(), "accounts.refusal."))
                .containsAll(names(RunDesk.Refusal.values(), "runs.refusal."))
                .containsAll(names(Run.State.values(), "runs.state."))
                .containsAll(names(Verdict.values(), "submissions.verdict."))
                .containsAll(names(Reason.values(), "submissions.reason."))
                .containsAll(names(ReportVersions.State.values(), "submissions.version."))
                .containsAll(names(Severity.values(), "submissions.severity."))
                .containsAll(names(Report.State.values(), "submissions.state."))
                .containsAll(names(Night.Outcome.values(), "schedule.outcome."))
                .containsAll(names(AnswerDesk.Refusal.values(), "findings.refusal."))
                .containsAll(names(PageWaiver.State.values(), "findings.waiver."))
                .containsAll(names(Answered.values(), "findings.state."))
                .containsAll(names(Severity.values(), "findings.severity."))
                .containsAll(names(PeriodClosing.Refusal.values(), "closing.refusal."))
                .containsAll(names(PeriodClosing.State.values(), "closing.check."))
                .containsAll(names(RunComparison.Cause.values(), "compare.cause."))
                .containsAll(names(CellTrace.How.values(), "trace.cell."));
    }

    private static List<String> names(Enum<?>[] values, String first) {
        return Stream.of(values).map(value -> first + value.name()).toList();
    }

    @Test
    void noWordsStandInThePagesThemselvesAndNoScriptOrStyle() throws IOException {
        List<String> bad = new ArrayList<>();
        for (Path page : files(FOLDER.resolve("templates"), ".html")) {
            String text = Files.readString(page);
            if (MARKUP_TEXT
                    .matcher(text.replaceAll("aria-hidden=\"true\">[^<]*<", "><"))
                    .find()) {
                bad.add(page + " holds words");
            }
            if (text.matches(
                    "(?s).*( style=| on[a-z]+=|<style|javascript:|th:utext|hx-on|<script(?! defer th:src)).*")) {
                bad.add(page + " holds style or script, or text that is not escaped");
            }
            if (text.matches("(?s).*(src|href)=\"https?:.*")) {
                bad.add(page + " loads from elsewhere");
            }
        }
        assertThat(bad).isEmpty();
        assertThat(Files.readString(FOLDER.resolve("assets/fubiao.css"))).doesNotContain("http", "@import", "url(");
    }
}
