package org.fubiao.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.api.Trigger;

/** Holds a run back while it receives, so that a test can meet it on its way however fast or slow the machine is. */
public final class Gate implements Trigger {
    private static volatile CountDownLatch open = new CountDownLatch(0);
    private static volatile CountDownLatch arrived = new CountDownLatch(1);

    /** Made by H2. */
    public Gate() {}

    /** From now on runs wait where their snapshot is fixed. */
    static void close(DataSource database) throws SQLException {
        open = new CountDownLatch(1);
        arrived = new CountDownLatch(1);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER IF NOT EXISTS gate BEFORE INSERT ON run_submission FOR EACH ROW CALL '"
                    + Gate.class.getName() + "'");
        }
    }

    /** Waits until a run stands at the gate. */
    static void awaitRun() throws InterruptedException {
        if (!arrived.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no run came to the gate");
        }
    }

    /** Lets whoever waits go on. */
    static void open() {
        open.countDown();
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        arrived.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
    }
}
