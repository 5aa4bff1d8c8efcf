package org.fubiao.job.loading;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at a place of a definition file. Both the checks of the loader and the JSON Schema are made of it, so that
 * they cannot disagree.
 */
sealed interface Shape {
    /** For people: what is expected. */
    String expected();

    /**
     * A text; a number or a truth value is taken as it is written.
     *
     * @param pattern what it must match, if anything
     * @param example how it looks, if there is a pattern
     */
    record Text(@Nullable String pattern, String example) implements Shape {
        @Override
        public String expected() {
            return pattern == null ? "文字" : "形如“" + example + "”的文字";
        }
    }

    /** One of these words. */
    record Words(List<String> words) implements Shape {
        @Override
        public String expected() {
            return String.join("、", words) + " 之一";
        }
    }

    record Whole(long least, long most) implements Shape {
        @Override
        public String expected() {
            return least + " 到 " + most + " 的整数";
        }
    }

    record Decimal() implements Shape {
        @Override
        public String expected() {
            return "数字";
        }
    }

    record Flag() implements Shape {
        @Override
        public String expected() {
            return "true 或 false";
        }
    }

    /**
     * A list.
     *
     * @param noun what an item is called; empty if it has no name of its own
     * @param least how many items there must be
     * @param most how many there may be
     */
    record ListOf(Shape item, String noun, int least, int most) implements Shape {
        @Override
        public String expected() {
            return "列表（[…, …]，或每行以“- ”开头）";
        }
    }

    /**
     * A map from names that the author chooses.
     *
     * @param noun what an entry is called
     */
    record MapOf(Shape value, String noun) implements Shape {
        @Override
        public String expected() {
            return "“" + noun + ": 内容”的对应关系";
        }
    }

    /**
     * A map with known keys.
     *
     * @param marks keys by which it is told from other variants, at least one of which must be there
     * @param id key that names it in messages, if any
     */
    record Keys(List<String> marks, @Nullable String id, List<Slot> keys) implements Shape {
        @Override
        public String expected() {
            return "“键: 值”，可用的键有 " + String.join("、", names());
        }

        List<String> names() {
            return keys.stream().map(Slot::name).toList();
        }

        Optional<Slot> key(String name) {
            return keys.stream().filter(key -> key.name().equals(name)).findFirst();
        }
    }

    /** One of several maps, told by their marks. */
    record Variants(List<Keys> variants) implements Shape {
        @Override
        public String expected() {
            return "“键: 值”";
        }

        List<String> marks() {
            return variants.stream().flatMap(keys -> keys.marks().stream()).toList();
        }
    }

    /** One of several shapes, of which one at most is a map and one at most a list. */
    record Either(List<Shape> options) implements Shape {
        @Override
        public String expected() {
            return String.join("，或", options.stream().map(Shape::expected).toList());
        }
    }

    /** A shape that contains itself. */
    record Named(String name, Supplier<Shape> shape) implements Shape {
        @Override
        public String expected() {
            return shape.get().expected();
        }
    }

    /** A key of a map, and what its author reads about it. */
    record Slot(String name, boolean required, Shape shape, String description) {}
}
