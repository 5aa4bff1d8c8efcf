package org.fubiao.compute;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Form;

/** The rows of a snapshot, as {@link FormTable} describes them. A form is opened when its rows are asked for, and not before. */
public interface FormRows {
    /** A connection that has the views of a form, for one thread at a time; connections of different forms may be used at once. */
    Connection of(Form form) throws SQLException;

    /** A connection for expressions that read no form. */
    Connection engine() throws SQLException;

    /** Codes of the units of which there are rows that count, by id of the form. */
    Map<String, Set<String>> reported() throws SQLException;

    /** What was reported and does not count. */
    default LeftOut leftOut() {
        return LeftOut.NOTHING;
    }

    /** The rows behind a connection in which all forms are open. */
    static FormRows opened(Connection connection) {
        return new FormRows() {
            @Override
            public Connection of(Form form) {
                return connection;
            }

            @Override
            public Connection engine() {
                return connection;
            }

            @Override
            public Map<String, Set<String>> reported() throws SQLException {
                Map<String, Set<String>> units = new HashMap<>();
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT DISTINCT form, unit FROM " + FormTable.PARTS)) {
                    while (rows.next()) {
                        units.computeIfAbsent(rows.getString(1), form -> new HashSet<>())
                                .add(rows.getString(2));
                    }
                }
                return units;
            }
        };
    }
}
