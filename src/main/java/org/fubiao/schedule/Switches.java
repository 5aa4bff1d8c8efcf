package org.fubiao.schedule;

import org.springframework.jdbc.core.JdbcTemplate;

/** Which jobs' schedules are switched off. */
final class Switches {
    private final JdbcTemplate jdbc;

    Switches(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean isOff(String job) {
        Integer count = jdbc.queryForObject("SELECT count(*) FROM schedule_off WHERE job = ?", Integer.class, job);
        return count != null && count > 0;
    }

    void off(String job) {
        if (!isOff(job)) {
            jdbc.update("INSERT INTO schedule_off (job) VALUES (?)", job);
        }
    }

    void on(String job) {
        jdbc.update("DELETE FROM schedule_off WHERE job = ?", job);
    }
}
