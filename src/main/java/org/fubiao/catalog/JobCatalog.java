package org.fubiao.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Job;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.job.loading.SoundDefinitions;

/** The jobs that there are. A job is read again when one of its files changes. */
public final class JobCatalog {
    private final Path folder;
    private final SoundDefinitions sound;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    private record Loaded(String state, Job job) {}

    public JobCatalog(Path folder, SoundDefinitions sound) {
        this.folder = folder;
        this.sound = sound;
    }

    /** The ids of all jobs, sorted. */
    public List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.exists(child.resolve("job.yml")))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A job as its files say now.
     *
     * @throws InvalidJobException if they are wrong
     */
    public Job get(String id) {
        if (!ids().contains(id)) {
            throw new IllegalArgumentException("no job " + id);
        }
        String state = state(folder.resolve(id));
        Loaded known = loaded.get(id);
        if (known == null || !known.state().equals(state)) {
            known = new Loaded(state, JobLoader.load(folder.resolve(id), Compute::alone, sound));
            loaded.put(id, known);
        }
        return known.job();
    }

    /** The title of a job; its id while its definitions are wrong. */
    public String title(String id) {
        try {
            return get(id).title();
        } catch (InvalidJobException e) {
            return id;
        }
    }

    /** Names, sizes and times of the files. */
    private static String state(Path job) {
        try (Stream<Path> files = Files.walk(job)) {
            StringBuilder state = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                state.append(file)
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
            return state.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
