package io.pixelated.streams.jobs.rules;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The rules that this process has compiled, so that each of its many subtasks need not. They are
 * known by what they were made from, and forgotten when no subtask holds them any more.
 */
final class SharedRules {
  private static final SharedRules PROCESS = new SharedRules();

  private final Map<String, WeakReference<CompiledRules>> known = new HashMap<>();
  private final Map<String, CompletableFuture<CompiledRules>> underWay = new HashMap<>();

  /** Those that all subtasks of the process share. */
  static SharedRules ofProcess() {
    return PROCESS;
  }

  /** The rules made from {@code origin}; whoever asks first compiles them, others wait for it. */
  CompiledRules get(String origin, Supplier<CompiledRules> compile) {
    CompletableFuture<CompiledRules> mine = new CompletableFuture<>();
    CompletableFuture<CompiledRules> first = enter(origin, mine);
    if (first == mine) {
      try {
        leave(origin, compile.get());
      } catch (RuntimeException | Error e) {
        leave(origin, e);
      }
    }
    return first.join();
  }

  private synchronized CompletableFuture<CompiledRules> enter(
      String origin, CompletableFuture<CompiledRules> mine) {
    known.values().removeIf(reference -> reference.get() == null);
    WeakReference<CompiledRules> reference = known.get(origin);
    CompiledRules found = reference == null ? null : reference.get();
    return found == null
        ? underWay.computeIfAbsent(origin, o -> mine)
        : CompletableFuture.completedFuture(found);
  }

  private synchronized void leave(String origin, CompiledRules compiled) {
    known.put(origin, new WeakReference<>(compiled));
    underWay.remove(origin).complete(compiled);
  }

  private synchronized void leave(String origin, Throwable failure) {
    underWay.remove(origin).completeExceptionally(failure);
  }
}
