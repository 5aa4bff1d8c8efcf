package org.fubiao.bench.rivals.springbatch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fubiao.bench.rivals.Spec;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.MultiResourceItemReader;
import org.springframework.batch.infrastructure.item.file.ResourceAwareItemReaderItemStream;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.builder.MultiResourceItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.transform.DelimitedLineTokenizer;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** The files of a form that one step reads: all CSV or all workbooks, with their heads in the same row. */
final class Batch {
    private final Spec.Form form;
    private final boolean csv;
    private final int headRow;
    private final Map<Resource, String> units = new LinkedHashMap<>();

    private Batch(Spec.Form form, Spec.Source like) {
        this.form = form;
        csv = like.isCsv();
        headRow = like.headRow();
    }

    static List<Batch> of(Spec spec, Path folder) {
        Map<String, Batch> batches = new LinkedHashMap<>();
        for (Spec.Source file : spec.files()) {
            String like = file.form() + " " + file.isCsv() + " " + file.headRow();
            batches.computeIfAbsent(like, name -> new Batch(spec.form(file.form()), file))
                    .units
                    .put(new FileSystemResource(folder.resolve(file.path())), file.unit());
        }
        return List.copyOf(batches.values());
    }

    String name() {
        return form.id() + (csv ? " csv" : " workbooks") + " from row " + (headRow + 1);
    }

    Spec.Form form() {
        return form;
    }

    String unit(Item item) {
        return Objects.requireNonNull(units.get(item.file()));
    }

    MultiResourceItemReader<Item> reader() {
        return new MultiResourceItemReaderBuilder<Item>()
                .name(name())
                .resources(units.keySet().toArray(Resource[]::new))
                .delegate(csv ? csvReader() : workbookReader())
                .build();
    }

    private ResourceAwareItemReaderItemStream<Item> workbookReader() {
        return new WorkbookItemReader(form, headRow);
    }

    private FlatFileItemReader<Item> csvReader() {
        DelimitedLineTokenizer tokenizer = new DelimitedLineTokenizer();
        Heads heads = new Heads(form);
        return new FlatFileItemReaderBuilder<Item>()
                .name("csv")
                .encoding("UTF-8")
                .linesToSkip(headRow)
                .skippedLinesCallback(
                        line -> heads.are(List.of(tokenizer.tokenize(line).getValues())))
                .lineTokenizer(tokenizer)
                .fieldSetMapper(fields -> {
                    String[] values = fields.getValues();
                    return new Item(heads.cells(place -> place < values.length ? values[place] : null));
                })
                .build();
    }
}
