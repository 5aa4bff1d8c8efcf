package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

@Schema(description = "A page of a list.")
record Page<T>(
        List<T> items,

        @Schema(description = "Number of the page, from 1.", example = "1")
        int page,

        @Schema(description = "How many a page holds.", example = "100")
        int size,

        @Schema(description = "How many there are in all.", example = "2")
        long total) {
    static final int MOST = 1000;

    /** Gathers one page of many that come one after the other. */
    static final class Gathering<T> {
        private final List<T> items = new ArrayList<>();
        private final int page;
        private final int size;
        private long total;

        /** What is asked for, brought within bounds. */
        Gathering(int page, int size) {
            this.page = Math.max(1, page);
            this.size = Math.max(1, Math.min(MOST, size));
        }

        /** Whether the next one stands on the page. */
        boolean wantsNext() {
            long first = (page - 1L) * size;
            boolean wants = total >= first && total < first + size;
            total++;
            return wants;
        }

        void add(T item) {
            items.add(item);
        }

        Page<T> page() {
            return new Page<>(List.copyOf(items), page, size, total);
        }
    }
}
