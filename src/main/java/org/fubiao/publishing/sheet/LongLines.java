package org.fubiao.publishing.sheet;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.fubiao.publishing.sheet.Grid.Line;

/**
 * The lines of a long list, made each time that they are asked for, because as objects they would fill the memory. All are
 * plain lines of texts and numbers, without formulas, links or tones.
 */
public final class LongLines extends AbstractList<Line> implements RandomAccess {
    private final int size;
    private final IntFunction<Line> lines;

    /** @param lines gives the line at a place, from 0; always the same, and to any thread */
    public LongLines(int size, IntFunction<Line> lines) {
        this.size = size;
        this.lines = lines;
    }

    @Override
    public Line get(int place) {
        return lines.apply(place);
    }

    @Override
    public int size() {
        return size;
    }
}
