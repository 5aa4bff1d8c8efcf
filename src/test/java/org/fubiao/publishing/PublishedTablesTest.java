package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.fubiao.publishing.PublishedChanges.CellChange;
import org.fubiao.publishing.PublishedChanges.FigureChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is read but what is asked for: a listing may not fit into memory. */
class PublishedTablesTest {
    /** A quote that never ends: whoever reads it fails. */
    private static final String UNREADABLE = "kind,row,n\ndetail,\"";

    @TempDir
    private Path folder;

    private Path before;
    private Path now;

    @BeforeEach
    void publish() throws IOException {
        before = run("before", "20");
        now = run("now", "27");
    }

    private Path run(String name, String value) throws IOException {
        Path run = folder.resolve(name);
        Files.createDirectories(run.resolve("appendices"));
        Files.writeString(
                run.resolve("figures.csv"),
                "id,title,value,exact,uom,quoted\nT01,活动," + value + ",,场," + value + "场\n");
        appendix(run, "01", "kind,row,n\ndetail,甲," + value + "\n");
        return run;
    }

    private static void appendix(Path run, String id, String csv) throws IOException {
        Files.writeString(run.resolve("appendices").resolve(id + ".csv"), csv);
    }

    @Test
    void figuresAreComparedAndNoAppendixIsRead() throws Exception {
        appendix(before, "09", UNREADABLE);
        appendix(now, "09", UNREADABLE + "x");

        assertThat(PublishedChanges.figuresBetween(new PublishedTables(before), new PublishedTables(now)))
                .containsExactly(new FigureChange("T01", "活动", "20场", "27场", false, false));
        assertThatThrownBy(
                        () -> PublishedChanges.between(new PublishedTables(before), new PublishedTables(now), Set.of()))
                .isInstanceOf(Exception.class);
    }

    @Test
    void anAppendixIsReadWithoutTheOthersAndWithoutTheFigures() throws Exception {
        appendix(now, "09", UNREADABLE);
        Files.delete(now.resolve("figures.csv"));
        PublishedTables tables = new PublishedTables(now);

        assertThat(tables.appendices()).containsExactly("01", "09");
        assertThat(tables.appendix("01").orElseThrow().rows().get(0)).containsExactly("detail", "甲", "27");
        assertThat(tables.appendix("02")).isEmpty();
    }

    @Test
    void noIdLeadsOutOfTheFolder() throws Exception {
        Files.writeString(now.resolve("secret.csv"), "kind,row,n\n");

        assertThat(new PublishedTables(now).appendix("../secret")).isEmpty();
        assertThat(new PublishedTables(now).appendix("../figures")).isEmpty();
    }

    @Test
    void appendicesThatAreTheSameToTheByteAreNotRead() throws Exception {
        appendix(before, "09", UNREADABLE);
        appendix(now, "09", UNREADABLE);

        assertThat(PublishedChanges.between(new PublishedTables(before), new PublishedTables(now), Set.of("09"))
                        .cells())
                .containsExactly(new CellChange("01", "detail", "甲", "n", 0, "B5", "20", "27"));
    }

    @Test
    void anAppendixThatOnlyOneOfThemHasIsCompared() throws Exception {
        appendix(now, "02", "kind,row,n\ndetail,乙,1\n");

        assertThat(PublishedChanges.between(new PublishedTables(before), new PublishedTables(now), Set.of())
                        .cells())
                .extracting(CellChange::appendix, CellChange::before, CellChange::now)
                .contains(org.assertj.core.groups.Tuple.tuple("02", "", "1"));
    }
}
