package org.fubiao.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Chance from a fixed seed: the same on every machine, since {@link Random} is specified to the bit. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    /** A whole number from {@code least} to {@code most}. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** {@code count} different numbers below {@code bound}. */
    Set<Integer> choose(int count, int bound) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < bound; i++) {
            all.add(i);
        }
        return new HashSet<>(shuffled(all).subList(0, count));
    }

    LocalDate day(int year) {
        return LocalDate.of(year, 1, 1).plusDays(between(8, 355));
    }

    /** Splits a total into parts of at least {@code least}, roughly by weight. */
    int[] split(int total, int least, int... weights) {
        int[] parts = new int[weights.length];
        List<Integer> tickets = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            parts[i] = least;
            for (int ticket = 0; ticket < weights[i]; ticket++) {
                tickets.add(i);
            }
        }
        for (int rest = total - least * weights.length; rest > 0; rest--) {
            parts[one(tickets)]++;
        }
        return parts;
    }
}
