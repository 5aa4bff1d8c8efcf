package org.fubiao.batch;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs work on a thread of its own, which nobody else can interrupt: the framework leaves its partitions running when the
 * thread that waits for them is interrupted.
 */
final class Undisturbed {
    private Undisturbed() {}

    /**
     * Waits until the work has ended, whatever happens.
     *
     * @param onInterrupt called when the caller is interrupted; the interrupt is passed on once the work has ended
     * @throws ExecutionException with what the work threw as its cause
     */
    static <T> T call(String name, Callable<T> work, Runnable onInterrupt) throws ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(task, name).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    onInterrupt.run();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
