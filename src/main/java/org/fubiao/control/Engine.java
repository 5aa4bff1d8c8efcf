package org.fubiao.control;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;

/** A database that is open. */
interface Engine extends AutoCloseable {
    DataSource dataSource();

    /** Whether it is a file of the work folder, which can be copied while it is open. */
    boolean isFile();

    /** Copies the file as it is at one moment. */
    void copyTo(Path folder) throws IOException;

    /** Closes it, putting it in order before where that is worth while. */
    void tidy();

    @Override
    void close();
}
