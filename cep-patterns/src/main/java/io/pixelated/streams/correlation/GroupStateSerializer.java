package io.pixelated.streams.correlation;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How the state of a group is written: times as differences, constants by name, and what a match
 * does not touch as bytes that are copied. The bytes begin with the number of their format.
 */
public final class GroupStateSerializer extends TypeSerializerSingleton<KeptGroup> {
  public static final GroupStateSerializer INSTANCE = new GroupStateSerializer();

  private static final long serialVersionUID = 1;

  private GroupStateSerializer() {}

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public KeptGroup createInstance() {
    return KeptGroup.NOBODY;
  }

  @Override
  public KeptGroup copy(KeptGroup from) {
    return from;
  }

  @Override
  public KeptGroup copy(KeptGroup from, KeptGroup reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(KeptGroup group, DataOutputView out) throws IOException {
    byte[] bytes = group.bytes();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public KeptGroup deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return KeptGroup.read(bytes);
  }

  @Override
  public KeptGroup deserialize(KeptGroup reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public TypeSerializerSnapshot<KeptGroup> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer as Flink names it in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeptGroup> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
