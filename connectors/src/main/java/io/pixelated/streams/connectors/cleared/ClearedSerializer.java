package io.pixelated.streams.connectors.cleared;

import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.ClearedCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries cleared records between tasks in residency's own form, which says its version. */
public final class ClearedSerializer extends TypeSerializerSingleton<Cleared> {
  private static final long serialVersionUID = 1L;
  static final ClearedSerializer INSTANCE = new ClearedSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Cleared createInstance() {
    return null; // there is no blank one, and none is ever filled
  }

  @Override
  public Cleared copy(Cleared from) {
    return from;
  }

  @Override
  public Cleared copy(Cleared from, Cleared reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Cleared record, DataOutputView target) throws IOException {
    ClearedCodec.write(record, target);
  }

  @Override
  public Cleared deserialize(DataInputView source) throws IOException {
    return ClearedCodec.read(source);
  }

  @Override
  public Cleared deserialize(Cleared reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Cleared> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says to a later version of the job what was written. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Cleared> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
