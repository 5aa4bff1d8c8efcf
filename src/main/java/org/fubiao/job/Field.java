package org.fubiao.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field (字段) of a form.
 *
 * @param name the column's name in expressions and messages; unique in its form
 * @param heads the nested heads from the top down, the last one over the column itself; usually just the name
 * @param aliases other heads by which the column is recognised; nested ones joined by "/"
 * @param type what its values are
 * @param scale digits after the point that a {@link FieldType#DECIMAL} keeps; 0 for an integer; 4 for a percentage (0.9125)
 * @param required whether it must be filled in
 * @param pattern regular expression that a text must match as a whole, if any
 * @param codes the allowed values of a {@link FieldType#CODE}, in the order in which they are printed
 * @param codeAliases other spellings of a code, and the code that each means
 * @param min least value, if any
 * @param max greatest value, if any
 * @param uom unit of measure (计量单位), empty if none
 * @param fillDown whether an empty cell takes the value above it (vertically merged cells)
 */
public record Field(
        String name,
        List<String> heads,
        List<String> aliases,
        FieldType type,
        int scale,
        boolean required,
        @Nullable String pattern,
        List<String> codes,
        Map<String, String> codeAliases,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        String uom,
        boolean fillDown) {

    public Field {
        heads = List.copyOf(heads);
        aliases = List.copyOf(aliases);
        codes = List.copyOf(codes);
        codeAliases = Map.copyOf(codeAliases);
    }
}
