package io.pixelated.streams.connectors.cleared;

import io.pixelated.streams.residency.Cleared;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's description of {@link Cleared}; every stream of cleared records has to name it. */
public final class ClearedType extends TypeInformation<Cleared> {
  private static final long serialVersionUID = 1L;

  /** The one instance that is needed. */
  public static final ClearedType INSTANCE = new ClearedType();

  private ClearedType() {}

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Cleared> getTypeClass() {
    return Cleared.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Cleared> createSerializer(SerializerConfig config) {
    return ClearedSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "Cleared";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClearedType;
  }

  @Override
  public int hashCode() {
    return ClearedType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ClearedType;
  }
}
