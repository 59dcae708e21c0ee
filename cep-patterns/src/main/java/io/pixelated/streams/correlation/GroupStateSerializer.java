package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteWriter;
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
public final class GroupStateSerializer extends TypeSerializerSingleton<GroupState> {
  public static final GroupStateSerializer INSTANCE = new GroupStateSerializer();

  private static final long serialVersionUID = 1;

  private GroupStateSerializer() {}

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public GroupState createInstance() {
    return GroupState.NOBODY;
  }

  @Override
  public GroupState copy(GroupState from) {
    return from;
  }

  @Override
  public GroupState copy(GroupState from, GroupState reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(GroupState state, DataOutputView out) throws IOException {
    ByteWriter bytes = GroupStateFormat.write(state);
    out.writeInt(bytes.length());
    out.write(bytes.buffer(), 0, bytes.length());
  }

  @Override
  public GroupState deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return GroupStateFormat.read(bytes);
  }

  @Override
  public GroupState deserialize(GroupState reuse, DataInputView in) throws IOException {
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
  public TypeSerializerSnapshot<GroupState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer as Flink names it in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
