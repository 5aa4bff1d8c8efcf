package org.fubiao.publishing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fubiao.publishing.sheet.Book;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.LongTables;
import org.fubiao.receipt.Receipt;
import org.fubiao.receipt.ReceiptWriter;
import org.fubiao.totals.AppendixTable;

/** The workbooks and documents of a run: made, or copied from the latest run where they would be made of the same. */
final class Outputs {
    /** Where a table has more rows, things are made without a look at their content, which takes time too. */
    private static final int LONG_TABLE = 20_000;

    private final Publication publication;
    private final Path folder;
    private final Optional<MadeOf> earlier;
    private final Optional<MadeOf> made;
    private final LongTables longTables;
    private final ContentHash hash = new ContentHash();

    /**
     * Outputs in a new folder.
     *
     * @param maker who makes them; without it, none is copied
     * @param latest folder of the latest run, which may be missing
     * @param appendices all of them, as they are printed
     */
    Outputs(Publication publication, Optional<String> maker, Path latest, Path folder, List<Grid> appendices)
            throws IOException {
        this.publication = publication;
        this.folder = folder;
        this.earlier = maker.isPresent() ? Optional.of(MadeOf.in(latest, maker.get())) : Optional.empty();
        this.made = maker.map(by -> new MadeOf(folder, by));
        this.longTables = new LongTables(appendices);
        if (made.isPresent()) {
            publication.appendices().stream().filter(table -> !isLong(table)).forEach(hash::know);
            appendices.stream().filter(grid -> !grid.isLong()).forEach(hash::know);
        }
    }

    void book(String file, String title, List<Grid> grids) throws IOException {
        String author = publication.job().office();
        Optional<String> content = grids.stream().anyMatch(Grid::isLong)
                ? Optional.empty()
                : content(title, author, publication.period(), grids);
        make(file, content, () -> {
            try (Book book = new Book(longTables, grids)) {
                grids.forEach(book::add);
                book.save(
                        folder.resolve(file),
                        title,
                        author,
                        publication.period().lastDay());
            }
        });
    }

    void document(String file, Publication figures, Layouts layouts) throws IOException {
        Optional<String> content = figures.appendices().stream().anyMatch(Outputs::isLong)
                ? Optional.empty()
                : content(figures.job().hash(), figures.period(), figures.figures(), figures.appendices());
        make(file, content, () -> new SummaryDocument(figures, layouts).write(folder.resolve(file)));
    }

    void receipt(String file, Receipt receipt, Path submission) throws IOException {
        make(file, content(receipt), () -> ReceiptWriter.write(receipt, submission, folder.resolve(file)));
    }

    private static boolean isLong(AppendixTable table) {
        return table.rows().size() > LONG_TABLE;
    }

    private Optional<String> content(Object... parts) {
        return made.isPresent() ? hash.of(parts) : Optional.empty();
    }

    private interface Making {
        void make() throws IOException;
    }

    private void make(String file, Optional<String> content, Making making) throws IOException {
        if (content.isEmpty() || made.isEmpty() || earlier.isEmpty()) {
            making.make();
            return;
        }
        if (!earlier.get().copy(file, content.get(), folder)) {
            making.make();
        }
        made.get().add(file, content.get());
    }

    /** Leaves for the next run what these outputs are made of. */
    void save() throws IOException {
        if (made.isPresent()) {
            made.get().save();
        }
    }
}
