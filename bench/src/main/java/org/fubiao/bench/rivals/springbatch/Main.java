package org.fubiao.bench.rivals.springbatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Takes a case folder and an output folder, where the database stands as well while the program runs. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Path out = Files.createDirectories(Path.of(args[1])).toAbsolutePath();
        Path database = out.resolve("rows");
        int exit = SpringApplication.exit(new SpringApplicationBuilder(JobConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("case=" + args[0], "out=" + out, "spring.datasource.url=jdbc:h2:file:" + database)
                .run());
        Files.delete(Path.of(database + ".mv.db"));
        System.exit(exit);
    }
}
