package org.fubiao.control;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Refuses to change or remove rows: called by H2 itself, whoever asks. */
public final class AppendOnly implements Trigger {
    /** Made by H2. */
    public AppendOnly() {}

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("the audit log is only ever added to");
    }
}
