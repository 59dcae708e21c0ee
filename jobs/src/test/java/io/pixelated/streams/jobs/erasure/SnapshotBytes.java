package io.pixelated.streams.jobs.erasure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/** All bytes of a snapshot of the heap backend, which are not compressed. */
public final class SnapshotBytes {
  private final String bytes;

  private SnapshotBytes(String bytes) {
    this.bytes = bytes;
  }

  public static SnapshotBytes of(OperatorSubtaskState snapshot) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (KeyedStateHandle handle :
        Stream.concat(
                snapshot.getManagedKeyedState().stream(), snapshot.getRawKeyedState().stream())
            .toList()) {
      read(((KeyGroupsStateHandle) handle).getDelegateStateHandle(), all);
    }
    for (OperatorStateHandle handle : snapshot.getManagedOperatorState()) {
      read(handle.getDelegateStateHandle(), all);
    }
    // Byte for character, so that searching for a text is searching for its bytes.
    return new SnapshotBytes(all.toString(StandardCharsets.ISO_8859_1));
  }

  private static void read(StreamStateHandle handle, ByteArrayOutputStream all) throws IOException {
    try (InputStream in = handle.openInputStream()) {
      in.transferTo(all);
    }
  }

  /** Whether a text, as UTF-8, is in there in any letter case. */
  public boolean contain(String text) {
    String sought =
        new String(
            text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
            StandardCharsets.ISO_8859_1);
    return bytes.toLowerCase(Locale.ROOT).contains(sought);
  }

  /** Those of some texts that are in there. */
  public List<String> found(String... texts) {
    return Stream.of(texts).filter(this::contain).toList();
  }
}
