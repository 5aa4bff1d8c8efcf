package org.fubiao.job.loading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Expectations;
import org.fubiao.job.Expression;
import org.fubiao.job.Figure;
import org.fubiao.job.Job;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Unit;
import org.fubiao.job.Waiver;

/** Reads a job folder, whose format {@code docs/job-format.md} describes. */
public final class JobLoader {
    private static final String MEASURES = "measures.yml";
    /** Of the other jobs in the same folder these files are read, if the job refers to them. */
    public static final List<String> READ_OF_OTHERS = List.of("job.yml", MEASURES);

    private static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]*";

    private final Path folder;
    private final Problems problems = new Problems();
    private final JobFolder files;
    private final Codes codes = new Codes();

    private JobLoader(Path folder) {
        this.folder = folder;
        this.files = new JobFolder(folder, problems);
    }

    /**
     * Reads and checks all definitions of a job.
     *
     * @param compute binds expressions over empty tables; no data is read, and nothing stays behind
     * @throws InvalidJobException if anything is wrong; it says everything that is
     */
    public static Job load(Path folder, Compute compute) {
        return load(folder, compute::connect, SoundDefinitions.NONE);
    }

    /**
     * Reads and checks all definitions of a job.
     *
     * @param engine makes the connection that binds expressions over empty tables; not asked for definitions that are known
     * @param sound definitions whose expressions need not be bound; those of the job are added
     * @throws InvalidJobException if anything is wrong; it says everything that is
     */
    public static Job load(Path folder, Supplier<Connection> engine, SoundDefinitions sound) {
        return new JobLoader(folder.toAbsolutePath().normalize()).load(engine, sound);
    }

    private Job load(Supplier<Connection> engine, SoundDefinitions sound) {
        if (!Files.isDirectory(folder)) {
            problems.add(String.valueOf(folder), 0, "", "没有这个文件夹", "汇总任务的文件夹中应有 job.yml。");
            throw new InvalidJobException(folder, problems.inReadingOrder());
        }
        Optional<Value> head = files.required("job.yml", Format.JOB, "汇总任务的名称、发布单位、报告期");
        Optional<PeriodKind> period = head.flatMap(JobLoader::periodKind);
        List<Unit> units = units(head, period);
        List<String> kinds = units.stream().map(Unit::kind).distinct().toList();

        Forms forms = forms(kinds);
        Measures measures = measures(forms);
        Optional<Value> reconciliationFile = files.optional("reconciliations.yml", Format.RECONCILIATIONS);
        List<Reconciliation> reconciliations = reconciliationFile
                .map(new ReconciliationParser(codes, new OtherJobs(folder, period), units)::parse)
                .orElse(List.of());
        List<AppendixDraft> appendices = appendices(kinds, period.orElse(PeriodKind.YEAR), forms, measures);
        List<Figure> figures = figures(measures, appendices);
        References references = new References(units, forms, period.orElse(PeriodKind.YEAR));
        Expectations expectations = files.optional("expected.yml", Format.EXPECTED)
                .map(new ExpectationsParser(references, period.orElse(PeriodKind.YEAR))::parse)
                .orElse(Expectations.NONE);
        List<PlausibilityCheck> plausibility = files.optional("plausibility.yml", Format.PLAUSIBILITY)
                .map(new PlausibilityParser(codes, measures)::parse)
                .orElse(List.of());
        boolean allCodes =
                !problems.below("forms") && !problems.in("reconciliations.yml") && !problems.in("plausibility.yml");
        List<Waiver> waivers = files.optional("waivers.yml", Format.WAIVERS)
                .map(new WaiversParser(references, forms, codes, allCodes)::parse)
                .orElse(List.of());
        if (!files.has(MEASURES) && (measures.isWanted() || reconciliationFile.isPresent())) {
            problems.add(MEASURES, 0, "", "缺少此文件（指标：每个数字怎样算出）", "请新建。");
        }
        files.reportUnread();

        if (!problems.isEmpty() || !sound.contains(files.hash())) {
            try (Connection connection = engine.get()) {
                ExpressionCheck expressions = new ExpressionCheck(new Binder(connection), units, qualifiers(period));
                expressions.rules(forms);
                expressions.measures(measures);
                reconciliationFile.ifPresent(file -> expressions.reconciliations(file, measures));
                expressions.appendices(appendices);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot bind the expressions of " + folder, e);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidJobException(folder, problems.inReadingOrder());
        }
        sound.add(files.hash());
        Value job = head.orElseThrow();
        return new Job(
                String.valueOf(folder.getFileName()),
                folder,
                job.text("title", ""),
                job.text("office", ""),
                period.orElseThrow(),
                job.text("schedule").orElse(null),
                job.flag("receipts", true),
                units,
                units,
                forms.all().stream().map(FormDraft::form).toList(),
                measures.all().values().stream().map(MeasureDraft::measure).toList(),
                reconciliations,
                appendices.stream().map(AppendixDraft::appendix).toList(),
                figures,
                expectations,
                waivers,
                plausibility,
                files.hash());
    }

    /** Of a job whose period is unknown nobody can say which word is wrong. */
    private static Set<String> qualifiers(Optional<PeriodKind> period) {
        return period.filter(kind -> kind != PeriodKind.YEAR).isPresent()
                ? Set.of(Expression.PREVIOUS)
                : Set.of(Expression.PREVIOUS, Expression.PREVIOUS_YEAR);
    }

    static Optional<PeriodKind> periodKind(Value head) {
        String text = head.text("period", "year");
        return Stream.of(PeriodKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private List<Unit> units(Optional<Value> head, Optional<PeriodKind> period) {
        String name = head.map(value -> value.text("units", "units.csv")).orElse("units.csv");
        return files.text(name)
                .map(text -> UnitsFile.read(name, text, period, problems))
                .orElse(List.of());
    }

    private Forms forms(List<String> kinds) {
        FormParser parser = new FormParser(kinds, codes);
        List<FormDraft> drafts = new ArrayList<>();
        Set<String> unreadable = new HashSet<>();
        Map<String, Optional<Value>> found = files.all("forms", Format.FORM);
        if (found.isEmpty()) {
            problems.add("forms", 0, "", "没有报表", "请在此文件夹中为每张报表建一个 .yml 文件。");
            unreadable.add("");
        }
        found.forEach((id, value) -> {
            if (!id.matches(ID)) {
                problems.add("forms/" + id + ".yml", 0, "", "文件名只能用英文字母、数字、“-”和“_”", "请改名，报表的中文名称写在 form 中。");
            }
            value.ifPresentOrElse(form -> drafts.add(parser.parse(id, form)), () -> unreadable.add(id));
        });
        return new Forms(drafts, unreadable);
    }

    private Measures measures(Forms forms) {
        Optional<Value> file = files.optional(MEASURES, Format.MEASURES);
        Map<String, MeasureDraft> drafts =
                file.map(new MeasureParser(forms)::parse).orElseGet(LinkedHashMap::new);
        return new Measures(drafts, (files.has(MEASURES) && !problems.in(MEASURES)) || !drafts.isEmpty());
    }

    private List<AppendixDraft> appendices(List<String> kinds, PeriodKind period, Forms forms, Measures measures) {
        AppendixParser parser = new AppendixParser(kinds, period, forms, measures);
        List<AppendixDraft> drafts = new ArrayList<>();
        files.all("appendices", Format.APPENDIX)
                .forEach((id, value) -> value.ifPresent(appendix -> drafts.add(parser.parse(id, appendix))));
        return drafts;
    }

    private List<Figure> figures(Measures measures, List<AppendixDraft> appendices) {
        return files.optional("figures.yml", Format.FIGURES)
                .map(new FigureParser(measures, appendices, !problems.below("appendices/"))::parse)
                .orElse(List.of());
    }
}
