package org.fubiao.job.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The schemas that are committed are those of the code. {@code ./mvnw test -Dtest=SchemaTest -Dfubiao.write-schema=true}
 * writes them anew.
 */
class SchemaTest {
    private static final Path FOLDER = Path.of("docs/schema");

    @Test
    void isCurrent() throws IOException {
        for (Map.Entry<String, Shape> kind : Format.files().entrySet()) {
            Path file = FOLDER.resolve(kind.getKey() + ".json");
            String schema = SchemaWriter.write(kind.getKey(), kind.getValue());
            if (Boolean.getBoolean("fubiao.write-schema")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, schema);
            }
            assertThat(file).hasContent(schema);
        }
    }

    @Test
    void isJson() {
        Format.files().forEach((name, shape) -> {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(SchemaWriter.write(name, shape));
            assertThat(tree).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("title", name);
        });
    }
}
