package org.fubiao.web.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For programs that watch over the server: whether it lives, for anybody; and its numbers, for administrators. */
@RestController
class HealthPage {
    private static final int SECONDS = 2;
    private static final int UNAVAILABLE = 503;
    /** The format of Prometheus. */
    private static final MediaType NUMBERS = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final DataSource database;
    private final Meters meters;

    HealthPage(DataSource database, Meters meters) {
        this.database = database;
        this.meters = meters;
    }

    /** Says nothing but whether it works: whoever asks has not logged in. */
    @GetMapping("/health")
    ResponseEntity<String> health() {
        boolean up = answers();
        return ResponseEntity.status(up ? 200 : UNAVAILABLE)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_PLAIN)
                .body(up ? "up\n" : "down\n");
    }

    private boolean answers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(NUMBERS)
                .body(meters.read());
    }
}
