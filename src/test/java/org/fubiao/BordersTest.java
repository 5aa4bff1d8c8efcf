package org.fubiao;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The borders between packages. */
class BordersTest {
    private static final String ROOT = "org.fubiao";
    private static final JavaClasses CLASSES =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages(ROOT);

    /** What each package is built on. Whoever adds to this table moves a border, and says why. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            entry("finding", Set.of()),
            entry("reading", Set.of()),
            entry("listing", Set.of()),
            entry("control", Set.of()),
            entry("job", Set.of("finding")),
            entry("rulebook", Set.of("finding", "job")),
            entry("compute", Set.of("job")),
            entry("job.loading", Set.of("compute", "finding", "job")),
            entry("recognition", Set.of("compute", "finding", "job", "reading")),
            entry("checking", Set.of("compute", "finding", "job")),
            entry("totals", Set.of("compute", "finding", "job", "listing")),
            entry("settling", Set.of("compute", "finding", "job")),
            entry("plausibility", Set.of("finding", "job", "totals")),
            entry("publishing.sheet", Set.of("finding", "job", "listing")),
            entry("receipt", Set.of("finding", "job", "publishing.sheet", "reading", "recognition", "settling")),
            entry(
                    "publishing",
                    Set.of(
                            "finding",
                            "job",
                            "listing",
                            "plausibility",
                            "publishing.sheet",
                            "receipt",
                            "rulebook",
                            "settling",
                            "totals")),
            entry("template", Set.of("finding", "job", "publishing.sheet", "recognition")),
            entry("submission", Set.of("finding", "job", "reading", "recognition")),
            entry("staging", Set.of("compute", "finding", "job", "reading", "recognition", "submission")),
            entry(
                    "run",
                    Set.of(
                            "answering",
                            "checking",
                            "compute",
                            "control",
                            "finding",
                            "job",
                            "plausibility",
                            "reading",
                            "recognition",
                            "rulebook",
                            "settling",
                            "staging",
                            "submission",
                            "template",
                            "totals")),
            entry(
                    "batch",
                    Set.of(
                            "answering",
                            "closing",
                            "control",
                            "finding",
                            "job",
                            "plausibility",
                            "publishing",
                            "receipt",
                            "recognition",
                            "rulebook",
                            "run",
                            "settling",
                            "staging",
                            "submission",
                            "totals")),
            entry("backup", Set.of("control", "staging", "submission")),
            entry(
                    "doctor",
                    Set.of(
                            "closing",
                            "compute",
                            "control",
                            "job",
                            "publishing",
                            "recognition",
                            "run",
                            "staging",
                            "submission")),
            entry(
                    "cli",
                    Set.of(
                            "account",
                            "backup",
                            "batch",
                            "closing",
                            "comparing",
                            "compute",
                            "control",
                            "doctor",
                            "finding",
                            "job",
                            "job.loading",
                            "publishing",
                            "receipt",
                            "recognition",
                            "rulebook",
                            "run",
                            "submission",
                            "template",
                            "totals",
                            "upload",
                            "web")),
            entry("audit", Set.of()),
            entry("account", Set.of("audit")),
            entry("catalog", Set.of("compute", "job", "job.loading")),
            entry("web.page", Set.of("account", "audit", "catalog", "job", "job.loading")),
            entry("web.access", Set.of("account", "audit", "web.page")),
            entry("web.administration", Set.of("account", "audit", "catalog", "job", "job.loading", "web.page")),
            entry(
                    "web",
                    Set.of(
                            "account",
                            "answering",
                            "audit",
                            "batch",
                            "catalog",
                            "closing",
                            "control",
                            "job.loading",
                            "reviewing",
                            "running",
                            "upload",
                            "web.access",
                            "web.administration",
                            "web.api",
                            "web.appendices",
                            "web.closing",
                            "web.findings",
                            "web.overview",
                            "web.page",
                            "web.runs",
                            "web.schedule",
                            "web.submissions",
                            "web.tables")),
            entry(
                    "running",
                    Set.of(
                            "audit",
                            "backup",
                            "batch",
                            "closing",
                            "job",
                            "job.loading",
                            "publishing",
                            "run",
                            "submission")),
            entry(
                    "web.runs",
                    Set.of("batch", "catalog", "job", "job.loading", "run", "running", "schedule", "web.page")),
            entry(
                    "web.appendices",
                    Set.of(
                            "account",
                            "batch",
                            "catalog",
                            "closing",
                            "job",
                            "job.loading",
                            "publishing",
                            "run",
                            "submission",
                            "web.page")),
            entry("upload", Set.of("audit", "finding", "job", "receipt", "recognition", "run", "submission")),
            entry(
                    "web.submissions",
                    Set.of(
                            "account",
                            "audit",
                            "batch",
                            "catalog",
                            "job",
                            "job.loading",
                            "publishing",
                            "receipt",
                            "reviewing",
                            "run",
                            "running",
                            "submission",
                            "template",
                            "upload",
                            "web.page")),
            entry(
                    "web.api",
                    Set.of(
                            "account",
                            "audit",
                            "batch",
                            "catalog",
                            "closing",
                            "finding",
                            "job",
                            "job.loading",
                            "publishing",
                            "receipt",
                            "recognition",
                            "reviewing",
                            "run",
                            "running",
                            "totals",
                            "upload",
                            "web.appendices",
                            "web.page",
                            "web.submissions",
                            "web.tables")),
            entry("notice", Set.of("audit", "control", "job")),
            entry(
                    "schedule",
                    Set.of(
                            "answering",
                            "audit",
                            "batch",
                            "catalog",
                            "closing",
                            "control",
                            "job",
                            "job.loading",
                            "notice",
                            "publishing",
                            "run",
                            "running",
                            "submission",
                            "upload")),
            entry(
                    "web.schedule",
                    Set.of(
                            "answering",
                            "audit",
                            "batch",
                            "catalog",
                            "control",
                            "notice",
                            "run",
                            "running",
                            "schedule",
                            "web.page")),
            entry("answering", Set.of("audit", "finding", "job", "submission")),
            entry("reviewing", Set.of("job", "publishing", "run")),
            entry(
                    "web.overview",
                    Set.of(
                            "account",
                            "catalog",
                            "finding",
                            "job",
                            "job.loading",
                            "publishing",
                            "reviewing",
                            "run",
                            "web.page")),
            entry(
                    "web.findings",
                    Set.of(
                            "account",
                            "answering",
                            "catalog",
                            "finding",
                            "job",
                            "job.loading",
                            "publishing",
                            "reviewing",
                            "run",
                            "submission",
                            "web.page")),
            entry(
                    "web.tables",
                    Set.of(
                            "account",
                            "batch",
                            "catalog",
                            "comparing",
                            "job",
                            "job.loading",
                            "publishing",
                            "publishing.sheet",
                            "run",
                            "submission",
                            "totals",
                            "web.page")),
            entry(
                    "web.closing",
                    Set.of(
                            "account",
                            "batch",
                            "catalog",
                            "closing",
                            "job",
                            "job.loading",
                            "run",
                            "web.page",
                            "web.tables")),
            entry("closing", Set.of("audit", "job", "publishing", "run")),
            entry("comparing", Set.of("job", "publishing", "run", "submission")),
            entry("setup", Set.of("cli")),
            entry("", Set.of("cli")));

    @Test
    void eachPackageUsesWhatTheTableSaysAndNothingElse() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass used : CLASSES) {
            uses.putIfAbsent(name(used), new TreeSet<>());
            for (Dependency dependency : used.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !name(target).equals(name(used))) {
                    uses.computeIfAbsent(name(used), name -> new TreeSet<>()).add(name(target));
                }
            }
        }

        assertThat(uses).isEqualTo(new TreeMap<>(USES));
    }

    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCoreKnowsNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".finding..",
                        ROOT + ".job..",
                        ROOT + ".compute..",
                        ROOT + ".reading..",
                        ROOT + ".recognition..",
                        ROOT + ".checking..",
                        ROOT + ".totals..",
                        ROOT + ".settling..",
                        ROOT + ".plausibility..",
                        ROOT + ".receipt..",
                        ROOT + ".publishing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    @Test
    void onlyTheBatchPackageKnowsSpringBatch() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".batch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.batch..")
                .check(CLASSES);
    }

    @Test
    void onlyThePagesKnowTheWeb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot..",
                        "org.springframework.http..",
                        "org.springframework.security.core..",
                        "org.springframework.security.web..",
                        "org.springframework.ui..",
                        "org.springframework.web..",
                        "jakarta.servlet..",
                        "org.thymeleaf..")
                .check(CLASSES);
    }
}
