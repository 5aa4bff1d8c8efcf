package org.fubiao.bench.rivals.springbatch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ResourceAware;
import org.springframework.core.io.Resource;

/** The cells of a row by column of its form, and the file from which it is. */
final class Item implements ResourceAware {
    private final List<? extends @Nullable Object> cells;
    private @Nullable Resource file;

    Item(List<? extends @Nullable Object> cells) {
        this.cells = cells;
    }

    List<? extends @Nullable Object> cells() {
        return cells;
    }

    @Nullable Resource file() {
        return file;
    }

    @Override
    public void setResource(Resource resource) {
        file = resource;
    }
}
