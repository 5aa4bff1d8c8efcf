package org.fubiao.control;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** PostgreSQL on a server, which several processes may use. Of this class nothing is loaded where H2 is used. */
final class PostgresEngine implements Engine {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HikariDataSource pool;

    private PostgresEngine(HikariDataSource pool) {
        this.pool = pool;
    }

    static PostgresEngine open(PostgresSettings settings, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setPoolName("control");
        config.setMaximumPoolSize(connections);
        // Most commands need one.
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        try {
            return new PostgresEngine(new HikariDataSource(config));
        } catch (PoolInitializationException e) {
            throw new UnreadableDatabaseException(
                    "连接不上登记库 " + settings.place() + "。请检查服务器是否在运行，以及 " + settings.file() + " 中的地址、用户和密码", e);
        }
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public boolean isFile() {
        return false;
    }

    @Override
    public void copyTo(Path folder) {
        throw new UnsupportedOperationException("a server's database is copied by its own tools");
    }

    /** The server does that itself. */
    @Override
    public void tidy() {
        close();
    }

    @Override
    public void close() {
        pool.close();
    }
}
