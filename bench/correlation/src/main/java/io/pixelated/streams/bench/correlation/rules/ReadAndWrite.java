package io.pixelated.streams.bench.correlation.rules;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The baseline: reads and writes one value of fixed size per event, and sends nothing.
 *
 * @param <T> the events
 */
final class ReadAndWrite<T> extends KeyedProcessFunction<String, T, String> {
  private static final long serialVersionUID = 1L;

  private final int size;

  private transient ValueState<byte[]> state;

  /**
   * @param size bytes of the value
   */
  ReadAndWrite(int size) {
    this.size = size;
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "value", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(T event, Context context, Collector<String> out) throws Exception {
    byte[] value = state.value();
    if (value == null) {
      value = new byte[size];
    }
    value[0]++;
    state.update(value);
  }
}
