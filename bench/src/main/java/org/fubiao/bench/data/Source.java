package org.fubiao.bench.data;

import java.io.IOException;
import org.fubiao.bench.data.Spec.FileSpec;
import org.jspecify.annotations.Nullable;

/** Where rows come from: the same rows whenever they are asked for. */
public interface Source {
    Spec spec();

    /** Gives all rows of a file to {@code rows}. */
    void rows(FileSpec file, Rows rows) throws IOException;

    /** Takes the rows of a file, cells as {@link TableFile} has them, a matrix with its item first. */
    interface Rows {
        void row(@Nullable Object... cells) throws IOException;

        /** A row whose key an earlier row has. */
        void repeated(@Nullable Object... cells) throws IOException;
    }
}
