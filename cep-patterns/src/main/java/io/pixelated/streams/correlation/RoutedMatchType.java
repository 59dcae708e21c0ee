package io.pixelated.streams.correlation;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's description of {@link RoutedMatch}, which it finds by the record's annotation. */
final class RoutedMatchType extends TypeInformation<RoutedMatch> {
  private static final long serialVersionUID = 1L;

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
  public Class<RoutedMatch> getTypeClass() {
    return RoutedMatch.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<RoutedMatch> createSerializer(SerializerConfig config) {
    return RoutedMatchSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "RoutedMatch";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoutedMatchType;
  }

  @Override
  public int hashCode() {
    return RoutedMatchType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RoutedMatchType;
  }

  /** Makes it where Flink looks for it. */
  public static final class Factory extends TypeInfoFactory<RoutedMatch> {
    @Override
    public TypeInformation<RoutedMatch> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new RoutedMatchType();
    }
  }
}
